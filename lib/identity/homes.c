#include "identity/homes.h"

#include "formats/calendar.h"
#include "identity/record_groups.h"

enum { UNIT = 28, YEAR = 4, DATE = 10, FIRST_MONTH = 9 };

bool
homes_is_unit(struct span text)
{
	if (text.len != UNIT)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')))
			return false;
	}
	return true;
}

bool
homes_read_year(struct span text, bool school_years, int32_t *year)
{
	uint32_t day;

	if (text.len == DATE && calendar_read(text, &day)) {
		*year = (int32_t)(day / 10000);
		if (school_years && day / 100 % 100 < FIRST_MONTH)
			--*year;
		return true;
	}
	if (text.len != YEAR)
		return false;
	*year = 0;
	for (size_t i = 0; i < YEAR; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*year = *year * 10 + (text.at[i] - '0');
	}
	return true;
}

/* Whether the record may not use the home because of the user. */
static bool
is_used(const struct homes *h, uint32_t record, uint32_t user)
{
	int32_t apart;

	if (record == user || h->persons[record] == h->persons[user] ||
	    h->year[user] == HOMES_NO_YEAR)
		return false;
	apart = h->year[record] - h->year[user];
	return apart >= 0 && apart < h->years;
}

/* Whether a user is to be named rather than the one that was found before. */
static bool
is_later(const struct homes *h, uint32_t user, uint32_t found)
{
	if (found == HOMES_NONE)
		return true;
	if (h->year[user] != h->year[found])
		return h->year[user] > h->year[found];
	return h->places[user] < h->places[found];
}

static bool
judge_group(const struct homes *h, const uint32_t *records, size_t count, bool by_unit,
    uint32_t *users)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t record = records[i];

		if (record < h->earlier || h->year[record] == HOMES_NO_YEAR)
			continue;
		for (size_t j = 0; j < count; j++) {
			uint32_t user = records[j];
			int excepted;

			if (!by_unit && digest_is_value(h->units[record]) &&
			    digest_is_value(h->units[user]))
				continue;
			if (!is_used(h, record, user) ||
			    !is_later(h, user, users[record]))
				continue;
			excepted = h->is_excepted(h->context, record, user);
			if (excepted < 0)
				return false;
			if (excepted == 0)
				users[record] = user;
		}
	}
	return true;
}

bool
homes_judge(const struct homes *h, uint32_t *users)
{
	struct record_groups groups = { 0 };
	const uint32_t *records;
	bool done = true;
	size_t count;

	for (uint32_t i = 0; i < h->count; i++)
		users[i] = HOMES_NONE;
	for (int by_unit = 1; done && by_unit >= 0; by_unit--) {
		done = record_groups_make(
		    &groups, by_unit ? h->units : h->addresses, 1, h->count);
		while (done && record_groups_next(&groups, &records, &count))
			done = judge_group(h, records, count, by_unit, users);
	}
	record_groups_free(&groups);
	return done;
}
