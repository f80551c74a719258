/*
 * catchment_areas.h - the rules of kind "area", on the maps of a policy
 *
 * The name of such a rule is the code of an area of the districts, or LAYER/CODE.
 *
 * catchment_areas_new() is set-up for filters.
 */
#ifndef CATCHMENT_AREAS_H
#define CATCHMENT_AREAS_H

#include <stdbool.h>
#include <stddef.h>

#include "catchment/catchment_load.h"
#include "catchment/home.h"
#include "place/layer.h"
#include "place/position.h"

struct catchment_areas;

/* The layers, the first of which has the districts, are borrowed, and must have been
 * loaded.  A rule that names no area of them ends the program. */
struct catchment_areas *catchment_areas_new(
    const struct catchment_file *, struct layer *layers, size_t count);
void catchment_areas_free(struct catchment_areas *);

/*
 * Set the areas of a home to those that cover a position and have rules.  The layers
 * must have been indexed; their covers are overwritten where a layer has rules.
 */
void catchment_areas_find(struct catchment_areas *, struct position, struct home *);

#endif
