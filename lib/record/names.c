#include <stdlib.h>
#include <string.h>

#include "record/names.h"

enum { NAMES_COMPARED_AT_ONCE = 64 };

static inline uint64_t
load(const char *at, size_t len)
{
	uint64_t word = 0;

	memcpy(&word, at, len);
	return word;
}

static inline uint64_t
mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0xff51afd7ed558ccdu;
	return hash ^ hash >> 32;
}

/* Short names are read as two words that overlap, so that no length needs a loop. */
uint64_t
names_hash(const char *name, size_t len)
{
	uint64_t hash = len * 0x9e3779b97f4a7c15u;

	if (len > 8) {
		for (size_t i = 0; i + 8 < len; i += 8)
			hash = mix(hash, load(name + i, 8));
		hash = mix(hash, load(name + len - 8, 8));
	} else if (len >= 4)
		hash = mix(hash, load(name, 4) << 32 | load(name + len - 4, 4));
	else if (len > 0)
		hash = mix(hash, load(name, 1) << 16 | load(name + len / 2, 1) << 8 |
				     load(name + len - 1, 1));
	return hash * 0xc4ceb9fe1a85ec53u;
}

static bool
kept_up(const struct names *names)
{
	return names->count <= NAMES_COMPARED_AT_ONCE && !names->escaped;
}

void
names_copy(const struct names *names, uint64_t seen[4])
{
	for (int i = 0; i < 4; i++)
		seen[i] = kept_up(names) ? names->seen[i] : UINT64_MAX;
}

static bool
same_bytes(const struct record *r, const struct value *a, const struct value *b)
{
	return a->end - a->at == b->end - b->at &&
	       memcmp(r->line + a->at, r->line + b->at, a->end - a->at) == 0;
}

bool
names_add(struct names *names, const struct record *r, uint32_t object, uint32_t name)
{
	const struct value *v = &r->values[name];
	uint64_t hash;

	names->escaped |= v->escaped;
	names->count++;
	if (!kept_up(names))
		return true;
	hash = names_hash(r->line + v->at + 1, v->end - v->at - 2);
	if (names_may_hold(names->seen, hash))
		for (uint32_t n = object + 1; n < name; n = r->values[n + 1].next)
			if (same_bytes(r, &r->values[n], v))
				return false;
	names->seen[hash >> 62] |= (uint64_t)1 << (hash >> 56 & 63);
	return true;
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

	if (kept_up(names))
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
