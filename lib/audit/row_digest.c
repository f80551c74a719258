#include <stdlib.h>

#include <openssl/evp.h>

#include "audit/row_digest.h"

struct row_digester {
	EVP_MD *sha256;
	EVP_MD_CTX *context;
};

struct row_digester *
row_digester_new(void)
{
	struct row_digester *d = calloc(1, sizeof *d);

	if (d == NULL)
		return NULL;
	d->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	d->context = EVP_MD_CTX_new();
	if (d->sha256 != NULL && d->context != NULL)
		return d;
	row_digester_free(d);
	return NULL;
}

void
row_digester_free(struct row_digester *d)
{
	if (d == NULL)
		return;
	EVP_MD_CTX_free(d->context);
	EVP_MD_free(d->sha256);
	free(d);
}

/* The digest of two pieces, one behind the other. */
static bool
digest(struct row_digester *d, struct span one, struct span other,
    struct row_digest *digest)
{
	return EVP_DigestInit_ex(d->context, d->sha256, NULL) == 1 &&
	       EVP_DigestUpdate(d->context, one.at, one.len) == 1 &&
	       EVP_DigestUpdate(d->context, other.at, other.len) == 1 &&
	       EVP_DigestFinal_ex(d->context, digest->bytes, NULL) == 1;
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

bool
row_digest(
    struct row_digester *d, struct record *r, const char *name, struct row_digest *out)
{
	struct gap gap = find_member(r, name);

	return digest(d, (struct span){ r->line, gap.cut },
	    (struct span){ r->line + gap.resume, r->len - gap.resume }, out);
}

bool
row_value_digest(
    struct row_digester *d, struct record *r, const char *name, struct row_digest *out)
{
	const struct value *v = record_member(r, &r->values[0], name, strlen(name));
	struct span nothing = { "", 0 };

	return digest(d, v != NULL ? record_raw(r, v) : nothing, nothing, out);
}
