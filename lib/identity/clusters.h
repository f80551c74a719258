/*
 * clusters.h - records that are joined, step by step
 *
 * Disjoint sets with the members of each in a ring.  A cluster is named by the member
 * of it that has the lowest place in a given order, so the name does not depend on the
 * order of the joins.
 */
#ifndef CLUSTERS_H
#define CLUSTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct clusters {
	uint32_t count;
	const uint32_t *places; /* of the records in the order; borrowed */
	uint32_t *parents, *next, *sizes;
};

/* Each record by itself.  False if there is no memory. */
bool clusters_open(struct clusters *, uint32_t count, const uint32_t *places);
void clusters_close(struct clusters *);

/* The member that names the cluster of a record. */
uint32_t clusters_find(struct clusters *, uint32_t record);

/* Join the clusters of two records; returns the name of what they are now. */
uint32_t clusters_join(struct clusters *, uint32_t a, uint32_t b);

/* How many records are in the cluster with that name. */
static inline uint32_t
clusters_size(const struct clusters *c, uint32_t name)
{
	return c->sizes[name];
}

/* The member after this one; the last one leads to the first again. */
static inline uint32_t
clusters_next(const struct clusters *c, uint32_t record)
{
	return c->next[record];
}

/* Let clusters_next() go through each cluster in the order of the places. */
bool clusters_sort(struct clusters *);

#endif
