#include "mechanisms/mechanism_run.h"
#include "mechanisms/bundles.h"
#include "mechanisms/deferred.h"
#include "mechanisms/immediate.h"
#include "mechanisms/parallel.h"
#include "mechanisms/serial.h"
#include "mechanisms/shared.h"
#include "mechanisms/tiered.h"
#include "mechanisms/ttc.h"

enum market_fault
mechanism_run(const struct mechanism_rules *rules, const struct market *m,
    struct seat *seats, struct market_tie *tie)
{
	switch (rules->mechanism) {
	case MECHANISM_IMMEDIATE:
		return immediate_allocate(m, seats, tie);
	case MECHANISM_TIERED:
		return tiered_allocate(m, seats, tie);
	case MECHANISM_PARALLEL:
		return parallel_allocate(
		    m, rules->bands, rules->band_count, seats, tie);
	case MECHANISM_DEFERRED:
	case MECHANISM_LEFTOVER:
		return deferred_allocate(m, seats, tie);
	case MECHANISM_TTC:
		return ttc_allocate(m, seats, tie);
	default:
		if (rules->shared)
			return shared_allocate(m, rules->shared_rule, seats);
		if (m->bundle != NULL)
			return bundles_allocate(m, rules->bundles_rule, seats, tie);
		return serial_allocate(m, seats, tie);
	}
}
