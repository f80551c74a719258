#define PCRE2_CODE_UNIT_WIDTH 8

#include <stdlib.h>

#include <pcre2.h>

#include "cel/cel_pattern.h"
#include "cel/re2_syntax.h"
#include "formats/bounded_search.h"

enum { MAX_PATTERN = 1000 };

struct cel_pattern {
	struct bounded_search *search;
};

static struct bounded_search *
compile(struct span text, enum cel_fault *fault)
{
	char *translated = malloc(text.len * RE2_LONGEST + 1);
	struct bounded_search *search = NULL;
	int error = 0;
	size_t len, at;

	*fault = CEL_FAULT_MEMORY;
	if (translated == NULL)
		return NULL;
	if (re2_translate(text, translated, &len))
		search = bounded_search_new((struct span){ translated, len },
		    PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY |
			PCRE2_ALT_CIRCUMFLEX | PCRE2_NO_AUTO_CAPTURE,
		    false, &error, &at);
	free(translated);
	if (error != PCRE2_ERROR_NOMEMORY)
		*fault = search != NULL ? CEL_FAULT_NONE : CEL_FAULT_PATTERN;
	return search;
}

struct cel_pattern *
cel_pattern_new(struct span text, enum cel_fault *fault)
{
	struct cel_pattern *p;

	*fault = CEL_FAULT_PATTERN;
	if (text.len > MAX_PATTERN)
		return NULL;
	p = calloc(1, sizeof *p);
	*fault = CEL_FAULT_MEMORY;
	if (p != NULL && (p->search = compile(text, fault)) != NULL)
		return p;
	cel_pattern_free(p);
	return NULL;
}

void
cel_pattern_free(struct cel_pattern *p)
{
	if (p == NULL)
		return;
	bounded_search_free(p->search);
	free(p);
}

enum cel_match
cel_pattern_find(struct cel_pattern *p, struct span text, uint64_t *work)
{
	static const enum cel_match matches[] = {
		[BOUNDED_NOT_FOUND] = CEL_NO_MATCH,
		[BOUNDED_FOUND] = CEL_MATCH,
		[BOUNDED_GIVEN_UP] = CEL_MATCH_GIVEN_UP,
		[BOUNDED_NO_MEMORY] = CEL_MATCH_NO_MEMORY,
	};

	return matches[bounded_search_find(p->search, text, work)];
}
