/*
 * gazetteer_build.h - a gazetteer from the rows of a table
 *
 * A gazetteer is made of rows, each a name and what it names:
 *
 *	part       province, city, district, town, community, road or compound
 *	name       as people write it; numbers and script may be of any spelling
 *	within     the division that it lies in; "兰州市/城关区" where a name by itself
 *	           could mean several.  Without it: the city
 *	now        what it is called now, of an old name or a second one
 *	from       the year from which the name is valid, and
 *	until      the last year in which it is; 0: there is no such year
 *	road       of a compound: the road that it stands at, and
 *	number     its house number.  A compound with several has several rows
 *
 * A city, a district, a village and a 小区 are also found by their names without
 * the ending (兰州 for 兰州市), where that leaves two characters.  Rows may come in
 * any order: they are connected by gazetteer_finish().
 */
#ifndef GAZETTEER_BUILD_H
#define GAZETTEER_BUILD_H

#include <stddef.h>
#include <stdint.h>

#include "address/address_parts.h"
#include "address/gazetteer_fault.h"
#include "record/span.h"

struct gazetteer_row {
	enum address_part part;
	struct span name, within, now, road, number;
	uint32_t from, until;
};

struct gazetteer;

/* NULL if there is no memory. */
struct gazetteer *gazetteer_new(void);

/* Add a row, which is copied. */
enum gazetteer_fault gazetteer_add(struct gazetteer *, const struct gazetteer_row *);

/*
 * Connect the rows; none may be added after that.  city is the one that the gazetteer
 * is of (甘肃省兰州市; empty: none), which need not have rows.  year is that of the
 * addresses: a name that was valid then is as good as today's; 0: only names without
 * an end are.  If it fails, *row is the row in question, from 0 in the order of adding.
 */
enum gazetteer_fault gazetteer_finish(
    struct gazetteer *, struct span city, uint32_t year, size_t *row);

#endif
