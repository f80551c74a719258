#include <stdlib.h>

#include <nettle/umac.h>

#include "audit/row_digest.h"
#include "memory/keyed_hash.h"

struct row_digests {
	struct umac128_ctx umac;
};

struct row_digests *
row_digests_new(void)
{
	struct row_digests *ds = malloc(sizeof *ds);
	unsigned char key[KEYED_HASH_KEY_SIZE];

	if (ds == NULL)
		return NULL;
	keyed_hash_key(key);
	umac128_set_key(&ds->umac, key);
	return ds;
}

void
row_digests_free(struct row_digests *ds)
{
	free(ds);
}

/*
 * The digest of two pieces, one behind the other.  No digest leaves the process, so all
 * may have the same nonce; they must, to be compared.
 */
static struct row_digest
digest(struct row_digests *ds, struct span one, struct span other)
{
	static const uint8_t nonce[1];
	struct row_digest digest;

	umac128_set_nonce(&ds->umac, sizeof nonce, nonce);
	umac128_update(&ds->umac, one.len, (const uint8_t *)one.at);
	umac128_update(&ds->umac, other.len, (const uint8_t *)other.at);
	umac128_digest(&ds->umac, sizeof digest.bytes, digest.bytes);
	return digest;
}

/* Bytes of the line from cut to resume are not in it. */
struct gap {
	size_t cut, resume;
};

static struct gap
find_member(struct record *r, const char *name)
{
	const struct value *v =
	    name != NULL ? record_member(r, r->values, name, strlen(name)) : NULL;
	size_t before, behind;

	if (v == NULL)
		return (struct gap){ r->len, r->len };
	before = v[-1].at - 1;
	while (r->line[before] != ',' && r->line[before] != '{')
		before--;
	if (r->line[before] == ',') /* not the first member: it is its own */
		return (struct gap){ before, v->end };
	behind = v->end;
	while (r->line[behind] != ',' && r->line[behind] != '}')
		behind++;
	return (struct gap){ v[-1].at, r->line[behind] == ',' ? behind + 1 : v->end };
}

struct row_digest
row_digest(struct row_digests *ds, struct record *r, const char *name)
{
	struct gap gap = find_member(r, name);

	return digest(ds, (struct span){ r->line, gap.cut },
	    (struct span){ r->line + gap.resume, r->len - gap.resume });
}

struct row_digest
row_value_digest(struct row_digests *ds, struct record *r, const char *name)
{
	const struct value *v = record_member(r, &r->values[0], name, strlen(name));
	struct span nothing = { "", 0 };

	return digest(ds, v != NULL ? record_raw(r, v) : nothing, nothing);
}
