/*
 * home_place.h - the place of a record: by its coordinates, its address, or both
 *
 *	{"district":"620102","name":"城关区","catchment":["P01"],"rule":"a2"}
 *
 * Coordinates are placed on the maps (map_place.h), the parts of an address by the
 * catchment rules (catchment_decision.h).  A record without coordinates is in the
 * district that its address names, and "by" is "address" then.  Where both tell a
 * district they must agree.  What keeps a record from its place, and the rules among
 * which people choose, are told as findings.
 */
#ifndef HOME_PLACE_H
#define HOME_PLACE_H

#include <stddef.h>

#include "catchment/catchment_areas.h"
#include "catchment/catchment_decision.h"
#include "catchment/district_names.h"
#include "catchment/home.h"
#include "findings/finding.h"
#include "memory/arena.h"
#include "place/map_place.h"
#include "record/path.h"
#include "record/writer.h"

/* What there is to place a record by; all is borrowed, and may be NULL.  All zero:
 * nothing. */
struct home_place_rules {
	struct map_place *maps; /* the records have coordinates */
	struct path *address;   /* the records have parts of an address */
	const struct district_names *districts; /* of the maps; with an address */
	const struct catchment_table *table;
	struct catchment_areas *areas; /* with maps and a table */
};

struct home_place;

/* The rules are copied.  NULL if there is no memory. */
struct home_place *home_place_new(const struct home_place_rules *);
void home_place_free(struct home_place *);

/* Borrowed until the next record. */
struct home_place_answer {
	struct span value; /* JSON; at is NULL: the record has no place, see findings */
	const struct finding *findings;
	size_t finding_count;
	/* What the rules said; NULL: they were not asked. */
	const struct catchment_decision *decision;
};

/* False if there is no memory. */
bool home_place_find(struct home_place *, struct record *, struct home_place_answer *);

#endif
