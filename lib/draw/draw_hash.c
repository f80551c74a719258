#include "draw/draw_hash.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include <nettle/hmac.h>

#include "sort/sorter.h"

struct draw_hash {
	struct hmac_sha256_ctx begun; /* each message begins with the round and LF */
};

struct draw_hash *
draw_hash_new(struct span seed, struct span round)
{
	struct draw_hash *h = calloc(1, sizeof *h);

	if (h == NULL)
		return NULL;
	hmac_sha256_set_key(&h->begun, seed.len, (const unsigned char *)seed.at);
	hmac_sha256_update(&h->begun, round.len, (const unsigned char *)round.at);
	hmac_sha256_update(&h->begun, 1, (const unsigned char *)"\n");
	return h;
}

void
draw_hash_free(struct draw_hash *h)
{
	free(h);
}

void
draw_hash_value(
    const struct draw_hash *h, struct span key, unsigned char value[DRAW_HASH_SIZE])
{
	struct hmac_sha256_ctx hmac = h->begun;

	hmac_sha256_update(&hmac, key.len, (const unsigned char *)key.at);
	hmac_sha256_digest(&hmac, DRAW_HASH_SIZE, value);
}

/* A sorter with the values of the lots; each bears the lot, in the order of keys. */
static bool
gather(const struct draw_hash *h, struct draw_list *list, struct sorter *sorter)
{
	unsigned char value[DRAW_HASH_SIZE];
	struct span key;
	uint32_t lot = 0;
	bool done = true;

	while (draw_list_next_lot(list, &key)) {
		draw_hash_value(h, key, value);
		done = done && sorter_add(sorter, value, sizeof value, lot++);
	}
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
