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

/*
 * The ranking of an entry of the policy's section rank, which setting names: by its
 * keys, in its pools, and with its numbering; *shared says whether several may have one
 * place.  An entry that is not there, or has no keys, ends the program.
 */
struct ranking *ranking_load_entry(
    const char *setting, const char *entry, bool *shared);

#endif
