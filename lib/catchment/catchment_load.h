/*
 * catchment_load.h - the catchment rules, as settings of a filter
 *
 * The table is CSV, a workbook or JSON Lines (side_table.h); its columns are id,
 * schools, kind, name, from, to, parity, district, except, text (catchment_table.h), or
 * 编号, 学校, 类别, 名称, 起号, 止号, 单双, 区县, 排除, 原文.  A column note or 备注 is
 * for people.
 *
 * This is set-up for filters: a table that cannot be used ends the program with
 * STATUS_TROUBLE and a message that names file, line and code.
 */
#ifndef CATCHMENT_LOAD_H
#define CATCHMENT_LOAD_H

#include <stdint.h>

#include "catchment/catchment_table.h"

struct gazetteer;

/* The rules of a file; line i is that of rule i.  The caller frees what it points to.
 */
struct catchment_file {
	const char *file;
	struct catchment_table *table;
	uint64_t *lines;
};

/* The gazetteer is borrowed as long as the table is. */
struct catchment_file catchment_load(const char *file, const struct gazetteer *);

/* End the program for a fault of a rule. */
_Noreturn void catchment_load_fail(
    const struct catchment_file *, uint32_t rule, enum catchment_fault);

#endif
