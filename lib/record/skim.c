#include <string.h>

#include "record/parser_internal.h"
#include "record/scan.h"
#include "record/skim.h"

enum { DEEPEST = 16 };

/*
 * Below, the result is the byte behind what was read, or NULL.  The last byte before
 * end is a brace, so that there is one behind a name and behind a comma.
 */
static const char *skim_value(
    const char *at, const char *end, struct shape *inside, unsigned depth);

static inline const char *
skim_text(const char *at, const char *end)
{
	at = byte_runs_quote(at + 1, end);
	return at < end ? at + 1 : NULL;
}

static inline const char *
skim_word(const char *at, const char *end, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(end - at) >= len && memcmp(at, word, len) == 0 ? at + len
								       : NULL;
}

/* Most values in a list or object, without a call. */
static inline const char *
skim_simple(const char *at, const char *end, struct shape *inside, unsigned depth)
{
	const char *behind;

	if (*at == '"')
		return skim_text(at, end);
	behind = byte_runs_number(at, end);
	return behind != NULL ? behind : skim_value(at, end, inside, depth);
}

/* Whether a comma and a text follow at once, as they nearly always do. */
static inline bool
text_follows(const char *at, const char *end)
{
	return end - at > 1 && at[0] == ',' && at[1] == '"';
}

/* Behind a value: at the next name or value, or at the bracket that closes. */
static const char *
skim_comma(const char *at, const char *end, char closing)
{
	if ((at = parser_skip_space(at, end)) == end)
		return NULL;
	if (*at == closing)
		return at;
	if (*at != ',')
		return NULL;
	at = parser_skip_space(at + 1, end);
	return at == end || *at == closing ? NULL : at;
}

static const char *
skim_array(const char *at, const char *end, struct shape *inside, unsigned depth)
{
	at = parser_skip_space(at + 1, end);
	while (at < end && *at != ']') {
		if ((at = skim_simple(at, end, inside, depth)) == NULL)
			return NULL;
		if (text_follows(at, end))
			at++;
		else if ((at = skim_comma(at, end, ']')) == NULL)
			return NULL;
	}
	return at < end ? at + 1 : NULL;
}

/*
 * Of the object at the top it is noted where each name stands.  Inlined into both of
 * its callers: in one function for both, those without notes took a tenth longer.
 */
static inline __attribute__((always_inline)) const char *
skim_names(const char *at, const char *end, struct shape *shape, unsigned depth,
    const char *line, uint32_t *stands)
{
	const struct shape_member *m = shape->members, *last = m + shape->count;

	at = parser_skip_space(at + 1, end);
	while (at < end && *at != '}') {
		for (const struct shape_member *tried = m + SHAPE_TRIED;; m++) {
			if (m == last || m == tried)
				return NULL;
			if (shape_member_stands(m, at, end))
				break;
			if (stands != NULL)
				*stands++ = 0;
		}
		if (stands != NULL)
			*stands++ = (uint32_t)(at - line);
		at = skim_simple(at + m->len, end, m->inside, depth);
		m++;
		if (at == NULL)
			return NULL;
		if (text_follows(at, end))
			at++;
		else if ((at = skim_comma(at, end, '}')) == NULL)
			return NULL;
	}
	if (at == end)
		return NULL;
	for (; stands != NULL && m < last; m++)
		*stands++ = 0;
	shape->misfits = 0;
	return at + 1;
}

static const char *
skim_members(const char *at, const char *end, struct shape *shape, unsigned depth)
{
	return skim_names(at, end, shape, depth, NULL, NULL);
}

static const char *
skim_value(const char *at, const char *end, struct shape *inside, unsigned depth)
{
	at = parser_skip_space(at, end);
	switch (*at) {
	case '"':
		return skim_text(at, end);
	case '{':
		return inside != NULL && depth < DEEPEST
			   ? skim_members(at, end, inside, depth + 1)
			   : NULL;
	case '[':
		return depth < DEEPEST ? skim_array(at, end, inside, depth + 1) : NULL;
	case 't':
		return skim_word(at, end, "true");
	case 'f':
		return skim_word(at, end, "false");
	case 'n':
		return skim_word(at, end, "null");
	default:
		return scan_any_number(at, end);
	}
}

bool
skim_object(const char *line, const char *at, const char *end, struct shapes *shapes)
{
	if (line == NULL)
		return skim_members(at, end, shapes->all[0], 1) == end;
	return skim_names(at, end, shapes->all[0], 1, line, shapes->stands) == end;
}
