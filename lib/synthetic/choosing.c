#include <stdbool.h>
#include <string.h>

#include "synthetic/choosing.h"

enum {
	TRIES = 5, /* programs that are considered for one that is chosen */
	LEAST_SPAN = 2 * TRIES,
	CARELESS = 200, /* one choice in so many */
	DREAMERS = 8,   /* one candidate in so many */
	SWAPS = 6
};

/* The list that is being filled. */
struct list {
	const struct enrolment *enrolment;
	const struct college_marks *marks;
	struct random *random;
	uint32_t wanted, count, *choices;
};

static bool
would_choose(struct list *l, uint32_t program)
{
	const struct enrolment_sight *sight = &l->enrolment->sights[program];
	uint64_t bits = random_next(l->random);

	if ((bits & 255) > sight->talk)
		return false;
	return enrolment_open(sight->need, l->marks) || (bits >> 32) % CARELESS == 0;
}

/* From a program on to less popular ones. */
static void
choose_down(struct list *l, uint32_t from, uint32_t step)
{
	for (uint64_t i = from; i < l->enrolment->programs && l->count < l->wanted;
	     i += 1 + random_below(l->random, step))
		if (would_choose(l, (uint32_t)i))
			l->choices[l->count++] = (uint32_t)i;
}

/* Fill up with more popular programs, which go in front. */
static void
choose_up(struct list *l, uint32_t from, uint32_t step)
{
	uint32_t above[CHOOSING_MOST], count = 0, missing = l->wanted - l->count;

	for (int64_t i = (int64_t)from - 1; i >= 0 && count < missing;
	     i -= 1 + (int64_t)random_below(l->random, step))
		if (would_choose(l, (uint32_t)i))
			above[count++] = (uint32_t)i;
	memmove(l->choices + count, l->choices, l->count * sizeof *l->choices);
	l->count += count;
	for (uint32_t i = 0; i < count; i++)
		l->choices[i] = above[count - 1 - i];
}

/*
 * Replace the first choice by a more popular program.  Each power of two is equally
 * likely, and so is each number below it.
 */
static void
add_dream(struct list *l)
{
	uint32_t powers = 1, program;

	while (UINT32_C(1) << powers < l->choices[0])
		powers++;
	program =
	    random_below(l->random, UINT32_C(1) << random_below(l->random, powers));
	if (enrolment_open(l->enrolment->sights[program].need, l->marks))
		l->choices[0] = program;
}

/* Candidates do not all see the programs in the same order. */
static void
swap_some(struct list *l)
{
	for (uint32_t i = 1; i < l->count; i++)
		if (random_one_in(l->random, SWAPS)) {
			uint32_t liked = l->choices[i];

			l->choices[i] = l->choices[i - 1];
			l->choices[i - 1] = liked;
		}
}

uint32_t
choosing_list(const struct enrolment *e, struct random *r, uint64_t place,
    const struct college_marks *marks, uint32_t wanted, uint32_t choices[CHOOSING_MOST])
{
	struct list l = { e, marks, r, wanted, 0, choices };
	uint32_t aim = enrolment_at(e, place), span = e->programs / 6, from, step;

	if (span < wanted * LEAST_SPAN)
		span = wanted * LEAST_SPAN;
	if (span > e->programs)
		span = e->programs;
	from = random_below(r, 2 * span / 3 + 1);
	from = aim > from ? aim - from : 0;
	if (from > e->programs - span)
		from = e->programs - span;
	step = 2 * span / (TRIES * wanted);
	step = step > 0 ? step : 1;
	choose_down(&l, from, step);
	if (l.count < wanted)
		choose_up(&l, from, step);
	if (l.count == 0)
		choices[l.count++] = aim;
	if (choices[0] > 0 && random_one_in(r, DREAMERS))
		add_dream(&l);
	swap_some(&l);
	return l.count;
}
