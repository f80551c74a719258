#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "seats/groups.h"

/* first (2 seats) passes to middle (1), middle to last (1); middle is not offered. */
static const char list[] =
    "[{\"id\":\"first\",\"seats\":2,\"unfilled\":{\"to\":\"middle\"}},"
    " {\"id\":\"middle\",\"seats\":1,\"unfilled\":{\"to\":\"last\"}},"
    " {\"id\":\"last\",\"seats\":1,\"unfilled\":\"lapse\",\"cap\":3}]";

static struct groups *
read(struct term_book *book, json_t *document)
{
	struct groups *g = groups_new(1);
	const struct terms none = TERMS_EMPTY;
	struct terms_fault fault;
	size_t bad;

	assert(g != NULL);
	assert(groups_add(g, document, book, &none, 4, &bad, &fault));
	return g;
}

static void
expect(const struct groups *g, const uint32_t *held, const struct seat_group *want)
{
	struct seat_group *got = groups_of_round(g, held);

	assert(got != NULL);
	for (int i = 0; i < 3; i++)
		assert(got[i].seats == want[i].seats && got[i].to == want[i].to &&
		       got[i].cap == want[i].cap);
	free(got);
}

int
main(void)
{
	struct term_book *book = terms_book_new(NULL);
	json_t *document = json_loads(list, 0, NULL);
	const struct terms none = TERMS_EMPTY;
	struct groups *g = read(book, document), *small = groups_new(1);
	struct terms_fault fault;
	size_t bad;

	assert(groups_find(g, 0, (struct span){ "middle", 6 }) == 1);
	assert(groups_find(g, 0, (struct span){ "mid", 3 }) == MARKET_NONE);
	assert(groups_find(g, 0, (struct span){ NULL, 0 }) == MARKET_NONE);
	g->all[0].offered = g->all[2].offered = true;
	/* What is not offered passes on what it has, and what passes through it. */
	expect(g, (uint32_t[]){ 0, 0, 0 },
	    (struct seat_group[]){ { 2, MARKET_NONE, 2 },
		{ 0, MARKET_NONE, MARKET_NONE }, { 2, 3, MARKET_NONE } });
	/* last gave three: its own, that of middle and one of first. */
	expect(g, (uint32_t[]){ 0, 0, 3 },
	    (struct seat_group[]){ { 1, MARKET_NONE, 2 },
		{ 0, MARKET_NONE, MARKET_NONE }, { 0, 0, MARKET_NONE } });
	/* Before its round middle keeps its seat, and what would pass through it. */
	g->all[1].pending = true;
	expect(g, (uint32_t[]){ 0, 0, 0 },
	    (struct seat_group[]){ { 2, MARKET_NONE, MARKET_NONE },
		{ 0, MARKET_NONE, MARKET_NONE }, { 1, 3, MARKET_NONE } });
	g->all[1].pending = false;
	/* In another round only first takes applicants, and what it leaves stays. */
	g->all[2].offered = false;
	expect(g, (uint32_t[]){ 1, 0, 0 },
	    (struct seat_group[]){ { 1, MARKET_NONE, MARKET_NONE },
		{ 0, MARKET_NONE, MARKET_NONE }, { 0, 3, MARKET_NONE } });
	assert(!groups_add(small, document, book, &none, 3, &bad, &fault));
	assert(bad == 0 && strcmp(fault.code, "program-groups-over-capacity") == 0);
	groups_free(g);
	groups_free(small);
	groups_free(NULL);
	terms_book_free(book);
	json_decref(document);
	return 0;
}
