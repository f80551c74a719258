/*
 * area_table.h - the area codes of resident IDs, and the years in which each was valid
 *
 * A table is CSV with the header code,from,to,name: six digits, the first and the
 * last year in which the code was given (empty: no limit), and a name for people, which
 * is not read.  A code may have several lines with different years.  Codes of provinces
 * and cities do not belong in the table, since no resident ID has them.
 */
#ifndef AREA_TABLE_H
#define AREA_TABLE_H

#include <stdint.h>

#include "record/record.h"

struct area_table;

/*
 * Read a table.  Returns a new one, or NULL with *why set to a static sentence and
 * *line to the number of the faulty line, counted from 1.
 */
struct area_table *area_table_new(
    struct span csv, const char **why, unsigned long *line);
void area_table_free(struct area_table *);

enum area_found {
	AREA_FOUND,
	AREA_UNKNOWN, /* no such code in any year */
	AREA_RETIRED  /* no longer given in the year of birth */
};

/*
 * Look up the first six digits of a resident ID with that year of birth.
 * 810000, 820000 and 830000 of the residence permits are always found.
 */
enum area_found area_table_find(
    const struct area_table *, uint32_t code, unsigned birth_year);

#endif
