/*
 * csv_load.h - how CSV is read, as the settings of a filter
 *
 * This is set-up for filters: a setting with a word that it does not know ends the
 * program with STATUS_TROUBLE and a message that names it.
 */
#ifndef CSV_LOAD_H
#define CSV_LOAD_H

#include "settings/settings.h"
#include "sheet/reader.h"

/* The settings; all zero: nothing is set. */
struct csv_settings {
	const char *delimiter, *encoding;
};

/* clang-format off */
#define CSV_SETTINGS(s) \
	SETTING_WORD(0, "delimiter", "NAME", &(s)->delimiter, \
	    "between cells (auto: as most lines have it)", "auto", "comma", "tab", \
	    "semicolon"), \
	/* In the order of enum encoding. */ \
	SETTING_WORD(0, "encoding", "NAME", &(s)->encoding, "of the files (auto)", \
	    "auto", "utf-8", "gb18030", "gbk", "cp936", "utf-16le", "utf-16be")
/* clang-format on */

/* A reader for one file (reader_new()). */
struct reader *csv_load_reader(size_t max_row);

#endif
