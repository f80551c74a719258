#include "draw/draw_hash.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "sort/sorter.h"

struct draw_hash {
	EVP_MAC *mac;
	EVP_MAC_CTX *context;
	unsigned char *start; /* of every message: the round and LF */
	size_t start_len;
};

static bool
set_key(struct draw_hash *h, struct span seed)
{
	char digest[] = "SHA256";
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
		OSSL_PARAM_construct_end(),
	};

	h->mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	h->context = h->mac == NULL ? NULL : EVP_MAC_CTX_new(h->mac);
	return h->context != NULL &&
	       EVP_MAC_init(
		   h->context, (const unsigned char *)seed.at, seed.len, params) == 1;
}

struct draw_hash *
draw_hash_new(struct span seed, struct span round)
{
	struct draw_hash *h = calloc(1, sizeof *h);

	if (h == NULL)
		return NULL;
	h->start_len = round.len + 1;
	h->start = malloc(h->start_len);
	if (h->start == NULL || !set_key(h, seed)) {
		draw_hash_free(h);
		return NULL;
	}
	memcpy(h->start, round.at, round.len);
	h->start[round.len] = '\n';
	return h;
}

void
draw_hash_free(struct draw_hash *h)
{
	if (h == NULL)
		return;
	EVP_MAC_CTX_free(h->context);
	EVP_MAC_free(h->mac);
	free(h->start);
	free(h);
}

bool
draw_hash_value(
    struct draw_hash *h, struct span key, unsigned char value[DRAW_HASH_SIZE])
{
	size_t len;

	/* Without a key it begins again with the one that it has. */
	return EVP_MAC_init(h->context, NULL, 0, NULL) == 1 &&
	       EVP_MAC_update(h->context, h->start, h->start_len) == 1 &&
	       EVP_MAC_update(h->context, (const unsigned char *)key.at, key.len) ==
		   1 &&
	       EVP_MAC_final(h->context, value, &len, DRAW_HASH_SIZE) == 1 &&
	       len == DRAW_HASH_SIZE;
}

/* A sorter with the values of the lots; each bears the lot, in the order of keys. */
static bool
gather(struct draw_hash *h, struct draw_list *list, struct sorter *sorter)
{
	unsigned char value[DRAW_HASH_SIZE];
	struct span key;
	uint32_t lot = 0;
	bool done = true;

	while (draw_list_next_lot(list, &key))
		done = done && draw_hash_value(h, key, value) &&
		       sorter_add(sorter, value, sizeof value, lot++);
	return done;
}

bool
draw_hash_numbers(
    struct draw_hash *h, struct draw_list *list, uint32_t numbers[], uint64_t values[])
{
	struct sorter *sorter = sorter_new();
	struct sorted item;
	uint32_t number = 0;
	bool done = sorter != NULL && gather(h, list, sorter);

	if (done) {
		sorter_sort(sorter);
		while (sorter_next(sorter, &item)) {
			uint64_t value;

			numbers[item.number] = ++number;
			memcpy(&value, item.key, sizeof value);
			if (values != NULL)
				values[item.number] = be64toh(value);
		}
	}
	sorter_free(sorter);
	return done;
}
