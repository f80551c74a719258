#include "allocate/round_run.h"
#include "mechanisms/contenders.h"
#include "mechanisms/leftover_rank.h"
#include "mechanisms/mechanism_run.h"

/* Entries of contenders.h: 512 MiB. */
enum { TIES_AT_ONCE = 32 << 20 };

/* A program that ranks must be able to say which of two applicants goes first. */
static enum market_fault
find_tie(const struct round *r, const struct market *m, struct market_tie *tie)
{
	enum market_fault fault = MARKET_OK;
	uint32_t program;
	bool enough;

	if (!m->ranked || m->rankings != NULL) /* ttc.h looks for ties itself */
		return MARKET_OK;
	if (round_is_leftover(r)) {
		program = leftover_find_tie(m, tie, &fault);
		if (fault != MARKET_OK)
			return fault;
	} else {
		if (terms_unique(r->programs->book))
			return MARKET_OK;
		program = contenders_find_tie(m, TIES_AT_ONCE, tie, &enough);
		if (!enough)
			return MARKET_NO_MEMORY;
	}
	return program != MARKET_NONE ? MARKET_ORDER_TWICE : MARKET_OK;
}

enum market_fault
round_run(
    const struct round *r, struct market *m, struct seat *seats, struct market_tie *tie)
{
	enum market_fault fault;

	if (round_is_by_distance(r) &&
	    !leftover_rank(m, r->applicants->wishes, r->applicants->claims))
		return MARKET_NO_MEMORY;
	fault = find_tie(r, m, tie);
	return fault != MARKET_OK ? fault : mechanism_run(&r->rules, m, seats, tie);
}
