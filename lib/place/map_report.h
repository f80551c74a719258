/*
 * map_report.h - what is wrong with a map, as lines of JSON
 *
 *	{"code":"invalid","areas":["620111"],"reason":"Self-intersection at 102.8 36.3"}
 *	{"code":"overlap","areas":["a","b"],"square_metres":12312.4,"width":55.5,
 *	 "point":[103.500000,36.500000]}
 *
 * A line of a layer begins with its name, as "layer".
 *
 * code is "invalid" for an area that was repaired, else map_fault_name() (map_check.h).
 */
#ifndef MAP_REPORT_H
#define MAP_REPORT_H

#include "place/boundaries.h"
#include "place/map_check.h"
#include "record/writer.h"

/* How many of each there are, and lines in all. */
struct map_report {
	size_t lines, invalid, overlaps, gaps;
	size_t slivers; /* of both kinds; they are not among overlaps and gaps */
};

struct map_report map_report_count(const struct boundaries *, const struct map_check *);

/* Write a line, counted from 0: first the areas that are invalid, then the faults of
 * the check.  It has no end of line.  layer is a name, or NULL. */
void map_report_write(struct writer *, const char *layer, const struct boundaries *,
    const struct map_check *, size_t line);

#endif
