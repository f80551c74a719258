/*
 * Any bytes as a file of a time zone, and as the rule of one, are refused or give an
 * offset of less than eight days at each moment, twice alike.
 */
#include <stdlib.h>

#include "cel/time_zone.h"
#include "cel/time_zone_rule.h"

#include "target.h"

enum { WEEK = 8 * 86400 };

/* From year 1 to 9999, with 1900 to 2100 looked at more closely. */
static int64_t
moment_of(int i)
{
	return i < 50 ? -62135596800 + i * 6310757040
		      : -2208988800 + (i - 50) * (int64_t)31557600;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct time_zone *zone = time_zone_new(data, size);
	struct time_zone_rule rule;
	bool is_rule = time_zone_rule_read((const char *)data, size, &rule);

	for (int i = 0; i < 250; i++) {
		int64_t moment = moment_of(i);

		if (is_rule && abs(time_zone_rule_offset(&rule, moment)) > WEEK)
			abort();
		if (zone != NULL && (abs(time_zone_offset(zone, moment)) > WEEK ||
					time_zone_offset(zone, moment) !=
					    time_zone_offset(zone, moment)))
			abort();
	}
	time_zone_free(zone);
	return 0;
}
