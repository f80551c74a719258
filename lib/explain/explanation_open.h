/*
 * explanation_open.h - what the settings of a filter say of a round to explain
 *
 * This is set-up: a mistake ends the program with STATUS_TROUBLE.
 */
#ifndef EXPLANATION_OPEN_H
#define EXPLANATION_OPEN_H

#include "explain/explanation.h"
#include "explain/order_keys.h"
#include "seats/round_rules.h"

/*
 * For a round that was just added, which these settings describe: its conditions, its
 * programs with their names, and the keys of its order (order_keys.h).
 */
void explanation_open(struct explanation_round *, const struct round_settings *,
    struct order_keys *, const struct text_list *by);

#endif
