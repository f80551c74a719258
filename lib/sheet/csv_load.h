/*
 * csv_load.h - how spreadsheets are read, as the settings of a filter
 *
 * This is set-up for filters: a map that cannot be used, or a setting with a word that
 * it does not know, ends the program with STATUS_TROUBLE and a message that names it.
 */
#ifndef CSV_LOAD_H
#define CSV_LOAD_H

#include "settings/settings.h"
#include "sheet/reader.h"
#include "sheet/table.h"

/* The settings; all zero: nothing is set. */
struct csv_settings {
	const json_t *map;      /* in the policy; map_file wins over it */
	struct text_list files; /* patterns, of the policy only */
	const char *map_file, *delimiter, *encoding, *unmapped;
	long header_row;
};

/* clang-format off */
#define CSV_SETTINGS(s) \
	SETTING_JSON("map", &(s)->map), \
	SETTING_LIST(0, "files", NULL, &(s)->files, NULL), \
	SETTING_OPTION('m', SETTING_KIND_FILE, "map", "FILE", &(s)->map_file, \
	    "read the map of headers to fields from FILE"), \
	SETTING_WORD(0, "delimiter", "NAME", &(s)->delimiter, \
	    "between cells (auto: comma; tab in UTF-16)", "auto", "comma", "tab", \
	    "semicolon"), \
	/* In the order of enum encoding. */ \
	SETTING_WORD(0, "encoding", "NAME", &(s)->encoding, "of the files (auto)", \
	    "auto", "utf-8", "gb18030", "gbk", "cp936", "utf-16le", "utf-16be"), \
	SETTING_NUMBER(0, "header-row", "LINE", &(s)->header_row, 1, 1L << 40, \
	    "the header row begins in this line"), \
	/* In the order of enum unmapped. */ \
	SETTING_WORD(0, "unmapped", "WHAT", &(s)->unmapped, \
	    "a column that is not in the map (refuse)", "refuse", "keep", "drop")
/* clang-format on */

/* The table for all files (table_new()). */
struct table *csv_load_table(const struct csv_settings *);

/*
 * The files to read: the operands; if there are none, the files that match the patterns
 * (glob(7)) of the policy, relative to its folder, sorted by bytes and each once; if it
 * has no patterns, standard input.  A pattern that matches nothing ends the program.
 * Ends in NULL and lives on.
 */
char **csv_load_files(const struct csv_settings *, char **operands);

/* A reader for one file (reader_new()). */
struct reader *csv_load_reader(size_t max_row);

#endif
