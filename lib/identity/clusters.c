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

bool
clusters_sort(struct clusters *c)
{
	size_t room = (size_t)c->count + 1;
	uint32_t *by_place = malloc(room * sizeof *by_place);
	uint32_t *last = malloc(room * sizeof *last); /* of a cluster, by its name */

	if (by_place == NULL || last == NULL) {
		free(by_place);
		free(last);
		return false;
	}
	for (uint32_t i = 0; i < c->count; i++) {
		by_place[c->places[i]] = i;
		last[i] = i;
	}
	for (uint32_t i = 0; i < c->count; i++) {
		uint32_t record = by_place[i], name = clusters_find(c, record);

		/* The name is the first one of all. */
		c->next[last[name]] = record;
		c->next[record] = name;
		last[name] = record;
	}
	free(by_place);
	free(last);
	return true;
}
