/*
 * walked_member.h - a member of a record, found by a walk over all of them
 *
 * For tests that compare with it: it knows nothing of shapes and folds, by which
 * record_member() and path_find() are faster.
 */
#ifndef WALKED_MEMBER_H
#define WALKED_MEMBER_H

#include "record/record.h"

/* The value of a member of a record that is not folded, or NULL. */
static inline const struct value *
walked_member(struct record *r, struct span name)
{
	for (uint32_t n = 1; n < r->values[0].next; n = r->values[n + 1].next)
		if (span_same(record_text(r, &r->values[n]), name))
			return &r->values[n + 1];
	return NULL;
}

#endif
