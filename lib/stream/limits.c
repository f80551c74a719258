#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "settings/settings.h"
#include "stream/limits.h"

__extension__ typedef unsigned __int128 wide;

struct limits
limits_read(const char *reject_limit, long min_records)
{
	struct limits limits = { .min_records = (uint64_t)min_records };
	struct decimal hundred = { .units = 100 };
	size_t len;

	if (reject_limit == NULL)
		return limits;
	len = strlen(reject_limit);
	limits.limited = true;
	limits.percent = len > 0 && reject_limit[len - 1] == '%';
	if (!decimal_parse(reject_limit, len - limits.percent, &limits.limit) ||
	    limits.limit.units < 0 || (!limits.percent && limits.limit.scale > 0) ||
	    (limits.percent && decimal_compare(limits.limit, hundred) > 0))
		settings_fail("reject-limit",
		    "must be a number of records (20) or a percentage (0.5%%)");
	return limits;
}

bool
limits_exceeded(const struct limits *l, uint64_t rejected)
{
	return l->limited && !l->percent && rejected > (uint64_t)l->limit.units;
}

/* Whether rejected / in is over the percentage; exact, without a division. */
static bool
is_over(const struct limits *l, uint64_t in, uint64_t rejected)
{
	wide left = rejected, right = in;

	left *= 100;
	for (int i = 0; i < l->limit.scale; i++)
		left *= 10;
	return left > right * (uint64_t)l->limit.units;
}

const char *
limits_broken(const struct limits *l, uint64_t in, uint64_t rejected)
{
	static char text[160];

	if (l->limited &&
	    (l->percent ? is_over(l, in, rejected) : limits_exceeded(l, rejected))) {
		char number[DECIMAL_TEXT_SIZE];

		decimal_format(l->limit, number);
		snprintf(text, sizeof text,
		    "reject-limit: %" PRIu64 " of %" PRIu64
		    " records were set aside; the limit is %s%s",
		    rejected, in, number, l->percent ? "%" : "");
		return text;
	}
	if (in < l->min_records) {
		snprintf(text, sizeof text,
		    "min-records: %" PRIu64 " records came in; the minimum is %" PRIu64,
		    in, l->min_records);
		return text;
	}
	return NULL;
}
