#include "sheet/csv_load.h"
#include "settings/allocate.h"

#include <err.h>
#include <string.h>

#include "settings/document.h"

/* The place of the word that a setting is; of the first one if it was not set. */
static size_t
word_or_first(const char *setting)
{
	int word = settings_word(setting);

	return word > 0 ? (size_t)word : 0;
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
	table = table_new(json == NULL ? s->map : json,
	    (enum unmapped)word_or_first("unmapped"), &fault);
	if (table == NULL)
		fail_map(s->map_file, fault);
	json_decref(json);
	return table;
}

struct reader *
csv_load_reader(size_t max_row)
{
	struct reader *reader = reader_new((enum encoding)word_or_first("encoding"),
	    "\0,\t;"[word_or_first("delimiter")], max_row);

	if (reader == NULL)
		allocate_fail();
	return reader;
}
