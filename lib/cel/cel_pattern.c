#define PCRE2_CODE_UNIT_WIDTH 8

#include <stdlib.h>
#include <string.h>

#include <pcre2.h>

#include "cel/cel_pattern.h"

enum {
	MATCH_LIMIT = 100000,
	MAX_REPEAT = 1000, /* as in RE2 */
	MAX_PATTERN = 1000
};

struct cel_pattern {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
};

/* A pattern while its syntax is checked. */
struct reader {
	const char *at, *end;
	bool after_repeat; /* a repetition stands before, so no other may follow */
};

static bool
is_next(const struct reader *r, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(r->end - r->at) >= len && memcmp(r->at, text, len) == 0;
}

/* at is behind the backslash. */
static bool
read_escape(struct reader *r, bool in_class)
{
	if (r->at == r->end)
		return false;
	if (is_next(r, "Q")) {
		while (r->at < r->end && !is_next(r, "\\E"))
			r->at++;
		if (r->at < r->end)
			r->at += 2;
		return !in_class;
	}
	if ((*r->at >= '0' && *r->at <= '9') || (*r->at >= 'a' && *r->at <= 'z') ||
	    (*r->at >= 'A' && *r->at <= 'Z'))
		return strchr(in_class ? "0dDwWsSaftnrvxpP" : "0dDwWsSbBAzaftnrvxpP",
			   *r->at++) != NULL;
	r->at++;
	return true;
}

/* at is behind the opening bracket. */
static bool
read_class(struct reader *r)
{
	if (is_next(r, "^"))
		r->at++;
	if (is_next(r, "]"))
		r->at++;
	for (; r->at < r->end && *r->at != ']'; r->at++)
		if (*r->at == '\\') {
			r->at++;
			if (!read_escape(r, true))
				return false;
			r->at--;
		} else if (is_next(r, "[.") || is_next(r, "[=")) {
			return false;
		} else if (is_next(r, "[:")) {
			while (r->at < r->end && !is_next(r, ":]"))
				r->at++;
			if (r->at == r->end)
				return false;
			r->at++;
		}
	return r->at++ < r->end;
}

/* at is behind the opening parenthesis: (?:, (?flags), (?flags:, (?P<name>, (?<name>.
 */
static bool
read_group(struct reader *r)
{
	if (!is_next(r, "?"))
		return !is_next(r, "*");
	r->at++;
	if (is_next(r, "P<") ||
	    (is_next(r, "<") && !is_next(r, "<=") && !is_next(r, "<!")))
		return true;
	while (r->at < r->end && strchr("imsU-", *r->at) != NULL && *r->at != '\0')
		r->at++;
	return is_next(r, ":") || is_next(r, ")");
}

/* at is behind the opening brace, which is a letter if no repetition follows. */
static bool
read_counts(struct reader *r, bool *is_repeat)
{
	const char *at = r->at;
	unsigned count = 0, largest = 0;

	for (; at < r->end && ((*at >= '0' && *at <= '9') || *at == ','); at++) {
		count = *at == ',' ? 0 : count * 10 + (unsigned)(*at - '0');
		if (count > largest)
			largest = count;
		if (largest > MAX_REPEAT)
			return false;
	}
	*is_repeat = at < r->end && *at == '}' && at > r->at && *r->at != ',';
	if (*is_repeat)
		r->at = at + 1;
	return true;
}

static bool
read_repeat(struct reader *r, char mark)
{
	bool is_repeat = true;

	if (mark == '{' && !read_counts(r, &is_repeat))
		return false;
	if (!is_repeat)
		return true;
	if (r->after_repeat)
		return false;
	if (is_next(r, "?"))
		r->at++;
	r->after_repeat = true;
	return true;
}

static bool
is_re2(struct span text)
{
	struct reader r = { text.at, text.at + text.len, false };

	while (r.at < r.end) {
		char c = *r.at++;
		bool right = true, repeat = c != '\0' && strchr("*+?{", c) != NULL;

		if (repeat) {
			right = read_repeat(&r, c);
			if (right)
				continue;
		} else if (c == '\\') {
			right = read_escape(&r, false);
		} else if (c == '[') {
			right = read_class(&r);
		} else if (c == '(') {
			right = read_group(&r);
		}
		if (!right)
			return false;
		r.after_repeat = false;
	}
	return true;
}

/* False if memory ran out; p->code is NULL as well if the pattern is none. */
static bool
compile(struct cel_pattern *p, struct span text)
{
	int error = 0;
	size_t where;

	p->code = pcre2_compile((PCRE2_SPTR)(text.len > 0 ? text.at : ""), text.len,
	    PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY |
		PCRE2_NO_AUTO_CAPTURE,
	    &error, &where, NULL);
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
	if (text.len > MAX_PATTERN || !is_re2(text))
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
