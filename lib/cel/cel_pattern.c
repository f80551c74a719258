#define PCRE2_CODE_UNIT_WIDTH 8

#include <stdlib.h>
#include <string.h>

#include <pcre2.h>

#include "cel/cel_pattern.h"
#include "cel/re2_syntax.h"

/*
 * PCRE2 tries one way after the other, at each place of the text: at most MATCH_LIMIT
 * steps at one place, and so many places that they and the length of the text make
 * PLACES_BY_LENGTH.  A search that needs more follows all ways at once, as RE2 does:
 * then the time grows with the length alone.  WORKSPACE bounds how many ways there are.
 */
enum {
	MATCH_LIMIT = 1000,
	PLACES_BY_LENGTH = 10000000,
	WORKSPACE = 1200,
	MAX_PATTERN = 1000
};

static const char from_anywhere[] = "(?s:.*?)(?:", end[] = ")";

struct cel_pattern {
	char *text; /* from_anywhere, what PCRE2 reads, end */
	size_t len; /* of what PCRE2 reads */
	pcre2_code *code;
	pcre2_code *linear; /* of all of the text; NULL: not needed yet */
	pcre2_match_data *data;
	pcre2_match_context *context;
};

static pcre2_code *
compile_text(const char *text, size_t len, uint32_t options, int *error)
{
	size_t where;

	return pcre2_compile((PCRE2_SPTR)text, len,
	    PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY |
		PCRE2_ALT_CIRCUMFLEX | PCRE2_NO_AUTO_CAPTURE | options,
	    error, &where, NULL);
}

/* False if memory ran out; p->code is NULL as well if the pattern is none. */
static bool
compile(struct cel_pattern *p, struct span text)
{
	size_t before = sizeof from_anywhere - 1;
	int error = 0;

	p->text = malloc(before + text.len * RE2_LONGEST + sizeof end);
	if (p->text == NULL)
		return false;
	memcpy(p->text, from_anywhere, before);
	if (re2_translate(text, p->text + before, &p->len))
		p->code = compile_text(
		    p->text + before, p->len, PCRE2_USE_OFFSET_LIMIT, &error);
	if (p->code == NULL)
		return error != PCRE2_ERROR_HEAP_FAILED;
	memcpy(p->text + before + p->len, end, sizeof end);
	p->data = pcre2_match_data_create(1, NULL);
	p->context = pcre2_match_context_create(NULL);
	return p->data != NULL && p->context != NULL;
}

struct cel_pattern *
cel_pattern_new(struct span text, enum cel_fault *fault)
{
	struct cel_pattern *p;

	*fault = CEL_FAULT_PATTERN;
	if (text.len > MAX_PATTERN)
		return NULL;
	p = calloc(1, sizeof *p);
	if (p == NULL || !compile(p, text))
		*fault = CEL_FAULT_MEMORY;
	else if (p->code != NULL) {
		pcre2_set_match_limit(p->context, MATCH_LIMIT);
		pcre2_set_depth_limit(p->context, MATCH_LIMIT);
		*fault = CEL_FAULT_NONE;
		return p;
	}
	cel_pattern_free(p);
	return NULL;
}

void
cel_pattern_free(struct cel_pattern *p)
{
	if (p == NULL)
		return;
	pcre2_match_context_free(p->context);
	pcre2_match_data_free(p->data);
	pcre2_code_free(p->code);
	pcre2_code_free(p->linear);
	free(p->text);
	free(p);
}

static enum cel_match
answer(int found)
{
	if (found == PCRE2_ERROR_NOMATCH)
		return CEL_NO_MATCH;
	if (found == PCRE2_ERROR_NOMEMORY)
		return CEL_MATCH_NO_MEMORY;
	return found >= 0 ? CEL_MATCH : CEL_MATCH_GIVEN_UP;
}

static enum cel_match
find_in_linear_time(struct cel_pattern *p, PCRE2_SPTR text, size_t len)
{
	int workspace[WORKSPACE], error = 0;

	if (p->linear == NULL)
		p->linear = compile_text(p->text,
		    sizeof from_anywhere - 1 + p->len + sizeof end - 1,
		    PCRE2_NO_AUTO_POSSESS, &error);
	if (p->linear == NULL)
		return error == PCRE2_ERROR_HEAP_FAILED ? CEL_MATCH_NO_MEMORY
							: CEL_MATCH_GIVEN_UP;
	return answer(pcre2_dfa_match(p->linear, text, len, 0,
	    PCRE2_NO_UTF_CHECK | PCRE2_ANCHORED | PCRE2_DFA_SHORTEST, p->data,
	    p->context, workspace, WORKSPACE));
}

enum cel_match
cel_pattern_find(struct cel_pattern *p, struct span text)
{
	PCRE2_SPTR at = (PCRE2_SPTR)(text.len > 0 ? text.at : "");
	size_t places = PLACES_BY_LENGTH / (text.len + 1);
	int found;

	pcre2_set_offset_limit(p->context, places < text.len ? places : PCRE2_UNSET);
	found = pcre2_match(
	    p->code, at, text.len, 0, PCRE2_NO_UTF_CHECK, p->data, p->context);
	if ((found == PCRE2_ERROR_NOMATCH && places >= text.len) ||
	    (found != PCRE2_ERROR_NOMATCH && found != PCRE2_ERROR_MATCHLIMIT &&
		found != PCRE2_ERROR_DEPTHLIMIT && found != PCRE2_ERROR_HEAPLIMIT))
		return answer(found);
	pcre2_set_offset_limit(p->context, PCRE2_UNSET);
	return find_in_linear_time(p, at, text.len);
}
