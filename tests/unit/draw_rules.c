#include "draw/draw_rules.h"

#undef NDEBUG
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "draw/draw_walk.h"

static const char *
mistake_in(struct draw_rules rules, bool before)
{
	struct draw_mistake mistake;

	if (draw_rules_hold(&rules, before, &mistake))
		return "";
	assert(mistake.why != NULL);
	return mistake.setting;
}

static const char *
misfit(struct draw_rules rules, uint32_t lots, bool before)
{
	struct draw_mistake mistake;

	return draw_rules_fit(&rules, lots, before, &mistake) ? "" : mistake.setting;
}

#define HOLDS(before, ...) \
	(*mistake_in((struct draw_rules){ __VA_ARGS__ }, before) == '\0')
#define WRONG(name, ...) \
	(strcmp(mistake_in((struct draw_rules){ __VA_ARGS__ }, false), name) == 0)
#define FITS(lots, before, ...) \
	(*misfit((struct draw_rules){ __VA_ARGS__ }, lots, before) == '\0')
#define MISFIT(name, lots, before, ...) \
	(strcmp(misfit((struct draw_rules){ __VA_ARGS__ }, lots, before), name) == 0)

/* Before the list is published nothing needs to be drawn; afterwards all of it. */
static void
test_what_was_drawn(void)
{
	assert(HOLDS(true, .method = "hash"));
	assert(WRONG("seed", .method = "hash"));
	assert(HOLDS(false, .method = "hash", .seed = "7 3"));
	assert(HOLDS(true, .method = "ring"));
	assert(WRONG("gap", .method = "ring", .seed = "s", .start = 1));
	assert(WRONG("start", .method = "ring", .numbers = "n", .gap = 1));
	assert(HOLDS(false, .method = "ring", .numbers = "n", .start = 1, .gap = 1));
	assert(!HOLDS(true, .method = "step"));
	assert(HOLDS(true, .method = "step", .plan = 5));
	assert(HOLDS(false, .method = "step", .plan = 5, .seed = "s", .start = 1));
}

static void
test_seed_that_nobody_can_read(void)
{
	static const char *const wrong[] = { "", " ", " 7", "7 ", "7  3", "7\t3", "7\n",
		"\xff", "\x7f" };

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert(WRONG("seed", .method = "hash", .seed = wrong[i]));
		assert(
		    WRONG("round", .method = "hash", .seed = "s", .round = wrong[i]));
	}
	assert(HOLDS(false, .method = "hash", .seed = "\xe6\x98\xa5 7 3",
	    .round = "\xe4\xb8\x80"));
}

static void
test_fallback(void)
{
	static const char *const wrong[] = { "", "0", "-1", "third", "4294967295",
		"99999999999999999999", "1 " };

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert(WRONG("fallback", .method = "step", .plan = 5, .seed = "s",
		    .start = 1, .fallback = wrong[i]));
	assert(MISFIT("fallback", 12, true, .method = "step", .plan = 5));
	assert(FITS(12, true, .method = "step", .plan = 5, .fallback = "7"));
	assert(
	    FITS(12, false, .method = "step", .plan = 5, .fallback = "7", .start = 1));
	assert(MISFIT("fallback", 12, false, .method = "step", .plan = 5,
	    .fallback = "8", .start = 1));
	assert(FITS(666, true, .method = "step", .plan = 90));
}

static void
test_more_than_there_are(void)
{
	assert(MISFIT("start", 3, false, .method = "ring", .start = 4, .gap = 1));
	assert(FITS(3, true, .method = "ring", .start = 4, .gap = 1));
	assert(FITS(3, false, .method = "ring", .start = 3, .gap = 9, .plan = 5));
	assert(MISFIT("step", 3, true, .method = "step", .step = 4, .plan = 1));
	assert(FITS(0, false, .method = "step", .start = 9, .plan = 9));
}

/* What fits can be drawn, and what does not cannot: every small case. */
static void
test_fit_is_exact(void)
{
	uint32_t winners[14];
	char from[4];

	for (uint32_t lots = 1; lots <= 14; lots++)
		for (uint32_t step = 1; step <= lots; step++)
			for (uint32_t start = 1; start <= lots; start++)
				for (uint32_t w = 1; w <= lots + 1; w++) {
					struct draw_step d = { lots, lots, start, step,
						w };
					bool can =
					    draw_step(&d, winners) == DRAW_STEP_OK;

					snprintf(from, sizeof from, "%u", (unsigned)w);
					assert(
					    can == FITS(lots, false, .method = "step",
						       .plan = lots, .start = start,
						       .step = step, .fallback = from));
				}
}

int
main(void)
{
	test_what_was_drawn();
	test_seed_that_nobody_can_read();
	test_fallback();
	test_more_than_there_are();
	test_fit_is_exact();
	return 0;
}
