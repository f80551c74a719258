/*
 * identity.h - the keys by which two records are the same
 *
 * A key is one or more paths.  Two records agree in a key if the values at all of its
 * paths are the same after folding (text/fold.h); a number counts as the text of its
 * digits, so 5, 5.0 and "5" are the same.  A record that has no value at one of the
 * paths (missing, null, or blanks only) is not compared by that key.
 */
#ifndef IDENTITY_H
#define IDENTITY_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "identity/digest_set.h"
#include "record/path.h"
#include "record/record.h"

struct identity;

/* Without keys; NULL if there is no memory. */
struct identity *identity_new(void);
void identity_free(struct identity *);

/*
 * Add a key: its paths with commas between them; or keys from a document: an array of
 * keys, each an array of paths (which may have commas in them).  False with *why, a
 * static sentence, if the text or document is something else; then the identity can
 * only be freed.
 */
bool identity_add_key(struct identity *, const char *paths, const char **why);
bool identity_add_keys(struct identity *, const json_t *keys, const char **why);

size_t identity_count(const struct identity *);

/* A path of a key, or NULL if it has no more; borrowed. */
struct path *identity_path(const struct identity *, size_t key, size_t part);

/* The paths of a key, with commas between them; borrowed. */
const char *identity_name(const struct identity *, size_t key);

enum identity_fault {
	IDENTITY_OK,
	IDENTITY_MISSING, /* the record lacks a part of the key */
	IDENTITY_WRONG,   /* a part is an array or an object */
	IDENTITY_NO_MEMORY,
};

/*
 * The XXH3 digest (128 bits) of a record's values for one key.  Each part is digested
 * after its length, so ("ab", "c") and ("a", "bc") differ; the digests of two keys
 * differ even if their values agree.  It is another one in each process (keyed_hash.h).
 */
enum identity_fault identity_digest(
    struct identity *, struct record *, size_t key, struct digest *);

#endif
