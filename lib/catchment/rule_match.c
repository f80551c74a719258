#include "catchment/rule_match.h"

#include "formats/pattern.h"

uint32_t
rule_match_number(enum catchment_kind kind, const struct home *home)
{
	bool has_lane = home->parts[ADDRESS_LANE].len > 0;

	switch (kind) {
	case CATCHMENT_ROAD:
		return has_lane ? 0 : home->number;
	case CATCHMENT_LANE:
	case CATCHMENT_COMMUNITY:
		return home->lane;
	case CATCHMENT_COMPOUND:
		if (home->building == 0 && home->parts[ADDRESS_ROAD].len == 0)
			return home->number;
		return home->building;
	default:
		return 0;
	}
}

static enum rule_match
match_pattern(const struct catchment_rule *rule, struct span text)
{
	switch (pattern_match(rule->pattern, text, NULL)) {
	case PATTERN_MATCH:
		return RULE_YES;
	case PATTERN_NO_MATCH:
		return RULE_NO;
	case PATTERN_TOO_LONG:
		return RULE_TOO_LONG;
	default:
		return RULE_NO_MEMORY;
	}
}

static enum rule_match
match_numbers(const struct catchment_rule *rule, const struct home *home)
{
	uint32_t number = rule_match_number(rule->kind, home);

	/* The rule is about the lanes, and the home is in none that has a number. */
	if (rule->kind == CATCHMENT_LANE && home->parts[ADDRESS_LANE].len == 0)
		return RULE_NO;
	if (catchment_numbers_all(&rule->numbers))
		return RULE_YES;
	if (number == 0)
		return RULE_IF_NUMBER;
	return catchment_numbers_have(&rule->numbers, number) ? RULE_YES : RULE_NO;
}

enum rule_match
rule_match(const struct catchment_rule *rule, const struct home *home, struct span text)
{
	struct span district = home->parts[ADDRESS_DISTRICT];
	enum rule_match match;

	if (rule->district.len > 0 && district.len > 0 &&
	    !span_same(rule->district, district))
		return RULE_NO;
	if (rule->kind == CATCHMENT_PATTERN)
		match = match_pattern(rule, text);
	else if (rule->kind == CATCHMENT_STRETCH)
		match = RULE_IF_PLACE;
	else
		match = match_numbers(rule, home);
	if (match == RULE_YES && rule->district.len > 0 && district.len == 0)
		return RULE_IF_NUMBER;
	return match;
}
