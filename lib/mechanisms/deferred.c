#include <stddef.h>

#include "mechanisms/deferred.h"
#include "mechanisms/proposals.h"
#include "mechanisms/serial.h"

static bool
passes_seats(const struct market *m)
{
	for (uint32_t g = 0; g < market_groups(m); g++)
		if (m->groups[g].to != MARKET_NONE)
			return true;
	return false;
}

enum market_fault
deferred_allocate(const struct market *m, struct seat *seats, struct market_tie *tie)
{
	enum market_fault fault;
	struct proposals *ps;

	if (!m->ranked && !passes_seats(m))
		return serial_allocate(m, seats, tie);
	ps = proposals_new(m, seats, &fault, tie);
	if (ps == NULL)
		return fault;
	proposals_await(ps, MARKET_NONE);
	proposals_run(ps, MARKET_NONE);
	proposals_settle(ps);
	proposals_free(ps);
	return MARKET_OK;
}
