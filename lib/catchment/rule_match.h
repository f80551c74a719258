/* rule_match.h - whether a rule names a home */
#ifndef RULE_MATCH_H
#define RULE_MATCH_H

#include <stdint.h>

#include "catchment/catchment_rule.h"
#include "catchment/home.h"

enum rule_match {
	RULE_NO,
	RULE_YES,
	RULE_IF_NUMBER, /* yes, if a part of the address were known */
	RULE_IF_PLACE,  /* it is on the road; landmarks tell the rest */
	RULE_TOO_LONG,
	RULE_NO_MEMORY,
};

/*
 * The number of a home that the numbers of a kind are about: 0: it has none, or it is
 * one of something else (the 5 of 二巷5号 is none of the road).
 */
uint32_t rule_match_number(enum catchment_kind, const struct home *);

/*
 * Whether a rule names a home that has its name already: by district and number, and a
 * pattern by its search, in text: canonical and rest.
 */
enum rule_match rule_match(
    const struct catchment_rule *, const struct home *, struct span text);

#endif
