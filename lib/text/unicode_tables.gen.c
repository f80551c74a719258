/*
 * unicode_tables.gen.c - makes the tables of unseen.c, identifier.c and width.c, at
 * build time
 *
 *	unicode_tables.gen > text/unicode_tables.h
 *
 * Reads the Unicode Character Database of the package unicode-data.
 */
#include <err.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "/usr/share/unicode/"

enum { CODE_POINTS = 0x110000, PAGE = 256 };

/* Properties of a code point, a bit each. */
enum {
	WHITE_SPACE = 1,
	IGNORABLE = 2,
	CONTROL = 4,
	SPACE = 8, /* general category Zs */
	ID_START = 16,
	ID_CONTINUE = 32,
	WIDE = 64,
	MARK = 128, /* has no place of its own: general category Mn, Me */
	UNSEEN = WHITE_SPACE | IGNORABLE | CONTROL,
};

static const struct {
	const char *file, *property;
	unsigned char bit;
} sources[] = {
	{ FOLDER "PropList.txt", "White_Space", WHITE_SPACE },
	{ FOLDER "DerivedCoreProperties.txt", "Default_Ignorable_Code_Point",
	    IGNORABLE },
	{ FOLDER "DerivedCoreProperties.txt", "ID_Start", ID_START },
	{ FOLDER "DerivedCoreProperties.txt", "ID_Continue", ID_CONTINUE },
	{ FOLDER "PropList.txt", "Join_Control", ID_CONTINUE },
	{ FOLDER "extracted/DerivedGeneralCategory.txt", "Cc", CONTROL },
	{ FOLDER "extracted/DerivedGeneralCategory.txt", "Zs", SPACE },
	{ FOLDER "extracted/DerivedGeneralCategory.txt", "Mn", MARK },
	{ FOLDER "extracted/DerivedGeneralCategory.txt", "Me", MARK },
	{ FOLDER "EastAsianWidth.txt", "W", WIDE },
	{ FOLDER "EastAsianWidth.txt", "F", WIDE },
};

static unsigned char properties[CODE_POINTS];

/* Take a line "0009..000D    ; White_Space # ..."; false if it is of something else. */
static bool
take(const char *line, const char *property, unsigned char bit)
{
	unsigned long first, last;
	size_t len = strlen(property);
	char *at;

	first = last = strtoul(line, &at, 16);
	if (at == line)
		return false;
	if (strncmp(at, "..", 2) == 0)
		last = strtoul(at + 2, &at, 16);
	at += strspn(at, " ");
	if (*at != ';')
		return false;
	at += 1 + strspn(at + 1, " ");
	if (strncmp(at, property, len) != 0 || strchr(" #\n", at[len]) == NULL)
		return false;
	if (first > last || last >= CODE_POINTS)
		errx(1, "%s: a range that is none: %s", property, line);
	for (unsigned long c = first; c <= last; c++)
		properties[c] |= bit;
	return true;
}

static void
read_property(const char *path, const char *property, unsigned char bit)
{
	FILE *file = fopen(path, "r");
	size_t size = 0, count = 0;
	char *line = NULL;

	if (file == NULL)
		err(1, "%s (package unicode-data)", path);
	while (getline(&line, &size, file) >= 0)
		count += take(line, property, bit);
	if (ferror(file) != 0)
		err(1, "%s", path);
	if (count == 0)
		errx(1, "%s: has no lines of %s", path, property);
	free(line);
	fclose(file);
}

/* Ranges of the code points that have one of the bits, each with the bits shown. */
static void
write_ranges(const char *name, unsigned bits, unsigned shown)
{
	printf("static const struct unicode_range %s[] = {\n", name);
	for (uint32_t c = 0, first; c < CODE_POINTS; c++) {
		if ((properties[c] & bits) == 0)
			continue;
		first = c;
		while (c + 1 < CODE_POINTS && (properties[c + 1] & bits) != 0 &&
		       (properties[c + 1] & shown) == (properties[first] & shown))
			c++;
		printf("\t{ 0x%04x, 0x%04x, %s, %s },\n", (unsigned)first, (unsigned)c,
		    (properties[first] & shown & (SPACE | ID_START | WIDE)) != 0
			? "true"
			: "false",
		    (properties[first] & shown & WHITE_SPACE) != 0 ? "true" : "false");
	}
	printf("};\n\n");
}

/* A bit for each page of code points in which there is one with one of the bits. */
static void
write_pages(const char *name, unsigned bits)
{
	uint32_t words[CODE_POINTS / PAGE / 32] = { 0 };

	for (uint32_t c = 0; c < CODE_POINTS; c++)
		if ((properties[c] & bits) != 0)
			words[c / PAGE / 32] |= UINT32_C(1) << (c / PAGE % 32);
	printf("static const uint32_t %s[] = {\n", name);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		printf("\t0x%08x,\n", (unsigned)words[i]);
	printf("};\n\n");
}

/* What has no place of its own is not wide, whatever it is put upon. */
static void
clear_width(void)
{
	for (uint32_t c = 0; c < CODE_POINTS; c++)
		if ((properties[c] & (MARK | IGNORABLE)) != 0)
			properties[c] &= (unsigned char)~WIDE;
}

int
main(void)
{
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		read_property(sources[i].file, sources[i].property, sources[i].bit);
	printf("/* Made by unicode_tables.gen.c. */\n"
	       "#ifndef UNICODE_TABLES_H\n#define UNICODE_TABLES_H\n\n"
	       "#include <stdbool.h>\n#include <stdint.h>\n\n"
	       "struct unicode_range {\n\tuint32_t first, last;\n"
	       "\tbool marked; /* a space, Zs; can begin an identifier; is wide */\n"
	       "\tbool white_space;\n};\n\n");
	write_ranges("unseen_ranges", UNSEEN, SPACE | WHITE_SPACE);
	write_pages("unseen_pages", UNSEEN);
	write_ranges("identifier_ranges", ID_START | ID_CONTINUE, ID_START);
	clear_width();
	write_ranges("width_ranges", WIDE | MARK | IGNORABLE, WIDE);
	printf("#endif\n");
	if (fflush(stdout) != 0 || ferror(stdout) != 0)
		err(1, "standard output");
	return 0;
}
