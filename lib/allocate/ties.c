#include <err.h>

#include "allocate/ties.h"
#include "mechanisms/contenders.h"
#include "mechanisms/leftover_rank.h"
#include "settings/allocate.h"

/* Entries of contenders.h: 512 MiB. */
enum { TIES_AT_ONCE = 32 << 20 };

uint32_t
ties_find(const struct round *r, const struct market *m, struct market_tie *tie)
{
	enum market_fault fault;
	uint32_t program;
	bool enough;

	if (m->ranked && round_is_leftover(r)) {
		program = leftover_find_tie(m, tie, &fault);
		if (fault == MARKET_NO_MEMORY)
			allocate_fail();
		return program;
	}
	if (!m->ranked || terms_unique(r->programs->book))
		return MARKET_NONE;
	program = contenders_find_tie(m, TIES_AT_ONCE, tie, &enough);
	if (!enough)
		allocate_fail();
	return program;
}
