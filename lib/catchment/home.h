/*
 * home.h - what a catchment rule looks at in a home
 *
 * The parts of its address (admit-address(1) writes them to a record), and the areas
 * of maps that cover its coordinates.
 */
#ifndef HOME_H
#define HOME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "address/address_line.h"
#include "address/address_parts.h"
#include "record/record.h"

struct home {
	/* Canonical; empty where there is none.  Borrowed from the record. */
	struct span parts[ADDRESS_PARTS];
	/* Of the house, the lane (or group of a village) and the building; 0: none. */
	uint32_t number, lane, building;
	/* The whole, and what is left over: what a pattern is looked for in. */
	struct span canonical, rest;
	/* The sets of rules (rule_index.h) of the areas that cover it. */
	const uint32_t *areas;
	size_t area_count;
};

/* Memory for reading; all zero has none. */
struct home_reader {
	struct address_line line;
};
void home_reader_free(struct home_reader *);

enum home_result {
	HOME_OK,
	HOME_NOT_PARTS, /* the value is not what admit-address(1) writes */
	HOME_NO_MEMORY,
};

/*
 * Read the parts from a value of a record; areas are left empty.  Parts that are not
 * known are ignored.
 */
enum home_result home_read(
    struct home_reader *, struct record *, const struct value *, struct home *);

#endif
