#include "mechanisms/mechanism_run.h"
#include "mechanisms/bundles.h"
#include "mechanisms/deferred.h"
#include "mechanisms/immediate.h"
#include "mechanisms/parallel.h"
#include "mechanisms/serial.h"
#include "mechanisms/shared.h"
#include "mechanisms/tiered.h"
#include "mechanisms/ttc.h"

static enum market_fault
run_serial(const struct mechanism_rules *rules, const struct market *m,
    struct seat *seats, struct market_tie *tie)
{
	if (rules->shared)
		return shared_allocate(m, rules->shared_rule, seats);
	if (m->bundle != NULL)
		return bundles_allocate(m, rules->bundles_rule, seats, tie);
	return serial_allocate(m, seats, tie);
}

static enum market_fault
run_immediate(const struct mechanism_rules *rules, const struct market *m,
    struct seat *seats, struct market_tie *tie)
{
	(void)rules;
	return immediate_allocate(m, seats, tie);
}

static enum market_fault
run_tiered(const struct mechanism_rules *rules, const struct market *m,
    struct seat *seats, struct market_tie *tie)
{
	(void)rules;
	return tiered_allocate(m, seats, tie);
}

static enum market_fault
run_parallel(const struct mechanism_rules *rules, const struct market *m,
    struct seat *seats, struct market_tie *tie)
{
	return parallel_allocate(m, rules->bands, rules->band_count, seats, tie);
}

static enum market_fault
run_deferred(const struct mechanism_rules *rules, const struct market *m,
    struct seat *seats, struct market_tie *tie)
{
	(void)rules;
	return deferred_allocate(m, seats, tie);
}

static enum market_fault
run_ttc(const struct mechanism_rules *rules, const struct market *m, struct seat *seats,
    struct market_tie *tie)
{
	(void)rules;
	return ttc_allocate(m, seats, tie);
}

/* On the lists of leftover.h, with the priorities of leftover_rank.h. */
static enum market_fault
run_leftover(const struct mechanism_rules *rules, const struct market *m,
    struct seat *seats, struct market_tie *tie)
{
	return run_deferred(rules, m, seats, tie);
}

#define ROW(id, name) [MECHANISM_##id] = run_##name,
static enum market_fault (*const run[MECHANISMS])(const struct mechanism_rules *,
    const struct market *, struct seat *,
    struct market_tie *) = { MECHANISM_LIST(ROW) };

enum market_fault
mechanism_run(const struct mechanism_rules *rules, const struct market *m,
    struct seat *seats, struct market_tie *tie)
{
	return run[rules->mechanism](rules, m, seats, tie);
}
