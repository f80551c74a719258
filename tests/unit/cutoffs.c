#include <assert.h>
#include <string.h>

#include "allocate/cutoffs.h"
#include "small_market.h"

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
	struct writer w = { 0 };
	struct cutoff cutoffs[2];

	cutoffs_count(&m, seats, cutoffs);
	cutoffs_write(&w, programs, 0, MARKET_NONE, &cutoffs[0]);
	assert(is(&w, "{\"program\":\"A\",\"round\":\"r\",\"capacity\":3,\"filled\":3,"
		      "\"last_order\":9,\"last_choice\":1}"));
	writer_reset(&w);
	cutoffs_write(&w, programs, 1, MARKET_NONE, &cutoffs[1]);
	assert(is(&w, "{\"program\":\"B\",\"round\":\"r\",\"capacity\":0,\"filled\":0,"
		      "\"last_order\":null,\"last_choice\":null}"));
	m.held = NULL;
	m.applicants = 1; /* whose order is 0, which is an order */
	cutoffs_count(&m, seats, cutoffs);
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
	struct cutoff cutoffs[2];

	cutoffs_count(&m, seats, cutoffs);
	assert(cutoffs[0].last_order == 2 && cutoffs[0].last_choice == 1);
	m.first = turned_first;
	m.choices = turned_choices;
	m.order = turned_order;
	cutoffs_count(&m, turned, cutoffs);
	assert(cutoffs[0].last_order == 2 && cutoffs[0].last_choice == 1);
	m.applicants = 2;
	cutoffs_count(&m, turned, cutoffs);
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
	struct cutoff cutoffs[2];

	cutoffs_count(&m, seats, cutoffs);
	assert(cutoffs[0].filled == 2 && cutoffs[0].last == 0 &&
	       cutoffs[0].last_choice == 0);
	assert(cutoffs[1].filled == 2 && cutoffs[1].last == MARKET_NONE);
	cutoffs_count_groups(&m, seats, cutoffs);
	assert(cutoffs[0].filled == 0 && cutoffs[0].last_choice == MARKET_NONE);
	assert(cutoffs[1].filled == 2 && cutoffs[1].last == 2 &&
	       cutoffs[1].last_order == 0);
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
	struct cutoff cutoffs[2] = { { 1, 0, MARKET_NONE, MARKET_NONE } };
	struct writer w = { 0 };
	uint64_t seats;

	assert(cutoffs_over_all(programs, cutoffs, &seats) == 0 && seats == 0);
	cutoffs_add(&cutoffs[0], &seat, 17);
	assert(cutoffs_over(programs, 0, &cutoffs[0]) == 1);
	assert(cutoffs_over_all(programs, cutoffs, &seats) == 1 && seats == 1);
	cutoffs_write_all(&w, programs, 0, &cutoffs[0], NULL);
	assert(is(&w, "{\"program\":\"A\",\"round\":\"r\",\"capacity\":1,\"filled\":2,"
		      "\"over\":1,\"last_order\":17,\"last_choice\":5}\n"));
	writer_reset(&w);
	cutoffs_write_all(&w, programs, 1, &cutoffs[1], NULL);
	assert(w.len == 0);
	cutoffs_forget_choices(cutoffs, 2);
	cutoffs_write_all(&w, programs, 0, &cutoffs[0], NULL);
	assert(is(&w, "{\"program\":\"A\",\"round\":\"r\",\"capacity\":1,\"filled\":2,"
		      "\"over\":1,\"last_order\":17,\"last_choice\":null}\n"));
	writer_free(&w);
	programs_free(programs);
	json_decref(document);
}

int
main(void)
{
	test_cutoffs();
	test_shared();
	test_ranked();
	test_over();
	return 0;
}
