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

struct pattern {
	uint64_t levels;
	uint64_t candidates; /* pairs of the blocks */
	uint64_t sampled;    /* pairs of the sample, which are in no block */
};

struct patterns;

/* None yet; NULL if there is no memory. */
struct patterns *patterns_new(void);
void patterns_free(struct patterns *);

/* Count a pair.  False if there is no memory. */
bool patterns_add(struct patterns *, uint64_t levels, bool sampled);

/*
 * The patterns in the order of their numbers; borrowed until the next patterns_add().
 * NULL if there is no memory.
 */
const struct pattern *patterns_list(struct patterns *, size_t *count);

#endif
