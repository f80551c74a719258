#include <stdlib.h>
#include <string.h>

#include "mechanisms/pile.h"
#include "mechanisms/proposals.h"
#include "mechanisms/queue.h"
#include "memory/hugepages.h"

/*
 * All of this waits for memory, so much is asked for before its turn.  Applicants
 * go in blocks.  For the block after the next, where their lists are; for the next
 * one, the choice that comes next.  In the block itself each first finds the
 * program that may take the applicant, for which the small table of bars is enough, and
 * the heap of that program is asked for; then all of them propose.
 */
enum { BLOCK = 32 };

/* What a group has beside its pile. */
struct reserve {
	uint32_t own, cap; /* as in the market, without what is final */
	uint32_t spare;    /* seats above the cap, which are passed on as well */
	uint32_t used;     /* of those it passed on (only while they are settled) */
};

struct proposals {
	const struct market *market;
	struct seat *seats;
	struct pile *piles; /* of the programs, and then of the groups */
	struct pile *group_piles;
	struct reserve *reserves; /* of the groups */
	uint64_t *heaps;
	/*
	 * Of each program: only priorities before this are looked at.  The worst one
	 * held if it is full, 0 if it has no seats at all, or else WISH_MARKS.
	 */
	uint32_t *bar;
	/*
	 * The choice at which each applicant has proposed last, before the first one
	 * MARKET_NONE.  A program that rejects an applicant does not change it.
	 */
	uint32_t *at;
	uint32_t *place; /* of each in the order; NULL: the market is ranked */
	uint32_t *queue, waiting;
	uint32_t *turned_away, turned_away_count; /* at the limit; they wait again */
};

/* The choice at which an applicant proposes next. */
struct proposal {
	uint32_t program; /* MARKET_NONE: none up to the limit */
	uint32_t priority;
};

/*
 * A group gives one more seat, so it passes one less; and so does the group that it
 * passes to, and so on, until one of them is full and has to reject an applicant, who
 * is returned, with *group where the seat was.  MARKET_NONE: nobody is rejected.
 */
static uint32_t
pass_one_less(struct proposals *ps, uint32_t *group)
{
	while ((*group = ps->market->groups[*group].to) != MARKET_NONE) {
		struct pile *pile = &ps->group_piles[*group];

		if (ps->reserves[*group].spare > 0) {
			ps->reserves[*group].spare--;
			continue;
		}
		if (pile->count == pile->seats) {
			pile->seats--;
			return pile_remove_worst(pile);
		}
		pile->seats--;
		if (pile->count == pile->seats)
			pile_make_heap(pile);
	}
	return MARKET_NONE;
}

/*
 * An applicant proposes at a program with groups.  Returns who is rejected in the end,
 * or MARKET_NONE.  Each group that takes an applicant either rejects its worst one, who
 * then looks for a seat in later groups, or passes a seat less to a later group, which
 * may have to reject one.  So there is never more than one applicant without a group.
 */
static uint32_t
offer_groups(struct proposals *ps, uint32_t applicant)
{
	const struct market *m = ps->market;
	const struct claim *claims;
	uint32_t count, c = 0;

	claims = market_claims(m, m->first[applicant] + ps->at[applicant], &count);
	while (c < count) {
		uint32_t group = claims[c].group;
		struct pile *pile = &ps->group_piles[group];
		uint64_t entry = applicant;

		entry |=
		    (uint64_t)(m->ranked ? claims[c].priority : ps->place[applicant])
		    << 32;
		c++;
		if (pile->count < pile->seats) {
			pile_put(pile, entry);
			applicant = pass_one_less(ps, &group);
			if (applicant == MARKET_NONE)
				return MARKET_NONE;
		} else if (pile->count > 0 && entry < pile->heap[PILE_ROOT])
			applicant = pile_replace_worst(pile, entry);
		else
			continue;
		/* In groups before this one there is no seat: they only get better. */
		c = 0;
		claims =
		    market_claims(m, m->first[applicant] + ps->at[applicant], &count);
	}
	return applicant;
}

/*
 * An applicant whose priority is before the bar proposes.  Returns who is rejected, or
 * MARKET_NONE.
 */
static inline uint32_t
offer(struct proposals *ps, uint32_t applicant, struct proposal to)
{
	struct pile *pile = &ps->piles[to.program];
	uint64_t entry = (uint64_t)to.priority << 32 | applicant;
	uint32_t worst = MARKET_NONE;

	if (market_grouped(ps->market, to.program))
		return offer_groups(ps, applicant);
	if (pile->count < pile->seats)
		pile_put(pile, entry);
	else
		worst = pile_replace_worst(pile, entry);
	if (pile->count == pile->seats)
		ps->bar[to.program] = (uint32_t)(pile->heap[PILE_ROOT] >> 32);
	return worst;
}

/* The first choice after the last one whose program may take the applicant. */
static inline struct proposal
find_program(struct proposals *ps, uint32_t applicant, uint32_t limit)
{
	const struct market *m = ps->market;
	uint64_t first = m->first[applicant];
	uint32_t count = market_list_length(m, applicant), c = ps->at[applicant] + 1;
	uint32_t place = m->ranked ? 0 : ps->place[applicant];

	if (count > limit)
		count = limit;
	for (; c < count; c++) {
		struct proposal to;

		if (m->ranked)
			to = (struct proposal){ m->wishes[first + c].program,
				m->wishes[first + c].priority };
		else
			to = (struct proposal){ market_program(m, first + c),
				market_open(m, first + c) ? place : WISH_MARKS };
		if (to.priority < ps->bar[to.program]) {
			ps->at[applicant] = c;
			return to;
		}
	}
	ps->at[applicant] = c - 1;
	return (struct proposal){ MARKET_NONE, MARKET_NONE };
}

/*
 * The applicant proposes until somebody is rejected for good, or nobody (MARKET_NONE).
 */
static inline uint32_t
propose(struct proposals *ps, uint32_t applicant, struct proposal to, uint32_t limit)
{
	while (to.program != MARKET_NONE) {
		/* Applicants earlier in the block may have raised the bar. */
		if (to.priority < ps->bar[to.program])
			return offer(ps, applicant, to);
		to = find_program(ps, applicant, limit);
	}
	if (ps->at[applicant] + 1 < market_list_length(ps->market, applicant))
		ps->turned_away[ps->turned_away_count++] = applicant;
	return MARKET_NONE;
}

/* Inlined always: gcc drops a call of a function that only prefetches. */
static inline __attribute__((always_inline)) void
prefetch_ahead(const struct proposals *ps, uint32_t i)
{
	const struct market *m = ps->market;

	if (ps->waiting - i > 2 * BLOCK) {
		uint32_t later = ps->queue[i + 2 * BLOCK];

		__builtin_prefetch(&m->first[later]);
		__builtin_prefetch(&ps->at[later], 1);
	}
	if (ps->waiting - i > BLOCK) {
		uint32_t next = ps->queue[i + BLOCK];
		uint64_t k = m->first[next] + (uint32_t)(ps->at[next] + 1);

		if (m->wishes != NULL)
			__builtin_prefetch(&m->wishes[k]);
		else
			__builtin_prefetch(&m->choices[k]);
		if (ps->place != NULL)
			__builtin_prefetch(&ps->place[next]);
	}
}

static inline __attribute__((always_inline)) void
prefetch_heap(const struct proposals *ps, uint32_t program)
{
	const struct pile *pile = &ps->piles[program];
	uint64_t *heap = pile->heap;

	if (pile->count < pile->seats)
		__builtin_prefetch(&heap[PILE_ROOT + pile->count], 1);
	else {
		__builtin_prefetch(&heap[PILE_ROOT], 1);
		__builtin_prefetch(&heap[PILE_ROOT + 1], 1);
	}
}

/* All in the queue propose once; those who are rejected are in it then. */
static void
run_round(struct proposals *ps, uint32_t limit)
{
	struct proposal block[BLOCK];
	uint32_t kept = 0;

	for (uint32_t start = 0; start < ps->waiting; start += BLOCK) {
		uint32_t left = ps->waiting - start;
		uint32_t n = left < BLOCK ? left : BLOCK;

		for (uint32_t i = 0; i < n; i++) {
			prefetch_ahead(ps, start + i);
			block[i] = find_program(ps, ps->queue[start + i], limit);
			if (block[i].program != MARKET_NONE)
				prefetch_heap(ps, block[i].program);
		}
		for (uint32_t i = 0; i < n; i++) {
			uint32_t worst =
			    propose(ps, ps->queue[start + i], block[i], limit);

			if (worst != MARKET_NONE)
				ps->queue[kept++] = worst;
		}
	}
	ps->waiting = kept;
}

bool
proposals_run(struct proposals *ps, uint32_t limit)
{
	uint32_t *swap;

	while (ps->waiting > 0)
		run_round(ps, limit);
	swap = ps->queue, ps->queue = ps->turned_away, ps->turned_away = swap;
	ps->waiting = ps->turned_away_count;
	ps->turned_away_count = 0;
	return ps->waiting > 0;
}

/* The seats of a group, and of those that it passes seats to. */
static void
share_out(struct proposals *ps, uint32_t program)
{
	const struct market *m = ps->market;
	uint32_t first = m->group_first[program], end = m->group_first[program + 1];

	for (uint32_t g = first; g < end; g++) {
		ps->group_piles[g].seats = ps->reserves[g].own;
		ps->group_piles[g].count = 0;
	}
	/* All that it has, since it has given none; a later group passes them on. */
	for (uint32_t g = first; g < end; g++) {
		uint32_t has = ps->group_piles[g].seats, cap = ps->reserves[g].cap;

		if (m->groups[g].to != MARKET_NONE)
			ps->group_piles[m->groups[g].to].seats += has;
		ps->group_piles[g].seats = has < cap ? has : cap;
		ps->reserves[g].spare = has - ps->group_piles[g].seats;
	}
}

/*
 * What groups gave is no longer theirs.  A group gives its own seats first, and then
 * those that were passed to it, of the first group that had any to pass.
 */
static void
take_out(struct proposals *ps, uint32_t program)
{
	const struct market *m = ps->market;
	uint32_t first = m->group_first[program], end = m->group_first[program + 1];

	for (uint32_t g = first; g < end; g++)
		ps->reserves[g].used = ps->group_piles[g].count;
	for (uint32_t g = end; g-- > first;) {
		struct reserve *r = &ps->reserves[g];
		uint32_t own = r->used < r->own ? r->used : r->own;
		uint32_t passed = r->used - own;

		r->own -= own;
		r->cap -= r->cap == MARKET_NONE ? 0 : ps->group_piles[g].count;
		for (uint32_t from = first; passed > 0 && from < g; from++) {
			const struct pile *pile = &ps->group_piles[from];
			struct reserve *giver = &ps->reserves[from];
			uint32_t idle, take;

			if (m->groups[from].to != g)
				continue;
			idle = pile->seats + giver->spare - pile->count;
			take = idle < passed ? idle : passed;
			giver->used += take;
			passed -= take;
		}
	}
	share_out(ps, program);
}

static void
settle_pile(struct proposals *ps, struct pile *pile, uint32_t program, uint32_t group)
{
	const uint64_t *held = pile->heap + PILE_ROOT;

	for (uint32_t i = 0; i < pile->count; i++) {
		uint32_t applicant = (uint32_t)held[i];

		if (pile->count - i > BLOCK) {
			__builtin_prefetch(&ps->seats[(uint32_t)held[i + BLOCK]], 1);
			__builtin_prefetch(&ps->at[(uint32_t)held[i + BLOCK]]);
		}
		ps->seats[applicant] =
		    (struct seat){ program, ps->at[applicant], group };
	}
}

void
proposals_settle(struct proposals *ps)
{
	const struct market *m = ps->market;

	for (uint32_t p = 0; p < m->programs; p++) {
		struct pile *pile = &ps->piles[p];

		if (market_grouped(m, p)) {
			for (uint32_t g = m->group_first[p]; g < m->group_first[p + 1];
			     g++)
				settle_pile(ps, &ps->group_piles[g], p, g);
			take_out(ps, p);
			continue;
		}
		settle_pile(ps, pile, p, MARKET_NONE);
		pile->seats -= pile->count;
		pile->count = 0;
		ps->bar[p] = pile->seats > 0 ? WISH_MARKS : 0;
	}
}

void
proposals_await(struct proposals *ps, uint32_t band)
{
	const struct market *m = ps->market;

	ps->waiting = 0;
	for (uint32_t i = 0; i < m->applicants; i++)
		if (band == MARKET_NONE || m->band[i] == band)
			ps->queue[ps->waiting++] = i;
}

/* How many can propose at each program without groups, or claim each group. */
static void
count_demand(const struct market *m, uint64_t *demand)
{
	uint64_t *claimants = demand + m->programs;
	uint64_t choices = m->first[m->applicants];

	for (uint64_t k = 0; k < choices; k++) {
		uint32_t p = market_program(m, k), count;
		const struct claim *claims;

		if (!market_open(m, k))
			continue;
		if (!market_grouped(m, p)) {
			demand[p]++;
			continue;
		}
		claims = market_claims(m, k, &count);
		for (uint32_t c = 0; c < count; c++)
			claimants[claims[c].group]++;
	}
}

/* The heaps of all piles in one array.  None has more places than it can use. */
static bool
make_heaps(struct proposals *ps, uint32_t piles)
{
	const struct market *m = ps->market;
	uint64_t total = 0, room = 0, *demand = NULL;
	size_t bytes;

	for (uint32_t i = 0; i < piles; i++)
		total += ps->piles[i].seats;
	if (total > (uint64_t)m->applicants * 2 + piles) {
		demand = calloc(piles + (size_t)1, sizeof *demand);
		if (demand == NULL)
			return false;
		count_demand(m, demand);
	}
	for (int pass = 0; pass < 2; pass++, room = 0) {
		for (uint32_t i = 0; i < piles; i++) {
			uint64_t seats = ps->piles[i].seats;

			if (demand != NULL && demand[i] < seats)
				seats = demand[i];
			if (pass == 1)
				ps->piles[i].heap = ps->heaps + room;
			room += (PILE_ROOT + seats + PILE_FANOUT) / PILE_FANOUT *
				PILE_FANOUT;
		}
		if (pass == 1)
			break;
		bytes = ((room + PILE_FANOUT) * sizeof *ps->heaps + PILE_LINE - 1) /
			PILE_LINE * PILE_LINE;
		ps->heaps = aligned_alloc(PILE_LINE, bytes);
		if (ps->heaps == NULL)
			break;
		hugepages_advise(ps->heaps, bytes);
	}
	free(demand);
	return ps->heaps != NULL;
}

static bool
make_piles(struct proposals *ps)
{
	const struct market *m = ps->market;
	uint32_t groups = market_groups(m), piles = m->programs + groups;

	ps->piles = calloc(piles + (size_t)1, sizeof *ps->piles);
	ps->reserves = calloc(groups + (size_t)1, sizeof *ps->reserves);
	ps->bar = calloc(m->programs + (size_t)1, sizeof *ps->bar);
	if (ps->piles == NULL || ps->reserves == NULL || ps->bar == NULL)
		return false;
	ps->group_piles = ps->piles + m->programs;
	for (uint32_t g = 0; g < groups; g++) {
		ps->reserves[g].own = m->groups[g].seats;
		ps->reserves[g].cap = m->groups[g].cap;
	}
	for (uint32_t p = 0; p < m->programs; p++) {
		if (market_grouped(m, p))
			share_out(ps, p);
		else
			ps->piles[p].seats = market_free(m, p);
		if (market_grouped(m, p) || ps->piles[p].seats > 0)
			ps->bar[p] = WISH_MARKS;
	}
	return make_heaps(ps, piles);
}

static void *
make_array(uint32_t count, size_t size)
{
	void *array = malloc((count + (size_t)1) * size);

	if (array != NULL)
		hugepages_advise(array, (count + (size_t)1) * size);
	return array;
}

/* The queue, and the place of each applicant in it if the market needs one. */
static enum market_fault
make_applicants(struct proposals *ps, struct market_tie *tie)
{
	const struct market *m = ps->market;
	uint32_t n = m->applicants;
	enum market_fault fault = MARKET_NO_MEMORY;

	if (m->ranked)
		ps->queue = make_array(n, sizeof *ps->queue);
	else if ((ps->queue = queue_new(m, false, &fault, tie)) == NULL)
		return fault;
	ps->turned_away = make_array(n, sizeof *ps->turned_away);
	ps->at = make_array(n, sizeof *ps->at);
	if (!m->ranked)
		ps->place = make_array(n, sizeof *ps->place);
	if (ps->queue == NULL || ps->turned_away == NULL || ps->at == NULL ||
	    (!m->ranked && ps->place == NULL))
		return MARKET_NO_MEMORY;
	for (uint32_t i = 0; i < n; i++) {
		ps->at[i] = MARKET_NONE;
		ps->seats[i] = (struct seat){ MARKET_NONE, MARKET_NONE, MARKET_NONE };
		if (!m->ranked)
			ps->place[ps->queue[i]] = i;
	}
	return MARKET_OK;
}

struct proposals *
proposals_new(const struct market *m, struct seat *seats, enum market_fault *fault,
    struct market_tie *tie)
{
	struct proposals *ps = calloc(1, sizeof *ps);

	*fault = MARKET_NO_MEMORY;
	if (ps == NULL)
		return NULL;
	ps->market = m;
	ps->seats = seats;
	if (make_piles(ps))
		*fault = make_applicants(ps, tie);
	if (*fault != MARKET_OK) {
		proposals_free(ps);
		return NULL;
	}
	return ps;
}

void
proposals_free(struct proposals *ps)
{
	if (ps == NULL)
		return;
	free(ps->piles);
	free(ps->reserves);
	free(ps->heaps);
	free(ps->bar);
	free(ps->at);
	free(ps->place);
	free(ps->queue);
	free(ps->turned_away);
	free(ps);
}
