/* prefetch.h - bytes that will be read soon */
#ifndef PREFETCH_H
#define PREFETCH_H

#include <stddef.h>

enum {
	PREFETCH_LINE = 64,
	PREFETCH_MOST = 1024 /* what is longer is fetched in order anyway */
};

/* Ask for len bytes, or the first of them, without waiting. */
static inline void
prefetch_bytes(const char *at, size_t len)
{
	size_t most = len < PREFETCH_MOST ? len : PREFETCH_MOST;

	for (size_t i = 0; i < most; i += PREFETCH_LINE)
		__builtin_prefetch(at + i);
}

#endif
