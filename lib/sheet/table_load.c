#include "sheet/table_load.h"

#include <err.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/files.h"
#include "text/unseen.h"

static _Noreturn void
fail_map(const char *map_file, struct map_fault fault)
{
	const char *header = fault.header == NULL ? "" : fault.header;
	const char *colon = fault.header == NULL ? "" : ": ";

	if (fault.what == NULL)
		allocate_fail();
	if (map_file == NULL)
		settings_fail("map", "%s%s%s", header, colon, fault.what);
	errx(STATUS_TROUBLE, "%s: %s%s%s", map_file, header, colon, fault.what);
}

struct table *
table_load(const struct table_settings *s)
{
	json_t *json = s->map_file == NULL ? NULL : document_load(s->map_file);
	struct map_fault fault;
	int word = settings_word("unmapped");
	struct table *table;

	if (json == NULL && s->map == NULL)
		errx(
		    STATUS_TROUBLE, "no map: use --map FILE, or a policy that has one");
	table = table_new(json == NULL ? s->map : json,
	    word > 0 ? (enum unmapped)word : UNMAPPED_REFUSE, &fault);
	if (table == NULL)
		fail_map(s->map_file, fault);
	json_decref(json);
	for (size_t i = 0; i < s->totals.count; i++)
		if (unseen_is_all(span_of(s->totals.items[i])))
			settings_fail("totals", "a word has nothing to be seen");
	table_name_totals(table, s->totals.items, s->totals.count);
	return table;
}

/* A pattern relative to the policy; the name of its folder is no pattern. */
static char *
new_pattern(const char *pattern)
{
	const char *folder = *pattern == '/' ? "" : settings_beside_policy("");
	char *path = allocate(2 * strlen(folder) + strlen(pattern) + 1, 1), *out = path;

	for (; *folder != '\0'; *out++ = *folder++)
		if (strchr("*?[]\\", *folder) != NULL)
			*out++ = '\\';
	memcpy(out, pattern, strlen(pattern) + 1);
	return path;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **
table_load_files(const struct table_settings *s, char **operands)
{
	static char name[] = "-", *standard_input[] = { name, NULL };
	static glob_t found; /* lives on */
	size_t count = 0;

	if (*operands != NULL)
		return operands;
	if (s->files.count == 0)
		return standard_input;
	for (size_t i = 0; i < s->files.count; i++) {
		char *pattern = new_pattern(s->files.items[i]);

		switch (glob(pattern, i == 0 ? GLOB_ERR : GLOB_ERR | GLOB_APPEND, NULL,
		    &found)) {
		case 0:
			break;
		case GLOB_NOSPACE:
			allocate_fail();
		default:
			settings_fail(
			    "files", "\"%s\" names no file", s->files.items[i]);
		}
		free(pattern);
	}
	qsort(found.gl_pathv, found.gl_pathc, sizeof *found.gl_pathv, compare_names);
	for (size_t i = 0; i < found.gl_pathc; i++)
		if (i == 0 || strcmp(found.gl_pathv[i], found.gl_pathv[count - 1]) != 0)
			found.gl_pathv[count++] = found.gl_pathv[i];
	for (size_t i = 0; i < count; i++)
		files_add_input(NULL, found.gl_pathv[i]);
	found.gl_pathv[count] = NULL;
	return found.gl_pathv;
}
