/*
 * district_names.h - the areas of a map by their names, as addresses have them
 *
 * So a home without coordinates is placed by the district of its address, and an
 * address is compared with the coordinates.
 */
#ifndef DISTRICT_NAMES_H
#define DISTRICT_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "place/areas.h"
#include "record/span.h"

struct address_parser;
struct district_names;

#define DISTRICT_NAMES_NONE UINT32_MAX

/*
 * The names of a map; areas without a name cannot be found, and of two with one name
 * neither.  NULL if there is no memory.
 */
struct district_names *district_names_new(
    const struct boundaries *, struct address_parser *);
void district_names_free(struct district_names *);

/* The area with a canonical name, or DISTRICT_NAMES_NONE. */
uint32_t district_names_find(const struct district_names *, struct span name);

/* The canonical name of an area; empty if it cannot be found by one. */
struct span district_names_of(const struct district_names *, size_t area);

#endif
