/*
 * boundary_loading.h - a map while it is read
 *
 * What reads a map and what repairs its areas (boundary_repair.h) fill it together.
 */
#ifndef BOUNDARY_LOADING_H
#define BOUNDARY_LOADING_H

#include <stdbool.h>
#include <stddef.h>

#include <geos_c.h>
#include <jansson.h>

#include "place/areas.h"

/* The counts of the map stand at what is not read yet. */
struct boundary_loading {
	struct boundaries *map;
	GEOSContextHandle_t geos;
	json_t *codes; /* the feature of each code */
	const char *code, *name;
	bool guess; /* what a misplaced hole belongs to */
	size_t feature;
	size_t crossings, misplaced; /* in the areas that were broken so far */
	char **why;
};

/* Say why the map cannot be used; false, for the caller to return. */
__attribute__((format(printf, 2, 3))) bool boundary_refuse(
    struct boundary_loading *, const char *format, ...);

/* Add a repair of the feature that is read; false if there is no memory. */
__attribute__((format(printf, 2, 3))) bool boundary_report(
    struct boundary_loading *, const char *format, ...);

/* Add a ring, or a vertex to the last ring; false if there is no memory. */
bool boundary_add_ring(struct boundary_loading *, bool hole);
bool boundary_add_vertex(struct boundary_loading *, struct position);

#endif
