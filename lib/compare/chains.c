#include <stdlib.h>

#include "compare/chains.h"

/* The moves that take a seat of each program, or that leave one. */
struct lists {
	uint32_t
	    *first; /* of program p: movers[first[p]] to movers[first[p + 1] - 1] */
	uint32_t *movers;
	bool *read; /* all moves of the list were reached */
};

enum kind { VACANCY, DISPLACEMENT, KINDS };

/* A move that was reached, by a chain of one kind. */
struct reached {
	uint32_t move;
	enum kind kind;
};

struct search {
	const struct chain_move *moves;
	uint32_t count, programs;
	struct lists follow[KINDS]; /* who may follow at a program */
	struct reached *queue;
	bool *queued[KINDS];
	size_t head, tail;
	struct chain_reach *reach;
};

/* The seat at which a chain of a kind goes on, and the one at which it comes in. */
static uint32_t
seat_behind(const struct chain_move *m, enum kind kind)
{
	return kind == VACANCY ? m->from : m->to;
}

static uint32_t
seat_before(const struct chain_move *m, enum kind kind)
{
	return kind == VACANCY ? m->to : m->from;
}

/* Sort the moves by the seat at which a chain comes in: a counting sort. */
static bool
make_lists(struct search *s, enum kind kind)
{
	struct lists *l = &s->follow[kind];

	l->first = calloc(s->programs + (size_t)1, sizeof *l->first);
	l->movers = calloc(s->count + (size_t)1, sizeof *l->movers);
	l->read = calloc(s->programs + (size_t)1, sizeof *l->read);
	if (l->first == NULL || l->movers == NULL || l->read == NULL)
		return false;
	for (uint32_t i = 0; i < s->count; i++)
		if (seat_before(&s->moves[i], kind) != CHAINS_NONE)
			l->first[seat_before(&s->moves[i], kind)]++;
	for (uint32_t p = 1; p <= s->programs; p++)
		l->first[p] += l->first[p - 1];
	/* From the last move to the first, each before those that are there already. */
	for (uint32_t i = s->count; i-- > 0;)
		if (seat_before(&s->moves[i], kind) != CHAINS_NONE)
			l->movers[--l->first[seat_before(&s->moves[i], kind)]] = i;
	return true;
}

static void
enter(struct search *s, uint32_t move, enum kind kind, uint32_t steps, uint32_t by)
{
	if (s->queued[kind][move])
		return;
	s->queued[kind][move] = true;
	s->queue[s->tail++] = (struct reached){ move, kind };
	if (s->reach[move].steps == CHAINS_NONE)
		s->reach[move] = (struct chain_reach){ steps, by };
}

/* All moves that follow one.  A list is read once: after that all are reached. */
static void
follow(struct search *s, struct reached from, uint32_t steps)
{
	struct lists *l = &s->follow[from.kind];
	uint32_t seat = seat_behind(&s->moves[from.move], from.kind);

	if (seat == CHAINS_NONE || l->read[seat])
		return;
	for (uint32_t i = l->first[seat]; i < l->first[seat + 1]; i++)
		if (!s->moves[l->movers[i]].root)
			enter(s, l->movers[i], from.kind, steps + 1, from.move);
	l->read[seat] = true;
}

/* The steps of a chain of one kind may be more than the fewest of its last move. */
static void
search(struct search *s)
{
	size_t level_end;
	uint32_t steps = 0;

	for (uint32_t i = 0; i < s->count; i++)
		s->reach[i] = (struct chain_reach){ CHAINS_NONE, CHAINS_NONE };
	for (uint32_t i = 0; i < s->count; i++)
		for (int kind = 0; s->moves[i].root && kind < KINDS; kind++)
			enter(s, i, (enum kind)kind, 0, CHAINS_NONE);
	for (; s->head < s->tail; steps++)
		for (level_end = s->tail; s->head < level_end; s->head++)
			follow(s, s->queue[s->head], steps);
}

bool
chains_find(const struct chain_move *moves, uint32_t count, uint32_t programs,
    struct chain_reach *reach)
{
	struct search s = {
		.moves = moves, .count = count, .programs = programs, .reach = reach
	};
	bool made;

	s.queue = calloc(count * (size_t)KINDS + 1, sizeof *s.queue);
	s.queued[VACANCY] = calloc(count + (size_t)1, sizeof *s.queued[VACANCY]);
	s.queued[DISPLACEMENT] =
	    calloc(count + (size_t)1, sizeof *s.queued[DISPLACEMENT]);
	made = s.queue != NULL && s.queued[VACANCY] != NULL &&
	       s.queued[DISPLACEMENT] != NULL && make_lists(&s, VACANCY) &&
	       make_lists(&s, DISPLACEMENT);
	if (made)
		search(&s);
	for (int kind = 0; kind < KINDS; kind++) {
		free(s.follow[kind].first);
		free(s.follow[kind].movers);
		free(s.follow[kind].read);
		free(s.queued[kind]);
	}
	free(s.queue);
	return made;
}
