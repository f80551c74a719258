#include "identity/identity.h"

#include <stdlib.h>
#include <string.h>

#include <nettle/hmac.h>

#include "memory/array.h"
#include "memory/keyed_hash.h"

struct identity {
	struct key_text **keys;
	size_t count, key_room;
	struct hmac_sha256_ctx secret; /* of the pseudonyms */
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
	hmac_sha256_set_key(&identity->secret, secret.len, (const uint8_t *)secret.at);
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
static void
digest_secretly(const struct identity *identity, size_t key, struct span text,
    unsigned char pseudonym[IDENTITY_PSEUDONYM])
{
	const char *name = identity_name(identity, key);
	struct hmac_sha256_ctx hmac = identity->secret;

	hmac_sha256_update(&hmac, strlen(name) + 1, (const uint8_t *)name);
	hmac_sha256_update(&hmac, text.len, (const uint8_t *)text.at);
	hmac_sha256_digest(&hmac, IDENTITY_PSEUDONYM, pseudonym);
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
	digest_secretly(identity, key, text, pseudonym);
	return IDENTITY_OK;
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
