#include <nettle/sha2.h>

#include "audit/row_digest.h"

/* The digest of two pieces, one behind the other. */
static struct row_digest
digest(struct span one, struct span other)
{
	struct sha256_ctx context;
	struct row_digest digest;

	sha256_init(&context);
	sha256_update(&context, one.len, (const uint8_t *)one.at);
	sha256_update(&context, other.len, (const uint8_t *)other.at);
	sha256_digest(&context, sizeof digest.bytes, digest.bytes);
	return digest;
}

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

	return digest((struct span){ r->line, gap.cut },
	    (struct span){ r->line + gap.resume, r->len - gap.resume });
}

struct row_digest
row_value_digest(struct record *r, const char *name)
{
	const struct value *v = record_member(r, &r->values[0], name, strlen(name));
	struct span nothing = { "", 0 };

	return digest(v != NULL ? record_raw(r, v) : nothing, nothing);
}
