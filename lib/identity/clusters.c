#include "identity/clusters.h"

#include <stdlib.h>

bool
clusters_open(struct clusters *c, uint32_t count, const uint32_t *places)
{
	size_t room = (size_t)count + 1;

	*c = (struct clusters){ .count = count, .places = places };
	c->parents = malloc(room * sizeof *c->parents);
	c->next = malloc(room * sizeof *c->next);
	c->sizes = malloc(room * sizeof *c->sizes);
	if (c->parents == NULL || c->next == NULL || c->sizes == NULL) {
		clusters_close(c);
		return false;
	}
	for (uint32_t i = 0; i < count; i++) {
		c->parents[i] = c->next[i] = i;
		c->sizes[i] = 1;
	}
	return true;
}

void
clusters_close(struct clusters *c)
{
	free(c->parents);
	free(c->next);
	free(c->sizes);
	*c = (struct clusters){ 0 };
}

uint32_t
clusters_find(struct clusters *c, uint32_t record)
{
	while (c->parents[record] != record) {
		c->parents[record] = c->parents[c->parents[record]];
		record = c->parents[record];
	}
	return record;
}

uint32_t
clusters_join(struct clusters *c, uint32_t a, uint32_t b)
{
	uint32_t after;

	a = clusters_find(c, a);
	b = clusters_find(c, b);
	if (a == b)
		return a;
	if (c->places[b] < c->places[a]) {
		uint32_t other = a;

		a = b;
		b = other;
	}
	c->parents[b] = a;
	c->sizes[a] += c->sizes[b];
	after = c->next[a];
	c->next[a] = c->next[b];
	c->next[b] = after;
	return a;
}
