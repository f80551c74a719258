/* areas.h - the areas of a map: rings of vertices (boundaries.h makes them) */
#ifndef AREAS_H
#define AREAS_H

#include <stdbool.h>
#include <stddef.h>

#include "place/position.h"

/* A closed line: the last vertex is the first again. */
struct ring {
	size_t at, count; /* its vertices */
	bool hole;        /* in the shell that comes before it */
	bool misplaced; /* a hole that is not inside of it; only while a map is read */
};

struct area {
	char *code, *name; /* UTF-8; name is NULL if none was asked for */
	size_t at, count;  /* its rings */
	bool repaired;
};

/* A repair: which feature of the file, and what GEOS said. */
struct repair {
	size_t feature; /* counted from 0, as in a JSON Pointer; an area's index too */
	char *reason;   /* "Self-intersection at 103.123456 36.123456" */
};

/*
 * The areas in the order of the file.  Rings of an area, and vertices of a ring,
 * follow each other.  A point is inside of an area if an odd number of its rings
 * enclose it.  All arrays belong to the boundaries.
 */
struct boundaries {
	struct area *areas;
	struct ring *rings;
	struct position *vertices;
	struct repair *repairs;
	size_t area_count, ring_count, vertex_count, repair_count;

	size_t area_room, ring_room, vertex_room, repair_room;
};

#endif
