#include "sheet/csv_load.h"
#include "settings/allocate.h"

#include <err.h>
#include <string.h>

#include "settings/document.h"

/* The place of a word among those that a setting may have; 0 if it was not set. */
static size_t
choose(const char *setting, const char *word, const char *const words[])
{
	size_t i = 0;

	while (word != NULL && words[i] != NULL && strcmp(words[i], word) != 0)
		i++;
	if (words[i] == NULL)
		settings_fail(
		    setting, "there is no \"%s\"; --help has the words", word);
	return i;
}

/* In the order of enum encoding. */
static enum encoding
given_encoding(const char *word)
{
	static const char *const words[] = { "auto", "utf-8", "gb18030", "gbk", "cp936",
		"utf-16le", "utf-16be", NULL };

	return (enum encoding)choose("encoding", word, words);
}

static char
given_delimiter(const char *word)
{
	static const char *const words[] = { "auto", "comma", "tab", "semicolon",
		NULL };

	return "\0,\t;"[choose("delimiter", word, words)];
}

static enum layout_unmapped
given_unmapped(const char *word)
{
	static const char *const words[] = { "refuse", "keep", "drop", NULL };

	return (enum layout_unmapped)choose("unmapped", word, words);
}

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
csv_load_table(const struct csv_settings *s)
{
	json_t *json = s->map_file == NULL ? NULL : document_load(s->map_file);
	struct map_fault fault;
	struct table *table;

	if (json == NULL && s->map == NULL)
		errx(
		    STATUS_TROUBLE, "no map: use --map FILE, or a policy that has one");
	table = table_new(
	    json == NULL ? s->map : json, given_unmapped(s->unmapped), &fault);
	if (table == NULL)
		fail_map(s->map_file, fault);
	json_decref(json);
	return table;
}

struct reader *
csv_load_reader(const struct csv_settings *s, size_t max_row)
{
	struct reader *reader = reader_new(
	    given_encoding(s->encoding), given_delimiter(s->delimiter), max_row);

	if (reader == NULL)
		allocate_fail();
	return reader;
}
