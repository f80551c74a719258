#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>
/* The same digest, by the widest vectors that the processor has: 0.4 of the time. */
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>
#endif

#include "seal/seal.h"

static const char opening[] = "{\"#seal\":";

struct seal {
	XXH3_state_t *state;
	uint64_t records, bytes;
};

struct seal *
seal_new(void)
{
	struct seal *s = calloc(1, sizeof *s);

	if (s == NULL)
		return NULL;
	s->state = XXH3_createState();
	if (s->state == NULL) {
		free(s);
		return NULL;
	}
	seal_reset(s);
	return s;
}

void
seal_free(struct seal *s)
{
	if (s != NULL)
		XXH3_freeState(s->state);
	free(s);
}

void
seal_reset(struct seal *s)
{
	XXH3_64bits_reset(s->state);
	s->records = s->bytes = 0;
}

uint64_t
seal_count_lines(const char *bytes, size_t len)
{
	const char *at = bytes, *end = bytes + len;
	uint64_t lines = 0;

	while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		lines++;
		at++;
	}
	return lines;
}

void
seal_add(struct seal *s, const char *bytes, size_t len, uint64_t records)
{
	XXH3_64bits_update(s->state, bytes, len);
	s->records += records;
	s->bytes += len;
}

size_t
seal_format(const struct seal *s, char text[SEAL_TEXT_SIZE])
{
	return (size_t)snprintf(text, SEAL_TEXT_SIZE,
	    "%s{\"records\":%" PRIu64 ",\"bytes\":%" PRIu64 ",\"xxh3\":\"%016" PRIx64
	    "\"}}\n",
	    opening, s->records, s->bytes, (uint64_t)XXH3_64bits_digest(s->state));
}

const char seal_head[] = "{\"#seal\":\"checked\"}\n";

bool
seal_is_head(const char *line, size_t len)
{
	return len == sizeof seal_head - 2 && memcmp(line, seal_head, len) == 0;
}

bool
seal_recognise(const char *line, size_t len)
{
	return len >= sizeof opening - 1 &&
	       memcmp(line, opening, sizeof opening - 1) == 0;
}

bool
seal_holds(const struct seal *s, const char *line, size_t len)
{
	char expected[SEAL_TEXT_SIZE];
	size_t want = seal_format(s, expected) - 1;

	return len == want && memcmp(line, expected, want) == 0;
}
