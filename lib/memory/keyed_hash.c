#include <string.h>
#include <sys/auxv.h>
#include <sys/random.h>

#include "memory/keyed_hash.h"

uint64_t keyed_hash_secret;

void
keyed_hash_key(unsigned char key[KEYED_HASH_KEY_SIZE])
{
	const void *bytes;

	if (getrandom(key, KEYED_HASH_KEY_SIZE, GRND_NONBLOCK) == KEYED_HASH_KEY_SIZE)
		return;
	/* The kernel gives every process 16 random bytes, for when it has no others. */
	bytes = (const void *)(uintptr_t)getauxval(AT_RANDOM);
	memset(key, 0, KEYED_HASH_KEY_SIZE);
	if (bytes != NULL)
		memcpy(key, bytes, KEYED_HASH_KEY_SIZE);
}

__attribute__((constructor)) static void
draw_secret(void)
{
	unsigned char key[KEYED_HASH_KEY_SIZE];

	keyed_hash_key(key);
	keyed_hash_secret = XXH3_64bits(key, sizeof key);
}
