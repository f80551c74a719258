/*
 * dedup_costs.h - what a comparison costs, and the weights that were estimated
 *
 * For people and for the policy, on standard output.  What goes wrong ends the program.
 */
#ifndef DEDUP_COSTS_H
#define DEDUP_COSTS_H

#include <jansson.h>

#include "identity/dedup_records.h"
#include "identity/dedup_rules.h"
#include "stream/stream.h"

/*
 * A line of JSON for each blocking key: {"block","records","blocks","largest","pairs"};
 * admit-dedup(1) says what they are.
 */
void dedup_costs_print(
    struct stream *, struct dedup_records *, const struct match_rules *);

/*
 * How many pairs the blocks have; one of several blocks is counted in each.  Ends the
 * program if they are more than the policy allows.
 */
uint64_t dedup_costs_check(struct dedup_records *, const struct match_rules *);

/* The section of the policy with m, u and the prior: {"dedup":{"match":{...}}}.
 * json is the member match of the policy. */
void dedup_costs_print_estimate(
    struct stream *, const struct match_rules *, const json_t *json);

#endif
