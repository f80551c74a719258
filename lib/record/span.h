/*
 * span.h - a piece of text: bytes that somebody else owns, without a NUL behind them
 *
 * at may be NULL, with len 0, for no text at all.
 */
#ifndef SPAN_H
#define SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct span {
	const char *at;
	size_t len;
};

/* The bytes of a C string, which stays the owner. */
static inline struct span
span_of(const char *text)
{
	return (struct span){ text, strlen(text) };
}

/* Whether two spans hold the same bytes. */
static inline bool
span_same(struct span a, struct span b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline uint64_t
span_load(const char *at, size_t len)
{
	uint64_t word = 0;

	memcpy(&word, at, len);
	return word;
}

/*
 * The same for names and identifiers: to compare two words that overlap is faster than
 * memcmp().
 */
static inline bool
span_same_short(struct span a, struct span b)
{
	if (a.len != b.len)
		return false;
	if (a.len > 16)
		return memcmp(a.at, b.at, a.len) == 0;
	if (a.len >= 8)
		return span_load(a.at, 8) == span_load(b.at, 8) &&
		       span_load(a.at + a.len - 8, 8) == span_load(b.at + b.len - 8, 8);
	if (a.len >= 4)
		return span_load(a.at, 4) == span_load(b.at, 4) &&
		       span_load(a.at + a.len - 4, 4) == span_load(b.at + b.len - 4, 4);
	for (size_t i = 0; i < a.len; i++)
		if (a.at[i] != b.at[i])
			return false;
	return true;
}

/* Whether a span holds the bytes of a C string. */
static inline bool
span_is(struct span span, const char *text)
{
	return span_same(span, span_of(text));
}

/* Whether a span holds the bytes of one of some C strings, which end in NULL. */
static inline bool
span_is_among(struct span span, const char *const *texts)
{
	while (*texts != NULL && !span_is(span, *texts))
		texts++;
	return *texts != NULL;
}

/* Whether a span begins with the bytes of a C string. */
static inline bool
span_begins(struct span span, const char *text)
{
	size_t len = strlen(text);

	return span.len >= len && (len == 0 || memcmp(span.at, text, len) == 0);
}

/*
 * What stands before the first mark, which is taken off *rest with it; or all, if there
 * is no mark: *rest is then no text (at is NULL).
 */
static inline struct span
span_cut(struct span *rest, char mark)
{
	struct span before = *rest;
	const char *found =
	    rest->len > 0 ? (const char *)memchr(rest->at, mark, rest->len) : NULL;

	*rest = (struct span){ NULL, 0 };
	if (found == NULL)
		return before;
	*rest =
	    (struct span){ found + 1, before.len - (size_t)(found - before.at) - 1 };
	before.len = (size_t)(found - before.at);
	return before;
}

#endif
