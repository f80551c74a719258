/*
 * mechanism_run.h - one call that runs any mechanism
 */
#ifndef MECHANISM_RUN_H
#define MECHANISM_RUN_H

#include "seats/mechanism.h"

/*
 * Run a mechanism whose rules fit the market; seats has room for one of each
 * applicant.  Returns as deferred_allocate() does.
 */
enum market_fault mechanism_run(const struct mechanism_rules *, const struct market *,
    struct seat *seats, struct market_tie *tie);

#endif
