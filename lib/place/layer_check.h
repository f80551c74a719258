/* layer_check.h - what is wrong with the map of a layer, for people */
#ifndef LAYER_CHECK_H
#define LAYER_CHECK_H

#include <stdbool.h>

#include "place/layer.h"

struct stream;

/*
 * Write a line for each fault of the map (map_report.h) to the stream, and the counts
 * to standard error.  True if there is none.  The map must be loaded.  Ends the program
 * where there is no memory, or GEOS cannot compare the areas.
 */
bool layer_check(const struct layer *, struct stream *);

#endif
