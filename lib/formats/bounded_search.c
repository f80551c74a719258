#define PCRE2_CODE_UNIT_WIDTH 8

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <pcre2.h>

#include "formats/bounded_search.h"

/*
 * Steps at one place, and places, before all ways are followed at once; WORKSPACE
 * bounds how many ways there are.  The stack of the just-in-time compiler is widened
 * from 32 KiB, so that a long text alone is no reason to give up.
 */
enum {
	MATCH_LIMIT = 1000,
	FEW_PLACES = 100,
	WORKSPACE = 1200,
	STACK_START = 32 << 10,
	STACK_MOST = 1 << 20
};

static const char from_anywhere[] = "(?s:.*?)(?:", end[] = ")";

struct bounded_search {
	char *text; /* from_anywhere, the pattern without counts, end */
	size_t len;
	uint32_t options;
	bool anchored; /* at the start of the text: there is one place */
	bool jit;
	pcre2_code *code;
	pcre2_code *linear; /* of all of the text; NULL: not needed yet */
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
};

/* The end of the name in a class that is at at, "[:alpha:]"; at if there is none. */
static size_t
name_end(struct span p, size_t at)
{
	size_t to = at + 2;

	if (at + 1 >= p.len || p.at[at] != '[' || p.at[at + 1] != ':')
		return at;
	while (to < p.len && (p.at[to] == '^' || isalpha((unsigned char)p.at[to])))
		to++;
	return to + 1 < p.len && p.at[to] == ':' && p.at[to + 1] == ']' ? to + 2 : at;
}

/* The end of the class that begins with the bracket at at. */
static size_t
class_end(struct span p, size_t at, bool may_be_empty)
{
	at++;
	if (at < p.len && p.at[at] == '^')
		at++;
	if (!may_be_empty && at < p.len && p.at[at] == ']')
		at++;
	while (at < p.len && p.at[at] != ']') {
		size_t next = name_end(p, at);

		at = next > at ? next : at + (p.at[at] == '\\' ? 2 : 1);
	}
	return at + 1;
}

/* The end of an escape: \d, \x41, \x{20000}, \pL, \p{Lu}, \cA, \101 */
static size_t
escape_end(struct span p, size_t at)
{
	char letter = at + 1 < p.len ? p.at[at + 1] : '\0';
	size_t most = 0;

	at += 2;
	if (at < p.len && p.at[at] == '{' && strchr("xpPoNgk", letter) != NULL) {
		while (at < p.len && p.at[at] != '}')
			at++;
		return at + 1;
	}
	if (letter == 'p' || letter == 'P' || letter == 'c')
		return at + 1;
	if (letter == 'x' || (letter >= '0' && letter <= '9'))
		most = 2;
	while (most-- > 0 && at < p.len && isxdigit((unsigned char)p.at[at]))
		at++;
	return at;
}

/* The end of what begins at at: a character, a class, or a sign of the language. */
static size_t
part_end(struct span p, size_t at, bool may_be_empty)
{
	if (p.at[at] == '\\')
		at = escape_end(p, at);
	else if (p.at[at] == '[')
		at = class_end(p, at, may_be_empty);
	else
		for (at++; at < p.len && ((unsigned char)p.at[at] & 0xc0) == 0x80;)
			at++;
	return at < p.len ? at : p.len;
}

/* Whether a repetition without an end is at at, that asks for one at least. */
static bool
is_counted_without_end(struct span p, size_t at)
{
	if (at < p.len && p.at[at] == '+')
		return true;
	if (at == p.len || p.at[at] != '{')
		return false;
	for (at++; at < p.len && isdigit((unsigned char)p.at[at]);)
		at++;
	return at + 1 < p.len && p.at[at] == ',' && p.at[at + 1] == '}';
}

/*
 * Keep the pattern as all ways at once are followed through it.  PCRE2 counts the
 * repetitions of one character and takes ways with different counts for different
 * ones: "[a-z]+" has one more at each letter.  It does not count those of a group.
 */
static bool
keep_text(struct bounded_search *s, struct span p, bool may_be_empty)
{
	char *to = malloc(sizeof from_anywhere + 3 * p.len + sizeof end);
	size_t next;

	s->text = to;
	if (to == NULL)
		return false;
	to = stpcpy(to, from_anywhere);
	for (size_t at = 0; at < p.len; at = next) {
		bool counted;

		next = part_end(p, at, may_be_empty);
		counted = strchr("()|*+?{}^$", p.at[at]) == NULL &&
			  is_counted_without_end(p, next);
		if (counted)
			to = stpcpy(to, "(?:");
		memcpy(to, p.at + at, next - at);
		to += next - at;
		if (counted)
			*to++ = ')';
	}
	to = stpcpy(to, end);
	s->len = (size_t)(to - s->text);
	return true;
}

static bool
prepare(struct bounded_search *s, bool jit)
{
	uint32_t options = 0;

	pcre2_pattern_info(s->code, PCRE2_INFO_ALLOPTIONS, &options);
	s->anchored = (options & PCRE2_ANCHORED) != 0;
	s->data = pcre2_match_data_create(1, NULL);
	s->context = pcre2_match_context_create(NULL);
	if (s->data == NULL || s->context == NULL)
		return false;
	pcre2_set_match_limit(s->context, MATCH_LIMIT);
	pcre2_set_depth_limit(s->context, MATCH_LIMIT);
	s->jit = jit && pcre2_jit_compile(s->code, PCRE2_JIT_COMPLETE) == 0;
	if (!s->jit)
		return true;
	s->stack = pcre2_jit_stack_create(STACK_START, STACK_MOST, NULL);
	if (s->stack != NULL)
		pcre2_jit_stack_assign(s->context, NULL, s->stack);
	return s->stack != NULL;
}

struct bounded_search *
bounded_search_new(
    struct span pattern, uint32_t options, bool jit, int *error, size_t *at)
{
	struct bounded_search *s = calloc(1, sizeof *s);

	*error = PCRE2_ERROR_NOMEMORY;
	*at = 0;
	if (s != NULL &&
	    keep_text(s, pattern, (options & PCRE2_ALLOW_EMPTY_CLASS) != 0)) {
		s->options = options;
		s->code = pcre2_compile((PCRE2_SPTR)(pattern.len > 0 ? pattern.at : ""),
		    pattern.len, options | PCRE2_USE_OFFSET_LIMIT, error, at, NULL);
		if (*error == PCRE2_ERROR_HEAP_FAILED)
			*error = PCRE2_ERROR_NOMEMORY;
		if (s->code != NULL && prepare(s, jit))
			return s;
		if (s->code != NULL)
			*error = PCRE2_ERROR_NOMEMORY;
	}
	bounded_search_free(s);
	return NULL;
}

void
bounded_search_free(struct bounded_search *s)
{
	if (s == NULL)
		return;
	pcre2_jit_stack_free(s->stack);
	pcre2_match_context_free(s->context);
	pcre2_match_data_free(s->data);
	pcre2_code_free(s->code);
	pcre2_code_free(s->linear);
	free(s->text);
	free(s);
}

static enum bounded_found
answer(int found)
{
	if (found == PCRE2_ERROR_NOMATCH)
		return BOUNDED_NOT_FOUND;
	if (found == PCRE2_ERROR_NOMEMORY)
		return BOUNDED_NO_MEMORY;
	return found >= 0 ? BOUNDED_FOUND : BOUNDED_GIVEN_UP;
}

static enum bounded_found
follow_all(struct bounded_search *s, PCRE2_SPTR text, size_t len)
{
	int workspace[WORKSPACE], error = 0;
	size_t at;

	if (s->linear == NULL)
		s->linear = pcre2_compile((PCRE2_SPTR)s->text, s->len,
		    s->options | PCRE2_NO_AUTO_POSSESS, &error, &at, NULL);
	if (s->linear == NULL)
		return error == PCRE2_ERROR_HEAP_FAILED ? BOUNDED_NO_MEMORY
							: BOUNDED_GIVEN_UP;
	return answer(pcre2_dfa_match(s->linear, text, len, 0,
	    PCRE2_NO_UTF_CHECK | PCRE2_ANCHORED | PCRE2_DFA_SHORTEST, s->data,
	    s->context, workspace, WORKSPACE));
}

/* Whether the result says only that the bounds were too narrow. */
static bool
is_cut_short(int found)
{
	return found == PCRE2_ERROR_MATCHLIMIT || found == PCRE2_ERROR_DEPTHLIMIT ||
	       found == PCRE2_ERROR_HEAPLIMIT || found == PCRE2_ERROR_JIT_STACKLIMIT;
}

/* At how many places the search may begin: those of a short text need no bound. */
static uint64_t
count_places(const struct bounded_search *s, size_t len, uint64_t work)
{
	uint64_t places = len + (uint64_t)1;

	if (s->anchored || len < FEW_PLACES || work / places >= places)
		return places;
	return work / places > FEW_PLACES ? work / places : FEW_PLACES;
}

/* What a search took that found something, or nothing, at so many places. */
static void
charge(const struct bounded_search *s, uint64_t *work, int found, uint64_t places,
    size_t len)
{
	uint64_t cost = is_cut_short(found) ? len + (uint64_t)MATCH_LIMIT : len;

	if (s->anchored)
		places = 1;
	else if (found >= 0)
		places = pcre2_get_ovector_pointer(s->data)[0] + 1;
	if (__builtin_mul_overflow(cost, places, &cost) || cost > *work)
		cost = *work;
	*work -= cost;
}

enum bounded_found
bounded_search_find(struct bounded_search *s, struct span text, uint64_t *work)
{
	uint64_t own = BOUNDED_SEARCH_WORK, *left = work != NULL ? work : &own;
	PCRE2_SPTR at = (PCRE2_SPTR)(text.len > 0 ? text.at : "");
	uint64_t places = count_places(s, text.len, *left);
	bool everywhere = places > text.len;
	int found;

	if (!everywhere)
		pcre2_set_offset_limit(s->context, (size_t)places);
	found = (s->jit ? pcre2_jit_match : pcre2_match)(
	    s->code, at, text.len, 0, PCRE2_NO_UTF_CHECK, s->data, s->context);
	if (!everywhere)
		pcre2_set_offset_limit(s->context, PCRE2_UNSET);
	charge(s, left, found, places, text.len);
	if (!is_cut_short(found) && (everywhere || found != PCRE2_ERROR_NOMATCH))
		return answer(found);
	return follow_all(s, at, text.len);
}
