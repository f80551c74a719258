#include <stdlib.h>

#include "audit/audit_bands.h"
#include "audit/audit_compare.h"
#include "audit/audit_remains.h"
#include "memory/array.h"

static const struct seat no_seat = { MARKET_NONE, MARKET_NONE, MARKET_NONE };

/* Somebody who asks at a program, with the right to be considered in a group of it. */
struct entry {
	struct audit_key key;
	uint32_t group, applicant; /* group: MARKET_NONE if there are none */
};

struct bands {
	const struct market *market;
	const struct audit_precedence *precedence;
	struct seat *seats;  /* that are final */
	uint32_t *left;      /* of programs without groups */
	uint32_t *passed_on; /* to each group, while a program chooses */
	struct audit_remains *remains;
	uint32_t limit; /* of the choices of this band */
	uint32_t *at;   /* the choice at which each applicant asks */
	uint32_t *held; /* the group that takes each, or UNGROUPED, or MARKET_NONE */
	/*
	 * Those who ask at each program, as chains; and the programs to look at, in a
	 * ring. The one that has waited longest comes first: by then more applicants
	 * ask there.
	 */
	uint32_t *asking, *next, *queue, head, queued;
	bool *waits;
	struct entry *entries;
	size_t count, room;
	bool no_memory;
};

#define UNGROUPED (MARKET_NONE - 1)

/* The applicant asks at the first open choice from at on; or at none in this band. */
static void
ask(struct bands *b, uint32_t applicant)
{
	const struct market *m = b->market;
	uint32_t length = market_list_length(m, applicant), p;
	uint32_t *at = &b->at[applicant];

	length = length < b->limit ? length : b->limit;
	while (*at < length && !market_open(m, m->first[applicant] + *at))
		++*at;
	if (*at >= length)
		return;
	p = market_program(m, m->first[applicant] + *at);
	b->next[applicant] = b->asking[p];
	b->asking[p] = applicant;
	if (!b->waits[p])
		b->queue[((uint64_t)b->head + b->queued++) % m->programs] = p;
	b->waits[p] = true;
}

static void
add_entry(struct bands *b, uint32_t applicant, uint32_t group, uint32_t priority)
{
	if (!array_reserve(&b->entries, &b->room, b->count + 1, sizeof *b->entries)) {
		b->no_memory = true;
		return;
	}
	b->entries[b->count++] =
	    (struct entry){ audit_priorities_key(b->market, b->precedence, applicant,
				b->at[applicant], priority),
		    group, applicant };
}

/* All who ask at a program, once for each group that they have a claim to. */
static void
list_entries(struct bands *b, uint32_t program)
{
	const struct market *m = b->market;

	b->count = 0;
	for (uint32_t i = b->asking[program]; i != MARKET_NONE; i = b->next[i]) {
		uint64_t at = m->first[i] + b->at[i];
		const struct claim *claims;
		uint32_t count;

		b->held[i] = MARKET_NONE;
		if (!market_grouped(m, program)) {
			add_entry(b, i, MARKET_NONE,
			    m->wishes != NULL ? m->wishes[at].priority : 0);
			continue;
		}
		claims = market_claims(m, at, &count);
		for (uint32_t c = 0; c < count; c++)
			add_entry(b, i, claims[c].group, claims[c].priority);
	}
}

static int
compare_entries(const void *one, const void *other)
{
	const struct entry *x = one, *y = other;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return audit_priorities_before(y->key, x->key) -
	       audit_priorities_before(x->key, y->key);
}

/* The first so many of a group who are not taken yet; *from becomes its end. */
static uint64_t
take_best(struct bands *b, size_t *from, uint32_t group, uint64_t seats)
{
	uint64_t taken = 0;

	for (; *from < b->count && b->entries[*from].group == group; ++*from) {
		uint32_t i = b->entries[*from].applicant;

		if (taken == seats || b->held[i] != MARKET_NONE)
			continue;
		b->held[i] = group == MARKET_NONE ? UNGROUPED : group;
		taken++;
	}
	return taken;
}

static void
choose_by_groups(struct bands *b, uint32_t program)
{
	const struct market *m = b->market;
	uint32_t first = m->group_first[program], end = m->group_first[program + 1];
	size_t from = 0;

	for (uint32_t g = first; g < end; g++)
		b->passed_on[g] = 0;
	for (uint32_t g = first; g < end; g++) {
		uint32_t has = b->remains[g].own + b->passed_on[g];
		uint32_t cap = b->remains[g].cap, to = m->groups[g].to;
		uint32_t taken =
		    (uint32_t)take_best(b, &from, g, has < cap ? has : cap);

		if (to != MARKET_NONE)
			b->passed_on[to] += has - taken;
	}
}

/* A program takes anew from all who ask; the others ask at their next choice. */
static void
choose(struct bands *b, uint32_t program)
{
	uint32_t i = b->asking[program], next;
	size_t from = 0;

	list_entries(b, program);
	if (b->count > 0)
		qsort(b->entries, b->count, sizeof *b->entries, compare_entries);
	if (market_grouped(b->market, program))
		choose_by_groups(b, program);
	else
		take_best(b, &from, MARKET_NONE, b->left[program]);
	b->asking[program] = MARKET_NONE;
	for (; i != MARKET_NONE; i = next) {
		next = b->next[i];
		if (b->held[i] == MARKET_NONE) {
			b->at[i]++;
			ask(b, i);
			continue;
		}
		b->next[i] = b->asking[program];
		b->asking[program] = i;
	}
}

/* What each program holds is final, and is gone in the next band. */
static void
settle(struct bands *b)
{
	const struct market *m = b->market;

	for (uint32_t p = 0; p < m->programs; p++) {
		for (uint32_t i = b->asking[p]; i != MARKET_NONE; i = b->next[i]) {
			uint32_t group = b->held[i];

			b->seats[i] = (struct seat){ p, b->at[i],
				group == UNGROUPED ? MARKET_NONE : group };
			if (group == UNGROUPED)
				b->left[p]--;
			else
				audit_remains_take(m, b->remains, p, group, 1);
		}
		b->asking[p] = MARKET_NONE;
	}
}

/* All without a seat ask in the choices from first on, before the limit. */
static void
run_band(struct bands *b, uint32_t first)
{
	for (uint32_t i = 0; i < b->market->applicants; i++) {
		if (b->seats[i].program != MARKET_NONE)
			continue;
		b->at[i] = first;
		ask(b, i);
	}
	while (b->queued > 0 && !b->no_memory) {
		uint32_t p = b->queue[b->head];

		b->head = (b->head + 1) % b->market->programs;
		b->queued--;
		b->waits[p] = false;
		choose(b, p);
	}
	settle(b);
}

static void
run_bands(struct bands *b)
{
	const struct market *m = b->market;
	const struct audit_precedence *precedence = b->precedence;
	uint32_t longest = 0, first = 0, bands = precedence->count;

	for (uint32_t i = 0; i < m->applicants; i++)
		longest = market_list_length(m, i) > longest ? market_list_length(m, i)
							     : longest;
	for (uint32_t band = 0; first < longest && !b->no_memory; band++) {
		uint32_t size = longest - first;

		if (bands > 0 &&
		    precedence->sizes[band < bands ? band : bands - 1] < size)
			size = precedence->sizes[band < bands ? band : bands - 1];
		b->limit = first + size;
		run_band(b, first);
		first = b->limit;
	}
}

static bool
make_bands(struct bands *b)
{
	const struct market *m = b->market;
	size_t people = m->applicants + (size_t)1, programs = m->programs + (size_t)1;

	b->seats = malloc(people * sizeof *b->seats);
	b->left = malloc(programs * sizeof *b->left);
	b->passed_on = malloc((market_groups(m) + (size_t)1) * sizeof *b->passed_on);
	b->remains = audit_remains_new(m);
	b->at = malloc(people * sizeof *b->at);
	b->held = malloc(people * sizeof *b->held);
	b->asking = malloc(programs * sizeof *b->asking);
	b->next = malloc(people * sizeof *b->next);
	b->queue = malloc(programs * sizeof *b->queue);
	b->waits = calloc(programs, sizeof *b->waits);
	if (b->seats == NULL || b->left == NULL || b->passed_on == NULL ||
	    b->remains == NULL || b->at == NULL || b->held == NULL ||
	    b->asking == NULL || b->next == NULL || b->queue == NULL ||
	    b->waits == NULL)
		return false;
	for (uint32_t i = 0; i < m->applicants; i++)
		b->seats[i] = no_seat;
	for (uint32_t p = 0; p < m->programs; p++) {
		b->left[p] = market_free(m, p);
		b->asking[p] = MARKET_NONE;
	}
	return true;
}

static void
free_bands(struct bands *b)
{
	free(b->seats);
	free(b->left);
	free(b->passed_on);
	free(b->remains);
	free(b->at);
	free(b->held);
	free(b->asking);
	free(b->next);
	free(b->queue);
	free(b->waits);
	free(b->entries);
}

bool
audit_bands(const struct market *m, const struct audit_precedence *precedence,
    const struct seat *seats, void (*found)(void *context, const struct breach *),
    void *context)
{
	struct bands b = { .market = m, .precedence = precedence };
	bool done = make_bands(&b);

	if (done) {
		run_bands(&b);
		done = !b.no_memory;
	}
	if (done)
		audit_compare(m, b.seats, seats, found, context);
	free_bands(&b);
	return done;
}
