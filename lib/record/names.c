#include <stdlib.h>
#include <string.h>

#include "record/names.h"

static bool
same_bytes(const struct record *r, const struct value *a, const struct value *b)
{
	return a->end - a->at == b->end - b->at &&
	       memcmp(r->line + a->at, r->line + b->at, a->end - a->at) == 0;
}

bool
names_stand_before(const struct record *r, uint32_t object, uint32_t name)
{
	for (uint32_t n = object + 1; n < name; n = r->values[n + 1].next)
		if (same_bytes(r, &r->values[n], &r->values[name]))
			return true;
	return false;
}

void
names_copy(const struct names *names, uint64_t seen[4])
{
	for (int i = 0; i < 4; i++)
		seen[i] = names_kept_up(names) ? names->seen[i] : UINT64_MAX;
}

struct named {
	uint64_t hash;
	struct span text;
};

static int
compare_hashes(const void *a, const void *b)
{
	uint64_t x = ((const struct named *)a)->hash,
		 y = ((const struct named *)b)->hash;

	return x < y ? -1 : x > y;
}

/* Equal names are among equal hashes; a run of them longer than one is rare. */
static bool
holds_twice(struct named *all, size_t count)
{
	qsort(all, count, sizeof *all, compare_hashes);
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count && all[k].hash == all[i].hash; k++)
			if (all[k].text.len == all[i].text.len &&
			    memcmp(all[k].text.at, all[i].text.at, all[i].text.len) ==
				0)
				return true;
	return false;
}

enum record_fault
names_close(const struct names *names, struct record *r, uint32_t object)
{
	struct named *all;
	size_t count = 0;
	bool twice;

	if (names_kept_up(names))
		return RECORD_OK;
	all = malloc(names->count * sizeof *all);
	if (all == NULL)
		return RECORD_NO_MEMORY;
	for (uint32_t n = object + 1; count < names->count; n = r->values[n + 1].next) {
		struct span text = record_text(r, &r->values[n]);

		if (text.at == NULL)
			break;
		all[count++] = (struct named){ .hash = names_hash(text.at, text.len),
			.text = text };
	}
	twice = count == names->count && holds_twice(all, count);
	free(all);
	if (count < names->count)
		return RECORD_NO_MEMORY;
	return twice ? RECORD_DUPLICATE_NAME : RECORD_OK;
}
