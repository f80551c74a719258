/*
 * boundaries.h - the areas of a map, checked, and repaired where they are invalid
 *
 * A map is a GeoJSON FeatureCollection (RFC 7946): each Feature is one area, with
 * a Polygon or a MultiPolygon, holes included, and a code and a name among its
 * properties.  When the map is loaded, GEOS checks each geometry by the rules for valid
 * polygons.  An invalid one is repaired and the repair is reported, so a border that
 * crosses itself costs a warning and not a district.
 */
#ifndef BOUNDARIES_H
#define BOUNDARIES_H

#include <stdbool.h>

#include <jansson.h>

#include "place/areas.h"

/*
 * Read a map.  code and name say which properties hold them; a code is text or a
 * whole number (written as text), and no two areas may share one; with name NULL
 * the areas have none.  Coordinates are taken as degrees in whatever system the
 * file has, to the billionth.  Returns new boundaries, or NULL with *why set to a
 * new text that the caller frees, which starts with the JSON Pointer of the place;
 * *why is NULL too if there is no memory.
 *
 * A repair keeps every part that the rings enclose at least once (the structure
 * method of GEOSMakeValid); a ring that does not end where it began is closed.
 * These are errors: no ring at all, a ring of less than three corners, an area without
 * extent, a coordinate that is not one, borders that cross too often to be repaired,
 * too many misplaced holes (boundary_repair.h).
 *
 * A hole that is not inside of its shell may belong to another part, or to nothing:
 * that is an error too, unless guess is true.  Then what it encloses is taken from the
 * whole area: it is land of it in no case.
 */
struct boundaries *boundaries_new(const json_t *collection, const char *code,
    const char *name, bool guess, char **why);
void boundaries_free(struct boundaries *);

#endif
