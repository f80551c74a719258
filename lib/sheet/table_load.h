/*
 * table_load.h - which tables are read by which map, as the settings of a filter
 *
 * What all filters that read tables have in common.  This is set-up for filters: a map
 * that cannot be used, or a setting with a word that it does not know, ends the program
 * with STATUS_TROUBLE and a message that names it.
 */
#ifndef TABLE_LOAD_H
#define TABLE_LOAD_H

#include "settings/settings.h"
#include "sheet/table.h"

/* The settings; all zero: nothing is set. */
struct table_settings {
	const json_t *map;      /* in the policy; map_file wins over it */
	struct text_list files; /* patterns, of the policy only */
	struct text_list totals;
	const char *map_file, *unmapped;
	long header_row;
	bool suggest; /* write a draft of a map instead of records */
};

/* clang-format off */
#define TABLE_SETTINGS(s) \
	SETTING_JSON("map", &(s)->map), \
	SETTING_LIST(0, "files", NULL, &(s)->files, NULL), \
	SETTING_OPTION('m', SETTING_KIND_FILE, "map", "FILE", &(s)->map_file, \
	    "read the map of headers to fields from FILE"), \
	SETTING_NUMBER(0, "header-row", "LINE", &(s)->header_row, 1, 1L << 40, \
	    "the header row begins in this line"), \
	SETTING_LIST(0, "totals", "WORD", &(s)->totals, \
	    "a row that begins with WORD is one of totals"), \
	/* In the order of enum unmapped. */ \
	SETTING_WORD(0, "unmapped", "WHAT", &(s)->unmapped, \
	    "a column that is not in the map (refuse)", "refuse", "keep", "drop")
/* Of a filter that can write a draft of a map (table_stream_suggest()). */
#define TABLE_SUGGEST_SETTING(s) \
	SETTING_OPTION(0, SETTING_KIND_FLAG, "suggest-map", NULL, &(s)->suggest, \
	    "write a draft of a policy with a map for the file")
/* clang-format on */

/* The table for all files (table_new()). */
struct table *table_load(const struct table_settings *);

/*
 * The files to read: the operands; if there are none, the files that match the patterns
 * (glob(7)) of the policy, relative to its folder, sorted by bytes and each once; if it
 * has no patterns, standard input.  A pattern that matches nothing ends the program.
 * Ends in NULL and lives on.
 */
char **table_load_files(const struct table_settings *, char **operands);

#endif
