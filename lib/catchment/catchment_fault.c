#include "catchment/catchment_fault.h"

static const struct {
	const char *code, *reason;
} faults[] = {
	[CATCHMENT_OK] = { "catchment-ok", "nothing is wrong" },
	[CATCHMENT_FAULT_ID] = { "catchment-id",
	    "the rule has no id: give it one, by which a decision can name it" },
	[CATCHMENT_FAULT_ID_TWICE] = { "catchment-id",
	    "another rule has the same id: give each its own" },
	[CATCHMENT_FAULT_SCHOOL] = { "catchment-school",
	    "the rule has no school: write its id, or several with ; between them" },
	[CATCHMENT_FAULT_SCHOOL_TWICE] = { "catchment-school",
	    "the rule has a school twice: write it once" },
	[CATCHMENT_FAULT_KIND] = { "catchment-kind",
	    "the kind is none of town, community, road, lane, stretch, compound, "
	    "pattern, area, rest" },
	[CATCHMENT_FAULT_NAME] = { "catchment-name", "the rule has no name" },
	[CATCHMENT_FAULT_NAME_OF_REST] = { "catchment-name",
	    "the rest has no name: leave it empty, or choose another kind" },
	[CATCHMENT_FAULT_SEVERAL_NAMES] = { "catchment-name",
	    "the name has parts of several kinds: write one of them, and the district "
	    "into its own column" },
	[CATCHMENT_FAULT_DISTRICT] = { "catchment-district",
	    "an area of a map has no district: leave it empty" },
	[CATCHMENT_FAULT_PARITY] = { "catchment-parity",
	    "the parity is none of odd, even, both" },
	[CATCHMENT_FAULT_RANGE] = { "catchment-range",
	    "the first number is above the last" },
	[CATCHMENT_FAULT_NUMBERS] = { "catchment-numbers",
	    "only a road, lanes, a compound and the groups of a community have "
	    "numbers: leave them empty, or choose another kind" },
	[CATCHMENT_FAULT_PATTERN] = { "catchment-pattern",
	    "the name is not a pattern (ECMA-262)" },
	[CATCHMENT_FAULT_AREA] = { "catchment-area",
	    "no map of the policy has such an area: write its code, or LAYER/CODE" },
	[CATCHMENT_FAULT_FULL] = { "catchment-full", "there are too many rules" },
	[CATCHMENT_FAULT_NO_MEMORY] = { "no-memory", "no memory" },
};

const char *
catchment_fault_code(enum catchment_fault fault)
{
	return faults[fault].code;
}

const char *
catchment_fault_reason(enum catchment_fault fault)
{
	return faults[fault].reason;
}
