#define PCRE2_CODE_UNIT_WIDTH 8

#include <stdlib.h>
#include <string.h>

#include <pcre2.h>

#include "cel/cel_pattern.h"
#include "cel/re2_syntax.h"

enum { MATCH_LIMIT = 100000, MAX_PATTERN = 1000 };

struct cel_pattern {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
};

/* False if memory ran out; p->code is NULL as well if the pattern is none. */
static bool
compile(struct cel_pattern *p, struct span text)
{
	char *translated = malloc(text.len * RE2_LONGEST + 1);
	int error = 0;
	size_t where, len;

	if (translated == NULL)
		return false;
	if (re2_translate(text, translated, &len))
		p->code = pcre2_compile((PCRE2_SPTR)translated, len,
		    PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY |
			PCRE2_ALT_CIRCUMFLEX | PCRE2_NO_AUTO_CAPTURE,
		    &error, &where, NULL);
	free(translated);
	if (p->code == NULL)
		return error != PCRE2_ERROR_HEAP_FAILED;
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
	free(p);
}

enum cel_match
cel_pattern_find(const struct cel_pattern *p, struct span text)
{
	int found = pcre2_match(p->code, (PCRE2_SPTR)(text.len > 0 ? text.at : ""),
	    text.len, 0, PCRE2_NO_UTF_CHECK, p->data, p->context);

	if (found == PCRE2_ERROR_NOMATCH)
		return CEL_NO_MATCH;
	if (found == PCRE2_ERROR_NOMEMORY)
		return CEL_MATCH_NO_MEMORY;
	return found >= 0 ? CEL_MATCH : CEL_MATCH_GIVEN_UP;
}
