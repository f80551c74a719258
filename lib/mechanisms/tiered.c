#include <stddef.h>

#include "mechanisms/proposals.h"
#include "mechanisms/tiered.h"

static uint32_t
last_band(const struct market *m)
{
	uint32_t last = 0;

	for (uint32_t i = 0; i < m->applicants; i++)
		if (m->band[i] > last)
			last = m->band[i];
	return last;
}

enum market_fault
tiered_allocate(const struct market *m, struct seat *seats, struct market_tie *tie)
{
	enum market_fault fault;
	struct proposals *ps = proposals_new(m, seats, &fault, tie);
	uint32_t last = last_band(m);

	if (ps == NULL)
		return fault;
	for (uint32_t band = 0; band <= last; band++) {
		uint32_t limit = 0;
		bool waiting;

		proposals_await(ps, band);
		do {
			waiting = proposals_run(ps, ++limit);
			proposals_settle(ps);
		} while (waiting);
	}
	proposals_free(ps);
	return MARKET_OK;
}
