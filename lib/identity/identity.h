/*
 * identity.h - the keys by which two records are the same
 *
 * A key is one or more parts (key_text.h).  Two records agree in a key if the values
 * of all of its parts are the same after folding; a number counts as the text of its
 * digits, so 5, 5.0 and "5" are the same.  A record that has no value for one of the
 * parts is not compared by that key.
 */
#ifndef IDENTITY_H
#define IDENTITY_H

#include <stdbool.h>
#include <stddef.h>

#include "identity/digest_set.h"
#include "identity/key_text.h"
#include "record/record.h"

struct identity;

/* Without keys; NULL if there is no memory. */
struct identity *identity_new(void);
void identity_free(struct identity *);

/* Add a key, which is the identity's from then on.  False if there is no memory. */
bool identity_add(struct identity *, struct key_text *);

size_t identity_count(const struct identity *);

/* The parts of a key, with commas between them; borrowed. */
const char *identity_name(const struct identity *, size_t key);

/* A key itself, for other uses of its value; borrowed. */
struct key_text *identity_key(const struct identity *, size_t key);

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

/*
 * The pseudonym of a record for one key: the HMAC-SHA-256, under a secret, of the name
 * of the key, a NUL and its value.  It is the same in each process that has the secret,
 * and says nothing to those who do not.
 */
enum { IDENTITY_PSEUDONYM = 32 };
void identity_use_pseudonyms(struct identity *, struct span secret);
enum identity_fault identity_pseudonym(struct identity *, struct record *, size_t key,
    unsigned char pseudonym[IDENTITY_PSEUDONYM]);
struct digest identity_digest_of_pseudonym(
    const unsigned char pseudonym[IDENTITY_PSEUDONYM]);

#endif
