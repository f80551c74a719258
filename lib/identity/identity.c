#include "identity/identity.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "memory/array.h"
#include "memory/keyed_hash.h"

struct identity {
	struct key_text **keys;
	size_t count, key_room;
	struct span secret; /* of the pseudonyms; at == NULL: none */
};

struct identity *
identity_new(void)
{
	return calloc(1, sizeof(struct identity));
}

void
identity_free(struct identity *identity)
{
	if (identity == NULL)
		return;
	for (size_t i = 0; i < identity->count; i++)
		key_text_free(identity->keys[i]);
	free(identity->keys);
	free(identity);
}

void
identity_use_pseudonyms(struct identity *identity, struct span secret)
{
	identity->secret = secret;
}

bool
identity_add(struct identity *identity, struct key_text *key)
{
	if (!array_reserve(&identity->keys, &identity->key_room, identity->count + 1,
		sizeof *identity->keys))
		return false;
	identity->keys[identity->count++] = key;
	return true;
}

size_t
identity_count(const struct identity *identity)
{
	return identity->count;
}

const char *
identity_name(const struct identity *identity, size_t key)
{
	return key_text_name(identity->keys[key]);
}

struct key_text *
identity_key(const struct identity *identity, size_t key)
{
	return identity->keys[key];
}

static const enum identity_fault fault_of[] = {
	[KEY_TEXT_OK] = IDENTITY_OK,
	[KEY_TEXT_MISSING] = IDENTITY_MISSING,
	[KEY_TEXT_WRONG] = IDENTITY_WRONG,
	[KEY_TEXT_NO_MEMORY] = IDENTITY_NO_MEMORY,
};

/* The name of the key is part of what is digested: two keys never agree. */
static bool
digest_secretly(const struct identity *identity, size_t key, struct span text,
    unsigned char pseudonym[IDENTITY_PSEUDONYM])
{
	const char *name = identity_name(identity, key);
	size_t name_len = strlen(name) + 1;
	unsigned char *bytes = malloc(name_len + text.len);
	unsigned len = 0;
	bool done;

	if (bytes == NULL)
		return false;
	memcpy(bytes, name, name_len);
	memcpy(bytes + name_len, text.at, text.len);
	done = HMAC(EVP_sha256(), identity->secret.at, (int)identity->secret.len, bytes,
		   name_len + text.len, pseudonym, &len) != NULL &&
	       len == IDENTITY_PSEUDONYM;
	free(bytes);
	return done;
}

enum identity_fault
identity_pseudonym(struct identity *identity, struct record *record, size_t key,
    unsigned char pseudonym[IDENTITY_PSEUDONYM])
{
	struct span text;
	enum identity_fault fault =
	    fault_of[key_text_read(identity->keys[key], record, KEY_TEXT_PARTS, &text)];

	if (fault != IDENTITY_OK)
		return fault;
	return digest_secretly(identity, key, text, pseudonym) ? IDENTITY_OK
							       : IDENTITY_NO_MEMORY;
}

struct digest
identity_digest_of_pseudonym(const unsigned char pseudonym[IDENTITY_PSEUDONYM])
{
	XXH128_hash_t hash =
	    XXH3_128bits_withSeed(pseudonym, IDENTITY_PSEUDONYM, keyed_hash_secret);

	return (struct digest){ hash.high64, hash.low64 };
}

enum identity_fault
identity_digest(
    struct identity *identity, struct record *record, size_t key, struct digest *digest)
{
	XXH128_hash_t hash;
	struct span text;
	enum identity_fault fault =
	    fault_of[key_text_read(identity->keys[key], record, KEY_TEXT_PARTS, &text)];

	if (fault != IDENTITY_OK)
		return fault;
	hash = XXH3_128bits_withSeed(text.at, text.len, keyed_hash_secret + key);
	*digest = (struct digest){ hash.high64, hash.low64 };
	return IDENTITY_OK;
}
