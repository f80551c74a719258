/*
 * order_keys.h - the keys of the order of a round, as the settings of a filter
 *
 * The order of a round is mostly one that admit-rank(1) has given: at
 * rank.NAME.order, by the keys of the entry NAME of the policy's section rank.
 *
 * This is set-up for filters: a key that cannot be read ends the program with
 * STATUS_TROUBLE.
 */
#ifndef ORDER_KEYS_H
#define ORDER_KEYS_H

#include "explain/standing.h"
#include "settings/settings.h"

/*
 * The keys: those of the setting "by" or, if it has none, those of the policy for the
 * path of an order.  None if the policy does not tell.  They live until the program
 * ends.
 */
struct standing_keys order_keys_load(const struct text_list *by, const char *order);

#endif
