#include <string.h>

#include "record/decimal.h"
#include "synthetic/defect.h"
#include "synthetic/random.h"

static const struct {
	const char *name, *stage;
} defects[DEFECTS] = {
	[DEFECT_NONE] = { "none", "none" },
	[DEFECT_BAD_CHECKSUM] = { "bad-checksum", "validate" },
	[DEFECT_DUPLICATE] = { "duplicate", "dedup" },
	[DEFECT_SWAPPED_COORDINATES] = { "swapped-coordinates", "geocode" },
	[DEFECT_MISSING_CHOICE] = { "missing-choice", "validate" },
	[DEFECT_WRONG_TOTAL] = { "wrong-total", "validate" },
	[DEFECT_SPREADSHEET_ID] = { "spreadsheet-id", "validate" },
};

bool
defect_rate_read(const char *text, uint32_t *rate)
{
	struct decimal all = { DEFECT_ALWAYS, 0 }, parts;

	if (!decimal_parse(text, strlen(text), &parts) ||
	    !decimal_multiply(parts, all, &parts) || parts.scale > 0 ||
	    parts.units < 0 || parts.units > DEFECT_ALWAYS)
		return false;
	*rate = (uint32_t)parts.units;
	return true;
}

enum defect
defect_at(uint64_t seed, uint32_t rate, uint64_t index)
{
	struct random r;

	if (rate == 0)
		return DEFECT_NONE;
	r = random_stream(seed, 'd', index);
	if (random_below(&r, DEFECT_ALWAYS) >= rate)
		return DEFECT_NONE;
	return (enum defect)(1 + random_below(&r, DEFECTS - 1));
}

const char *
defect_name(enum defect defect)
{
	return defects[defect].name;
}

const char *
defect_stage(enum defect defect)
{
	return defects[defect].stage;
}
