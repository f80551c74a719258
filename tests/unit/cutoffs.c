#include <assert.h>
#include <string.h>

#include "allocate/cutoffs_line.h"
#include "mechanisms/mechanism_run.h"
#include "small_market.h"

static uint32_t none_held[PLACES * GROUPS];
static bool alike[PLACES + 1];

/* A round that is no more than its rules. */
static struct round
bare_round(enum mechanism mechanism, struct programs *programs)
{
	*programs = (struct programs){ .alike = alike };
	return (struct round){ .programs = programs,
		.held_groups = none_held,
		.rules = { .mechanism = mechanism } };
}

static bool
is(const struct writer *w, const char *want)
{
	return w->len == strlen(want) && memcmp(w->text, want, w->len) == 0;
}

/* Two seats at A, one of them taken before the round; none at B. */
static void
test_cutoffs(void)
{
	json_t *document = json_loads("[{\"id\":\"A\",\"round\":\"r\",\"capacity\":3},"
				      "{\"id\":\"B\",\"round\":\"r\",\"capacity\":0}]",
	    0, NULL);
	const uint32_t held[] = { 1, 0 }, choices[] = { 1, 0, 0, 1, 0 };
	const uint64_t first[] = { 0, 2, 3, 5 }, order[] = { 0, 9, 20 };
	const struct seat seats[] = { { 0, 1, MARKET_NONE }, { 0, 0, MARKET_NONE },
		{ MARKET_NONE, MARKET_NONE, MARKET_NONE } };
	struct programs_fault fault;
	struct programs *programs = programs_read(document, NULL, NULL, &fault);
	struct market m = { .programs = 2,
		.capacity = programs->capacity,
		.held = held,
		.applicants = 3,
		.first = first,
		.choices = choices,
		.order = order };
	struct round r = { .programs = programs, .rules = { MECHANISM_SERIAL } };
	struct writer w = { 0 };
	struct cutoff cutoffs[2];

	cutoffs_count_round(&r, &m, seats, cutoffs, NULL);
	cutoffs_line_write(&w, &r, 0, MARKET_NONE, &cutoffs[0]);
	assert(is(&w, "{\"program\":\"A\",\"round\":\"r\",\"capacity\":3,\"filled\":3,"
		      "\"last_order\":9,\"last_choice\":1}"));
	writer_reset(&w);
	cutoffs_line_write(&w, &r, 1, MARKET_NONE, &cutoffs[1]);
	assert(is(&w, "{\"program\":\"B\",\"round\":\"r\",\"capacity\":0,\"filled\":0,"
		      "\"last_order\":null,\"last_choice\":null}"));
	m.held = NULL;
	m.applicants = 1; /* whose order is 0, which is an order */
	cutoffs_count_round(&r, &m, seats, cutoffs, NULL);
	assert(cutoffs[0].filled == 1 && cutoffs[0].last_order == 0);
	assert(cutoffs[0].last_choice == 1 && cutoffs[1].last_choice == MARKET_NONE);
	writer_free(&w);
	programs_free(programs);
	json_decref(document);
}

/* Of those who share the last order, the rows do not say who is the last one. */
static void
test_shared(void)
{
	const uint32_t capacity[] = { 1, 0 }, choices[] = { 0, 1, 0, 0 };
	const uint64_t first[] = { 0, 1, 3, 4 }, order[] = { 2, 2, 1 };
	const struct seat seats[] = { { 0, 0, MARKET_NONE }, { 0, 1, MARKET_NONE },
		{ 0, 0, MARKET_NONE } };
	const uint64_t turned_first[] = { 0, 1, 2, 4 }, turned_order[] = { 1, 2, 2 };
	const uint32_t turned_choices[] = { 0, 0, 1, 0 };
	const struct seat turned[] = { { 0, 0, MARKET_NONE }, { 0, 0, MARKET_NONE },
		{ 0, 1, MARKET_NONE } };
	struct market m = SMALL_MARKET(2, 3, .choices = choices, .order = order);
	struct programs programs;
	struct round r = bare_round(MECHANISM_SERIAL, &programs);
	struct cutoff cutoffs[2];

	cutoffs_count_round(&r, &m, seats, cutoffs, NULL);
	assert(cutoffs[0].last_order == 2 && cutoffs[0].last_choice == 1);
	m.first = turned_first;
	m.choices = turned_choices;
	m.order = turned_order;
	cutoffs_count_round(&r, &m, turned, cutoffs, NULL);
	assert(cutoffs[0].last_order == 2 && cutoffs[0].last_choice == 1);
	m.applicants = 2;
	cutoffs_count_round(&r, &m, turned, cutoffs, NULL);
	assert(cutoffs[0].last_order == 2 && cutoffs[0].last_choice == 0);
}

/* X ranks 1 before 0; Y has two groups, and each ranks its own. */
static void
test_ranked(void)
{
	const uint32_t capacity[] = { 2, 3 }, group_first[] = { 0, 0, 2 };
	const struct seat_group groups[] = { { 1, MARKET_NONE, MARKET_NONE },
		{ 2, MARKET_NONE, MARKET_NONE } };
	const uint64_t first[] = { 0, 1, 3, 4, 5 }, claim_first[] = { 0, 1, 2, 4 };
	const struct wish wishes[] = { { 0, 7 }, { 1, 0 }, { 0, 3 }, { 1, 1 },
		{ 1, 2 } };
	const struct claim claims[] = { { 1, 5 }, { 1, 9 }, { 0, 30 }, { 1, 2 } };
	const struct seat seats[] = { { 0, 0, MARKET_NONE }, { 0, 1, MARKET_NONE },
		{ 1, 0, 1 }, { 1, 0, 1 } };
	const struct market m =
	    SMALL_MARKET(2, 4, .wishes = wishes, .ranked = true, SMALL_GROUPED);
	struct programs programs;
	struct round r = bare_round(MECHANISM_DEFERRED, &programs);
	struct cutoff cutoffs[2], of_groups[2];

	alike[1] = false;
	cutoffs_count_round(&r, &m, seats, cutoffs, of_groups);
	assert(cutoffs[0].filled == 2 && cutoffs[0].last == 0 &&
	       cutoffs[0].last_choice == 0);
	assert(cutoffs[1].filled == 2 && cutoffs[1].last == MARKET_NONE);
	assert(of_groups[0].filled == 0 && of_groups[0].last_choice == MARKET_NONE);
	assert(of_groups[1].filled == 2 && of_groups[1].last == 2 &&
	       of_groups[1].last_order == 0);
	alike[1] = true; /* now the two groups have a last one together */
	cutoffs_count_round(&r, &m, seats, cutoffs, of_groups);
	assert(cutoffs[1].last == 2 && cutoffs[1].key.priority == 9);
}

/* One over the plan, a seat more, and nobody's choice. */
static void
test_over(void)
{
	json_t *document = json_loads("[{\"id\":\"A\",\"round\":\"r\",\"capacity\":1},"
				      "{\"id\":\"B\",\"round\":\"s\",\"capacity\":1}]",
	    0, NULL);
	const struct seat seat = { 0, 4, MARKET_NONE };
	struct programs_fault fault;
	struct programs *programs = programs_read(document, "r", NULL, &fault);
	struct cutoff cutoffs[2] = { cutoffs_none(1), cutoffs_none(0) };
	struct round r = { .programs = programs };
	struct writer w = { 0 };
	uint64_t seats;

	assert(cutoffs_over_all(programs, cutoffs, &seats) == 0 && seats == 0);
	cutoffs_add(&cutoffs[0], 0, &seat, 17);
	assert(cutoffs_over(programs, 0, &cutoffs[0]) == 1);
	assert(cutoffs_over_all(programs, cutoffs, &seats) == 1 && seats == 1);
	cutoffs_line_write_all(&w, &r, 0, &cutoffs[0], NULL);
	assert(is(&w, "{\"program\":\"A\",\"round\":\"r\",\"capacity\":1,\"filled\":2,"
		      "\"over\":1,\"last_order\":17,\"last_choice\":5}\n"));
	writer_reset(&w);
	cutoffs_line_write_all(&w, &r, 1, &cutoffs[1], NULL);
	assert(w.len == 0);
	r.rules.mechanism = MECHANISM_LEFTOVER; /* whose seats nobody chose */
	cutoffs_line_write_all(&w, &r, 0, &cutoffs[0], NULL);
	assert(is(&w, "{\"program\":\"A\",\"round\":\"r\",\"capacity\":1,\"filled\":2,"
		      "\"over\":1,\"last_order\":17,\"last_choice\":null}\n"));
	writer_free(&w);
	programs_free(programs);
	json_decref(document);
}

/* The step in which a choice becomes final, told as the rule is. */
static uint64_t
step_of(const struct mechanism_rules *rules, const struct market *m, uint32_t i,
    uint32_t choice)
{
	uint64_t band = 0;

	switch (rules->mechanism) {
	case MECHANISM_IMMEDIATE:
		return choice;
	case MECHANISM_TIERED:
		return 1000 * (uint64_t)m->band[i] + choice;
	case MECHANISM_PARALLEL: /* bands of two, one, one ... */
		for (uint32_t c = 0, end = 2; c <= choice; c++)
			if (c == end) {
				band++;
				end++;
			}
		return band;
	default:
		return 0;
	}
}

/* Whether a choice comes before a cut-off. */
static bool
comes_before(const struct mechanism_rules *rules, const struct market *m, uint32_t i,
    uint32_t p, uint32_t group, const struct cutoff *c)
{
	uint32_t last_choice = c->last_choice, choice = small_choice(m, i, p);
	uint64_t step = step_of(rules, m, i, choice);
	uint64_t last = step_of(rules, m, c->last, last_choice);
	int64_t own = small_priority(m, i, p, group);

	if (step != last)
		return step < last;
	return own < small_priority(m, c->last, p, group);
}

/*
 * Nobody who was refused comes before the last one of the program or, if it has groups,
 * of a group that there is a claim to; and everybody who has a seat comes no later.
 */
static void
check_cutoff(const struct mechanism_rules *rules, const struct market *m,
    const struct seat *seats, uint32_t p, uint32_t group, const struct cutoff *c)
{
	bool any = false, traded = rules->mechanism == MECHANISM_TTC && m->ranked;

	for (uint32_t i = 0; i < m->applicants; i++) {
		uint32_t got = small_got(m, seats, i), choice = small_choice(m, i, p);
		bool in = seats[i].program == p &&
			  (group == GROUP_OF_ALL || seats[i].group == group);

		any = any || in;
		if (in) {
			assert(
			    c->lowest != MARKET_NONE && m->order[i] <= c->lowest_order);
			assert(traded || (c->last != MARKET_NONE &&
					     (i == c->last || comes_before(rules, m, i,
								  p, group, c))));
		}
		if (choice < got && small_priority(m, i, p, group) >= 0)
			assert(c->last == MARKET_NONE ||
			       !comes_before(rules, m, i, p, group, c));
	}
	assert(any == (c->lowest != MARKET_NONE));
	assert(any || c->last == MARKET_NONE);
	if (c->last != MARKET_NONE)
		assert(
		    seats[c->last].program == p && c->last_order == m->order[c->last]);
}

static void
test_nobody_before(enum mechanism mechanism, int what)
{
	static const uint32_t bands[] = { 2, 1 };
	uint32_t some = 0;

	for (int round = 0; round < 1500; round++) {
		struct programs programs;
		struct round r = bare_round(mechanism, &programs);
		struct cutoff cutoffs[PLACES], of_groups[PLACES * GROUPS];
		struct seat seats[PEOPLE];
		struct market_tie tie;
		struct small k;

		small_make(&k, what);
		k.m.band = k.band;
		r.rules.bands = bands;
		r.rules.band_count = 2;
		assert(mechanism_run(&r.rules, &k.m, seats, &tie) == MARKET_OK);
		cutoffs_count_round(&r, &k.m, seats, cutoffs, of_groups);
		for (uint32_t p = 0; p < k.m.programs; p++) {
			some += cutoffs[p].last != MARKET_NONE;
			if (!market_grouped(&k.m, p))
				check_cutoff(&r.rules, &k.m, seats, p, GROUP_OF_ALL,
				    &cutoffs[p]);
			for (uint32_t g = k.group_first[p]; g < k.group_first[p + 1];
			     g++)
				check_cutoff(
				    &r.rules, &k.m, seats, p, g, &of_groups[g]);
		}
	}
	assert(some > 300);
}

int
main(void)
{
	for (int m = MECHANISM_SERIAL; m <= MECHANISM_TTC; m++) {
		test_nobody_before((enum mechanism)m, SMALL_HELD | SMALL_CLOSED);
		if (m != MECHANISM_SERIAL)
			test_nobody_before(
			    (enum mechanism)m, SMALL_RANKED | SMALL_CLOSED);
		if (m != MECHANISM_TTC)
			test_nobody_before((enum mechanism)m, SMALL_GROUPS);
		if (m != MECHANISM_TTC && m != MECHANISM_SERIAL)
			test_nobody_before((enum mechanism)m,
			    SMALL_GROUPS | SMALL_PASSING | SMALL_RANKED);
	}
	test_cutoffs();
	test_shared();
	test_ranked();
	test_over();
	return 0;
}
