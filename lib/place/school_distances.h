/*
 * school_distances.h - how far it is from a home to each of a record's schools
 *
 *	{"P01":812,"P07":1530}
 *
 * Straight lines in whole metres, by the same function as the distances by which
 * places are allocated (distance.h), in the order of the record's list.
 */
#ifndef SCHOOL_DISTANCES_H
#define SCHOOL_DISTANCES_H

#include <stddef.h>

#include <jansson.h>

#include "place/position.h"
#include "record/record.h"
#include "record/span.h"

struct school_distances;

/*
 * The schools: an array of objects with id, lon and lat, as in a file of programs; two
 * may not have one id.  One without lon and lat is known, but has no distance.  NULL
 * with *line the number of the element, from 1, and *why a constant text that says what
 * is wrong with it; *why is NULL if there is no memory.
 */
struct school_distances *school_distances_new(
    const json_t *schools, size_t *line, const char **why);
void school_distances_free(struct school_distances *);

enum school_distances_result {
	SCHOOL_DISTANCES_OK,
	SCHOOL_DISTANCES_NO_MEMORY,
	SCHOOL_DISTANCES_NOT_TEXT,    /* neither an id nor a list of them */
	SCHOOL_DISTANCES_UNKNOWN,     /* no school has the id */
	SCHOOL_DISTANCES_TWICE,       /* it is in the list already */
	SCHOOL_DISTANCES_NO_POSITION, /* the school has no coordinates */
};

/*
 * The distances from a home on the globe to the schools that a value of the record
 * names: an id, or a list of ids, in which null is left out.  The text is borrowed
 * until the next call.
 */
enum school_distances_result school_distances_write(struct school_distances *,
    struct position home, struct record *, const struct value *, struct span *text);

/* The code of a reject and a sentence for people, of what is neither OK nor NO_MEMORY.
 */
const char *school_distances_code(enum school_distances_result);
const char *school_distances_reason(enum school_distances_result);

#endif
