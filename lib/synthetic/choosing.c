#include <stdbool.h>
#include <string.h>

#include "synthetic/choosing.h"

enum {
	TRIES = 5, /* programs that are looked at for one that is filed */
	LEAST_SPAN = 2 * TRIES,
	CARELESS = 200, /* one choice in so many */
	DREAMERS = 8,   /* one candidate in so many */
	SWAPS = 6
};

/* A candidate with a list before him. */
struct filing {
	const struct enrolment *enrolment;
	const struct college_marks *marks;
	struct random *random;
	uint32_t wanted, count, *choices;
};

static bool
would_file(struct filing *f, uint32_t program)
{
	const struct enrolment_sight *sight = &f->enrolment->sights[program];
	uint64_t bits = random_next(f->random);

	if ((bits & 255) > sight->talk)
		return false;
	return enrolment_open(sight->need, f->marks) || (bits >> 32) % CARELESS == 0;
}

/* From a program on to those that are less sought. */
static void
file_down(struct filing *f, uint32_t from, uint32_t step)
{
	for (uint64_t i = from; i < f->enrolment->programs && f->count < f->wanted;
	     i += 1 + random_below(f->random, step))
		if (would_file(f, (uint32_t)i))
			f->choices[f->count++] = (uint32_t)i;
}

/* What is missing comes from above, and goes in front. */
static void
file_up(struct filing *f, uint32_t from, uint32_t step)
{
	uint32_t above[CHOOSING_MOST], count = 0, missing = f->wanted - f->count;

	for (int64_t i = (int64_t)from - 1; i >= 0 && count < missing;
	     i -= 1 + (int64_t)random_below(f->random, step))
		if (would_file(f, (uint32_t)i))
			above[count++] = (uint32_t)i;
	memmove(f->choices + count, f->choices, f->count * sizeof *f->choices);
	f->count += count;
	for (uint32_t i = 0; i < count; i++)
		f->choices[i] = above[count - 1 - i];
}

/*
 * Each power of two is as likely, and so is each number under it; what comes out is
 * more sought than all that are filed already.
 */
static void
dream(struct filing *f)
{
	uint32_t powers = 1, program;

	while (UINT32_C(1) << powers < f->choices[0])
		powers++;
	program =
	    random_below(f->random, UINT32_C(1) << random_below(f->random, powers));
	if (enrolment_open(f->enrolment->sights[program].need, f->marks))
		f->choices[0] = program;
}

/* Not everybody sees the programs in the same order. */
static void
swap_some(struct filing *f)
{
	for (uint32_t i = 1; i < f->count; i++)
		if (random_one_in(f->random, SWAPS)) {
			uint32_t liked = f->choices[i];

			f->choices[i] = f->choices[i - 1];
			f->choices[i - 1] = liked;
		}
}

uint32_t
choosing_list(const struct enrolment *e, struct random *r, uint64_t place,
    const struct college_marks *marks, uint32_t wanted, uint32_t choices[CHOOSING_MOST])
{
	struct filing f = { e, marks, r, wanted, 0, choices };
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
	file_down(&f, from, step);
	if (f.count < wanted)
		file_up(&f, from, step);
	if (f.count == 0)
		choices[f.count++] = aim;
	if (choices[0] > 0 && random_one_in(r, DREAMERS))
		dream(&f);
	swap_some(&f);
	return f.count;
}
