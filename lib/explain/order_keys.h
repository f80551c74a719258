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

/* The keys of all rounds, each order once.  All zero has none. */
struct order_keys {
	struct standing_keys **orders;
	struct text_list *texts; /* of each order: its keys */
	size_t count, room, texts_room;
};

/*
 * The keys of the next round: those of the setting "by" or, if it has none, those of
 * the policy for the path of an order.  NULL if the policy does not tell.  They live
 * until the program ends, and are the same for rounds whose keys are.
 */
struct standing_keys *order_keys_load(
    struct order_keys *, const struct text_list *by, const char *order);

#endif
