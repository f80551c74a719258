#include <string.h>
#include <sys/auxv.h>
#include <sys/random.h>

#include "memory/keyed_hash.h"

uint64_t keyed_hash_secret;

/* The kernel gives every process 16 random bytes, for when it has no others. */
__attribute__((constructor)) static void
draw_secret(void)
{
	const void *bytes;

	if (getrandom(&keyed_hash_secret, sizeof keyed_hash_secret, GRND_NONBLOCK) ==
	    sizeof keyed_hash_secret)
		return;
	bytes = (const void *)(uintptr_t)getauxval(AT_RANDOM);
	if (bytes != NULL)
		keyed_hash_secret = XXH3_64bits(bytes, 16);
}
