/*
 * patterns.h - how many pairs have the same levels
 *
 * A pattern is the levels of a pair as one number (fellegi_sunter.h).  The memory that
 * an estimate needs depends on the number of patterns, not on that of pairs.
 */
#ifndef PATTERNS_H
#define PATTERNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pattern_part {
	PATTERN_ALL,     /* candidate pairs, each for itself */
	PATTERN_THINNED, /* candidate pairs that stand for several */
	PATTERN_SAMPLED, /* pairs that are in no block, and stand for many */
	PATTERN_PARTS
};

struct pattern {
	uint64_t levels;
	uint64_t pairs[PATTERN_PARTS];
};

struct patterns;

/* None yet; NULL if there is no memory. */
struct patterns *patterns_new(void);
void patterns_free(struct patterns *);

/* Count a pair.  False if there is no memory. */
bool patterns_add(struct patterns *, uint64_t levels, enum pattern_part);

/*
 * The patterns in the order of their numbers; borrowed until the next patterns_add().
 * NULL if there is no memory.
 */
const struct pattern *patterns_list(struct patterns *, size_t *count);

#endif
