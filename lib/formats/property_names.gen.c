/*
 * property_names.gen.c - makes the table of ecma_property.c, at build time
 *
 *	property_names.gen > formats/property_names.h
 *
 * Reads the names of general categories and scripts from the package unicode-data.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char path[] = "/usr/share/unicode/PropertyValueAliases.txt";

/*
 * "gc ; Lu ; Uppercase_Letter": the short name, then all others.  PCRE2 knows general
 * categories by the short one, scripts by all.
 */
static void
write_names(const char *property, FILE *file)
{
	size_t size = 0, count = 0;
	char *line = NULL, *rest, *field;

	rewind(file);
	printf("static const char *const %s_names[][2] = {\n", property);
	while (getline(&line, &size, file) >= 0) {
		char *key;

		line[strcspn(line, "#\n")] = '\0';
		rest = line;
		if ((field = strtok_r(rest, " ;", &rest)) == NULL ||
		    strcmp(field, property) != 0 ||
		    (key = strtok_r(NULL, " ;", &rest)) == NULL)
			continue;
		printf("\t{ \"%s\", \"%s\" },\n", key, key);
		while ((field = strtok_r(NULL, " ;", &rest)) != NULL)
			if (strcmp(field, key) != 0)
				printf("\t{ \"%s\", \"%s\" },\n", field, key);
		count++;
	}
	printf("};\n\n");
	if (ferror(file) != 0)
		err(1, "%s", path);
	if (count == 0)
		errx(1, "%s: has no lines of %s", path, property);
	free(line);
}

int
main(void)
{
	FILE *file = fopen(path, "r");

	if (file == NULL)
		err(1, "%s (package unicode-data)", path);
	printf("/* Made by property_names.gen.c. */\n"
	       "#ifndef PROPERTY_NAMES_H\n#define PROPERTY_NAMES_H\n\n");
	write_names("gc", file);
	write_names("sc", file);
	printf("#endif\n");
	fclose(file);
	if (fflush(stdout) != 0 || ferror(stdout) != 0)
		err(1, "standard output");
	return 0;
}
