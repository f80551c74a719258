#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "audit/row_digest.h"

/* Bytes of the line from cut to resume are not in it. */
struct gap {
	size_t cut, resume;
};

static struct gap
find_member(struct record *r, const char *name)
{
	const struct value *root = &r->values[0];
	const struct value *v =
	    name != NULL ? record_member(r, root, name, strlen(name)) : NULL;
	struct gap gap;

	if (v == NULL)
		return (struct gap){ r->len, r->len };
	gap = (struct gap){ v[-1].at, v->end };
	if (v - root > 2) { /* not the first member: the comma before it is its own */
		while (r->line[gap.cut - 1] != ',')
			gap.cut--;
		gap.cut--;
	} else if (v->next < root->next) {
		while (r->line[gap.resume] != ',')
			gap.resume++;
		gap.resume++;
	}
	return gap;
}

struct row_digest
row_digest(struct record *r, const char *name)
{
	struct gap gap = find_member(r, name);
	XXH128_hash_t hash;

	if (gap.cut == r->len)
		hash = XXH3_128bits(r->line, r->len);
	else {
		XXH3_state_t state;

		XXH3_128bits_reset(&state);
		XXH3_128bits_update(&state, r->line, gap.cut);
		XXH3_128bits_update(&state, r->line + gap.resume, r->len - gap.resume);
		hash = XXH3_128bits_digest(&state);
	}
	return (struct row_digest){ hash.low64, hash.high64 };
}

struct row_digest
row_value_digest(struct record *r, const char *name)
{
	const struct value *v = record_member(r, &r->values[0], name, strlen(name));
	struct span raw = { "", 0 };
	XXH128_hash_t hash;

	if (v != NULL)
		raw = record_raw(r, v);
	hash = XXH3_128bits(raw.at, raw.len);
	return (struct row_digest){ hash.low64, hash.high64 };
}
