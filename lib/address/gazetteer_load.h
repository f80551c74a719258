/*
 * gazetteer_load.h - the gazetteer, as settings of a filter
 *
 * The table is CSV, a workbook or JSON Lines (table_rows.h); its columns are kind,
 * name, within, now, from, until, road, number (gazetteer_build.h), or 类别, 名称,
 * 上级, 现名, 起始年, 截止年, 道路, 门牌.  A column code, note, 代码 or 备注 is for
 * people.
 *
 * This is set-up for filters: a table or a city that cannot be used ends the program
 * with STATUS_TROUBLE and a message that names file, line and code.
 */
#ifndef GAZETTEER_LOAD_H
#define GAZETTEER_LOAD_H

#include "address/gazetteer.h"
#include "settings/settings.h"

/* The settings; all zero: nothing is set. */
struct gazetteer_settings {
	const char *file, *city;
	long year;
};

/* clang-format off */
#define GAZETTEER_SETTINGS(s) \
	SETTING_TEXT(0, "city", "NAME", &(s)->city, \
	    "the city of addresses that name none: 甘肃省兰州市, say"), \
	SETTING_FILE(0, "gazetteer", "FILE", &(s)->file, \
	    "a table of the city's divisions, roads and compounds"), \
	SETTING_NUMBER(0, "year", "YEAR", &(s)->year, 1, 9999, \
	    "the year of the addresses: a name that was valid then is no old one")
/* clang-format on */

/* New; it has no names if there is no table, and no city if none is given. */
struct gazetteer *gazetteer_load(const struct gazetteer_settings *);

#endif
