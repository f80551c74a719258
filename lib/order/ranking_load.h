/*
 * ranking_load.h - the keys of an order, as the settings of a filter
 *
 * This is set-up for filters: a key that is neither a path nor an expression ends the
 * program with STATUS_TROUBLE and a message that says where it stands.
 */
#ifndef RANKING_LOAD_H
#define RANKING_LOAD_H

#include "order/ranking.h"
#include "settings/settings.h"

/*
 * A ranking by the keys of the setting by_name, each with its direction behind it,
 * apart for each pool of the setting pool_name; pool may be NULL.  The expressions
 * live until the program ends.
 */
struct ranking *ranking_load(const char *pool_name, const char *pool,
    const char *by_name, const struct text_list *by);

#endif
