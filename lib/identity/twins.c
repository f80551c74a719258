#include "identity/twins.h"

#include "identity/record_groups.h"

/* In a group of more, one twin for each record is enough to join them. */
enum { SMALL_GROUP = 64 };

static bool
have_same(const struct twin_keys *keys, uint32_t a, uint32_t b)
{
	for (size_t i = 0; i < keys->same; i++) {
		struct digest x = keys->same_digests[a * keys->same + i];

		if (digest_is_value(x) &&
		    digest_equals(x, keys->same_digests[b * keys->same + i]))
			return true;
	}
	return false;
}

/* Whether they differ in one of the keys from a number on. */
static bool
are_different(const struct twin_keys *keys, size_t from, uint32_t a, uint32_t b)
{
	for (size_t i = from; i < keys->differ; i++) {
		struct digest x = keys->differ_digests[a * keys->differ + i];
		struct digest y = keys->differ_digests[b * keys->differ + i];

		if (digest_is_value(x) && digest_is_value(y) && !digest_equals(x, y))
			return true;
	}
	return false;
}

bool
twins_are(const struct twin_keys *keys, uint32_t a, uint32_t b)
{
	return have_same(keys, a, b) && are_different(keys, 0, a, b);
}

bool
twins_are_firm(const struct twin_keys *keys, uint32_t a, uint32_t b)
{
	return are_different(keys, keys->differ - keys->firm, a, b) &&
	       have_same(keys, a, b);
}

static void
join_group(const struct twin_keys *keys, uint32_t earlier, const uint32_t *persons,
    struct clusters *twins, const uint32_t *records, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = 0; j < i; j++) {
			uint32_t a = records[j], b = records[i];

			if ((a < earlier && b < earlier) || persons[a] == persons[b] ||
			    !twins_are(keys, a, b))
				continue;
			clusters_join(twins, a, b);
			if (count > SMALL_GROUP)
				break;
		}
}

bool
twins_join(const struct twin_keys *keys, uint32_t earlier, const uint32_t *persons,
    struct clusters *twins)
{
	struct record_groups groups = { 0 };
	const uint32_t *records;
	size_t count;
	bool made = true;

	for (size_t i = 0; made && i < keys->same; i++) {
		made = record_groups_make(&groups, keys->same_digests + i, keys->same,
		    twins->places, twins->count);
		while (made && record_groups_next(&groups, &records, &count))
			join_group(keys, earlier, persons, twins, records, count);
	}
	record_groups_free(&groups);
	return made;
}
