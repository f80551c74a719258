#include "sheet/csv_load.h"

#include "settings/allocate.h"

/* The place of the word that a setting is; of the first one if it was not set. */
static size_t
word_or_first(const char *setting)
{
	int word = settings_word(setting);

	return word > 0 ? (size_t)word : 0;
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
