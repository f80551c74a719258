/*
 * parts.h - records by their keys
 *
 * Each record belongs to the part of its key.  The parts come out in the order of their
 * keys, byte by byte, and the records of a part in the order in which they were added.
 * Memory is the keys, and eight bytes a record.
 *
 * Functions that return bool return false if memory ran out.
 */
#ifndef PARTS_H
#define PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/span.h"
#include "text/numbering.h"

struct parts {
	struct numbering *keys;
	uint32_t *part_of; /* of each record the number of its key */
	size_t records, room;

	/* After parts_order(): the keys' numbers in the order of the keys, and the
	 * records one part behind the other, with where each part begins. */
	uint32_t *sorted, *order;
	size_t *first;
};

bool parts_open(struct parts *);
void parts_close(struct parts *);

/* Add a record; its number is how many were added before. */
bool parts_add(struct parts *, struct span key);

/* All were added; there are at most 2^32 - 1. */
bool parts_order(struct parts *);

static inline size_t
parts_count(const struct parts *p)
{
	return numbering_count(p->keys);
}

/* The key of a part, from 0 in the order of the keys; borrowed. */
static inline struct span
parts_key(const struct parts *p, size_t part)
{
	return numbering_text(p->keys, p->sorted[part]);
}

/* The numbers of the records of a part. */
static inline const uint32_t *
parts_records(const struct parts *p, size_t part, size_t *count)
{
	*count = p->first[part + 1] - p->first[part];
	return p->order + p->first[part];
}

#endif
