/*
 * rule_names.h - the name of a rule as addresses have it
 *
 * A name of a table is parsed like an address: what a family writes and what the
 * district has published become the same text.
 */
#ifndef RULE_NAMES_H
#define RULE_NAMES_H

#include <stdbool.h>

#include "catchment/catchment_fault.h"
#include "catchment/catchment_rule.h"

struct address_parser;

/* The part of an address that has the name of a kind; ADDRESS_PARTS: none. */
int rule_names_part(enum catchment_kind);

/*
 * The canonical text of a name, borrowed until the next call with the same parser.
 * *recognised: an address that consists of the name has it as a part of the kind; if
 * not, addresses will hardly ever have such a part.  CATCHMENT_FAULT_SEVERAL_NAMES if
 * it has other parts beside.
 */
enum catchment_fault rule_names_read(struct address_parser *, enum catchment_kind,
    struct span name, struct span *canonical, bool *recognised);

/* The canonical text of a district, the same way; province and city may stand before
 * it.
 */
enum catchment_fault rule_names_district(
    struct address_parser *, struct span name, struct span *canonical);

/*
 * A compound by a shorter name: 绿洲 of 绿洲小区, if it has the ending, and 绿洲 of
 * 绿洲A区 or 绿洲二期, which is the whole of what has zones.  A span of the name
 * itself; the same span if there is no such ending.
 */
struct span rule_names_without_ending(struct span compound);
struct span rule_names_without_zone(struct span compound);

#endif
