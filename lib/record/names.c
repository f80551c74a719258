#include <stdlib.h>
#include <string.h>

#include "record/names.h"
#include "record/scan.h"

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
			if (span_same(all[k].text, all[i].text))
				return true;
	return false;
}

/* Room for all names of an object with their escapes undone. */
static size_t
names_length(const struct names *names, const struct record *r, uint32_t object)
{
	size_t len = 0;
	uint32_t n = object + 1;

	for (uint32_t i = 0; i < names->count; i++, n = r->values[n + 1].next)
		len += r->values[n].end - r->values[n].at;
	return len;
}

static void
read_names(const struct names *names, const struct record *r, uint32_t object,
    struct named *all, char *text)
{
	uint32_t n = object + 1;

	for (uint32_t i = 0; i < names->count; i++, n = r->values[n + 1].next) {
		const char *at = r->line + r->values[n].at + 1;
		size_t len = scan_unescape(at, r->line + r->values[n].end - 1, text);

		all[i] = (struct named){ names_hash(text, len), { text, len } };
		text += len;
	}
}

enum record_fault
names_close(const struct names *names, const struct record *r, uint32_t object)
{
	struct named *all;
	char *text;
	enum record_fault fault = RECORD_NO_MEMORY;

	if (names_kept_up(names))
		return RECORD_OK;
	all = malloc(names->count * sizeof *all);
	text = malloc(names_length(names, r, object));
	if (all != NULL && text != NULL) {
		read_names(names, r, object, all, text);
		fault =
		    holds_twice(all, names->count) ? RECORD_DUPLICATE_NAME : RECORD_OK;
	}
	free(all);
	free(text);
	return fault;
}
