#include <stdlib.h>
#include <string.h>

#include "mechanisms/contenders.h"
#include "memory/hugepages.h"

enum { DIGIT = 11, FEW = 48 };

/* The lists from low up to, and without, high. */
struct range {
	uint32_t low, high;
};

static uint32_t
list_count(const struct market *m)
{
	return m->programs + market_groups(m);
}

/*
 * Go through all choices and claims in a range of lists: count them in next[list] if
 * there are no entries, or else put them at next[list].
 */
static void
enter_all(const struct market *m, const uint32_t *place, struct range range,
    uint64_t *next, uint64_t *entries)
{
	for (uint32_t i = 0; i < m->applicants; i++) {
		for (uint64_t k = m->first[i]; k < m->first[i + 1]; k++) {
			uint32_t p = market_program(m, k), count = 1;
			struct claim own = { p, 0 };
			const struct claim *claims = &own;
			uint32_t lists = 0;

			if (!market_open(m, k))
				continue;
			if (m->wishes != NULL)
				own.priority = m->wishes[k].priority;
			if (market_grouped(m, p)) {
				claims = market_claims(m, k, &count);
				lists = m->programs;
			}
			for (uint32_t c = 0; c < count; c++) {
				uint32_t list = lists + claims[c].group;
				uint64_t priority =
				    place != NULL ? place[i] : claims[c].priority;

				if (list < range.low || list >= range.high)
					continue;
				if (entries != NULL)
					entries[next[list]] = priority << 32 | i;
				next[list]++;
			}
		}
	}
}

/* Turn counts into offsets: first[0] is 0, and the last one is the total. */
static uint64_t
add_up(uint64_t *first, uint32_t lists, uint64_t *longest)
{
	uint64_t before = 0;

	*longest = 0;
	for (uint32_t l = 0; l < lists; l++) {
		uint64_t count = first[l];

		*longest = count > *longest ? count : *longest;
		first[l] = before;
		before += count;
	}
	return first[lists] = before;
}

static void
insertion_sort(uint64_t *entries, uint64_t count)
{
	for (uint64_t i = 1; i < count; i++) {
		uint64_t entry = entries[i], k = i;

		for (; k > 0 && entries[k - 1] > entry; k--)
			entries[k] = entries[k - 1];
		entries[k] = entry;
	}
}

/*
 * Sort by priority, a digit at a time, the last one first.  Applicants were entered
 * by their numbers, and equal priorities stay as they are.
 */
static void
radix_sort(uint64_t *entries, uint64_t *other, uint64_t count)
{
	const uint64_t mask = (1 << DIGIT) - 1;
	uint64_t *from = entries, *to = other, *swap, differ = 0;

	for (uint64_t i = 1; i < count; i++)
		differ |= entries[0] ^ entries[i];
	for (unsigned shift = 32; shift < 64; shift += DIGIT) {
		uint64_t start[1 << DIGIT] = { 0 }, before = 0;

		if ((differ >> shift & mask) == 0)
			continue;
		for (uint64_t i = 0; i < count; i++)
			start[from[i] >> shift & mask]++;
		for (size_t d = 0; d <= mask; d++) {
			uint64_t same = start[d];

			start[d] = before;
			before += same;
		}
		for (uint64_t i = 0; i < count; i++)
			to[start[from[i] >> shift & mask]++] = from[i];
		swap = from, from = to, to = swap;
	}
	if (from != entries)
		memcpy(entries, from, count * sizeof *entries);
}

void
contenders_sort(uint64_t *entries, uint64_t *other, uint64_t count)
{
	if (count <= FEW)
		insertion_sort(entries, count);
	else
		radix_sort(entries, other, count);
}

static bool
sort_lists(struct contenders *c, uint32_t lists, uint64_t longest)
{
	uint64_t *other = malloc((longest + 1) * sizeof *other);

	if (other == NULL)
		return false;
	for (uint32_t l = 0; l < lists; l++) {
		contenders_sort(
		    c->entries + c->first[l], other, c->first[l + 1] - c->first[l]);
	}
	free(other);
	return true;
}

static struct contenders *
make_range(const struct market *m, const uint32_t *place, struct range range)
{
	uint32_t lists = list_count(m);
	struct contenders *c = calloc(1, sizeof *c);
	uint64_t total, longest, *next = NULL;
	bool done = false;

	if (c == NULL)
		return NULL;
	c->first = calloc(lists + (size_t)1, sizeof *c->first);
	next = malloc((lists + (size_t)1) * sizeof *next);
	if (c->first != NULL && next != NULL) {
		enter_all(m, place, range, c->first, NULL);
		total = add_up(c->first, lists, &longest);
		c->entries = malloc((total + 1) * sizeof *c->entries);
		if (c->entries != NULL) {
			hugepages_advise(c->entries, (total + 1) * sizeof *c->entries);
			memcpy(next, c->first, lists * sizeof *next);
			enter_all(m, place, range, next, c->entries);
			done = sort_lists(c, lists, longest);
		}
	}
	free(next);
	if (!done) {
		contenders_free(c);
		return NULL;
	}
	return c;
}

struct contenders *
contenders_new(const struct market *m, const uint32_t *place)
{
	return make_range(m, place, (struct range){ 0, list_count(m) });
}

void
contenders_free(struct contenders *c)
{
	if (c == NULL)
		return;
	free(c->first);
	free(c->entries);
	free(c);
}

/* The program of a list. */
static uint32_t
program_of(const struct market *m, uint32_t list)
{
	uint32_t p = 0;

	if (list < m->programs)
		return list;
	while (m->group_first[p + 1] <= list - m->programs)
		p++;
	return p;
}

static uint32_t
find_tie(const struct contenders *c, const struct market *m, struct market_tie *tie)
{
	uint32_t lists = list_count(m);

	for (uint32_t l = 0; l < lists; l++) {
		for (uint64_t k = c->first[l] + 1; k < c->first[l + 1]; k++) {
			if (c->entries[k - 1] >> 32 != c->entries[k] >> 32)
				continue;
			*tie = (struct market_tie){ contenders_applicant(c, k - 1),
				contenders_applicant(c, k) };
			return program_of(m, l);
		}
	}
	return MARKET_NONE;
}

/* The next lists that have no more entries than that together; one at least. */
static struct range
next_range(const uint64_t *counts, uint32_t low, uint32_t lists, uint64_t most)
{
	struct range range = { low, low };
	uint64_t total = 0;

	while (range.high < lists &&
	       (range.high == low ||
		   (total <= most && counts[range.high] <= most - total)))
		total += counts[range.high++];
	return range;
}

uint32_t
contenders_find_tie(
    const struct market *m, uint64_t most, struct market_tie *tie, bool *enough)
{
	uint32_t lists = list_count(m), program = MARKET_NONE;
	uint64_t *counts = calloc(lists + (size_t)1, sizeof *counts);
	struct range range = { 0, 0 }, all = { 0, lists };

	*enough = counts != NULL;
	if (*enough)
		enter_all(m, NULL, all, counts, NULL);
	while (*enough && range.high < lists && program == MARKET_NONE) {
		struct contenders *c;

		range = next_range(counts, range.high, lists, most);
		c = make_range(m, NULL, range);
		*enough = c != NULL;
		if (*enough)
			program = find_tie(c, m, tie);
		contenders_free(c);
	}
	free(counts);
	return program;
}
