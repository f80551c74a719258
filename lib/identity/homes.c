#include "identity/homes.h"

#include <stdlib.h>

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

/* Whether a user is to be named rather than another one. */
static bool
is_later(const struct homes *h, uint32_t user, uint32_t other)
{
	if (h->year[user] != h->year[other])
		return h->year[user] > h->year[other];
	return h->places[user] < h->places[other];
}

/* For the sort: C11 has no sort with a context. */
static const struct homes *sorted;

static int
compare_uses(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x == y ? 0 : is_later(sorted, x, y) ? -1 : 1;
}

/* The uses of a home, the latest first. */
struct uses {
	uint32_t *records;
	size_t count;
};

/* Those of a group with a year; without_unit: and without a property unit number. */
static void
list_uses(const struct homes *h, const uint32_t *records, size_t count,
    bool without_unit, struct uses *uses)
{
	uses->count = 0;
	for (size_t i = 0; i < count; i++)
		if (h->year[records[i]] != HOMES_NO_YEAR &&
		    (!without_unit || !digest_is_value(h->units[records[i]])))
			uses->records[uses->count++] = records[i];
	sorted = h;
	if (uses->count > 1)
		qsort(uses->records, uses->count, sizeof *uses->records, compare_uses);
}

/* The first of the uses that is of a year or an earlier one. */
static size_t
first_until(const struct homes *h, const struct uses *uses, int32_t year)
{
	size_t low = 0, high = uses->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (h->year[uses->records[middle]] > year)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Find the last use of a record's home by another person who is not excepted. */
static bool
find_user(
    const struct homes *h, uint32_t record, const struct uses *uses, uint32_t *users)
{
	int32_t year = h->year[record];

	for (size_t i = first_until(h, uses, year); i < uses->count; i++) {
		uint32_t user = uses->records[i];
		int excepted;

		if (year - h->year[user] >= h->years ||
		    (users[record] != HOMES_NONE && !is_later(h, user, users[record])))
			break;
		if (h->persons[record] == h->persons[user])
			continue;
		excepted = h->is_excepted(h->context, record, user);
		if (excepted < 0)
			return false;
		if (excepted == 0) {
			users[record] = user;
			break;
		}
	}
	return true;
}

/* The records of one unit number; or of one address, where two that have a unit number
 * each are of two homes. */
static bool
judge_group(const struct homes *h, const uint32_t *records, size_t count, bool by_unit,
    struct uses lists[2], uint32_t *users)
{
	list_uses(h, records, count, false, &lists[0]);
	if (!by_unit)
		list_uses(h, records, count, true, &lists[1]);
	for (size_t i = 0; i < lists[0].count; i++) {
		uint32_t record = lists[0].records[i];
		bool all = by_unit || !digest_is_value(h->units[record]);

		if (record >= h->earlier &&
		    !find_user(h, record, &lists[all ? 0 : 1], users))
			return false;
	}
	return true;
}

bool
homes_judge(const struct homes *h, uint32_t *users)
{
	struct record_groups groups = { 0 };
	size_t room = (size_t)h->count + 1, count;
	struct uses lists[2] = { { malloc(room * sizeof *users), 0 },
		{ malloc(room * sizeof *users), 0 } };
	bool done = lists[0].records != NULL && lists[1].records != NULL;
	const uint32_t *records;

	for (uint32_t i = 0; i < h->count; i++)
		users[i] = HOMES_NONE;
	for (int by_unit = 1; done && by_unit >= 0; by_unit--) {
		done = record_groups_make(
		    &groups, by_unit ? h->units : h->addresses, 1, h->places, h->count);
		while (done && record_groups_next(&groups, &records, &count))
			done = judge_group(h, records, count, by_unit, lists, users);
	}
	record_groups_free(&groups);
	free(lists[0].records);
	free(lists[1].records);
	return done;
}
