#include <stdio.h>
#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "formats/ecma_pattern.h"
#include "formats/pattern.h"

/*
 * No honest field needs more steps.  The stack of compiled patterns is widened
 * from 32 KiB, so that a long text alone is no reason to give up.
 */
enum { MATCH_LIMIT = 100000, STACK_START = 32 << 10, STACK_MOST = 1 << 20 };

struct pattern {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	bool jit;
};

static pcre2_code *
compile_translated(const char *text, size_t len, int *error)
{
	PCRE2_SIZE at;

	return pcre2_compile((PCRE2_SPTR)text, len,
	    PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALLOW_EMPTY_CLASS |
		PCRE2_MATCH_UNSET_BACKREF,
	    error, &at, NULL);
}

static bool
compile(struct pattern *p, struct span text, char why[PATTERN_FAULT_SIZE])
{
	struct ecma_fault fault;
	PCRE2_UCHAR message[PATTERN_FAULT_SIZE - 32];
	int error;
	size_t len;
	char *translated = ecma_pattern(text, &len, &fault);

	if (translated == NULL) {
		snprintf(
		    why, PATTERN_FAULT_SIZE, "at byte %zu: %s", fault.at, fault.why);
		return false;
	}
	p->code = compile_translated(translated, len, &error);
	free(translated);
	if (p->code == NULL) {
		pcre2_get_error_message(error, message, sizeof message);
		snprintf(why, PATTERN_FAULT_SIZE, "%s", (char *)message);
	}
	return p->code != NULL;
}

static bool
prepare(struct pattern *p)
{
	p->data = pcre2_match_data_create(1, NULL);
	p->context = pcre2_match_context_create(NULL);
	if (p->data == NULL || p->context == NULL)
		return false;
	pcre2_set_match_limit(p->context, MATCH_LIMIT);
	p->jit = pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE) == 0;
	if (p->jit) {
		p->stack = pcre2_jit_stack_create(STACK_START, STACK_MOST, NULL);
		if (p->stack == NULL)
			return false;
		pcre2_jit_stack_assign(p->context, NULL, p->stack);
	}
	return true;
}

struct pattern *
pattern_new(struct span text, char why[PATTERN_FAULT_SIZE])
{
	struct pattern *p = calloc(1, sizeof *p);

	snprintf(why, PATTERN_FAULT_SIZE, "no memory");
	if (p != NULL && compile(p, text, why) && prepare(p))
		return p;
	pattern_free(p);
	return NULL;
}

void
pattern_free(struct pattern *p)
{
	if (p == NULL)
		return;
	pcre2_jit_stack_free(p->stack);
	pcre2_match_context_free(p->context);
	pcre2_match_data_free(p->data);
	pcre2_code_free(p->code);
	free(p);
}

bool
pattern_is_one(struct span text)
{
	struct ecma_fault fault;
	char *translated;
	pcre2_code *code;
	int error = 0;
	size_t len;

	translated = ecma_pattern(text, &len, &fault);
	if (translated == NULL)
		return false;
	code = compile_translated(translated, len, &error);
	free(translated);
	pcre2_code_free(code);
	return code != NULL || error == PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH;
}

enum pattern_result
pattern_match(const struct pattern *p, struct span text)
{
	PCRE2_SPTR at = (PCRE2_SPTR)text.at;
	int found;

	/* The record is known to be UTF-8; a check would cost more than the match. */
	if (p->jit)
		found = pcre2_jit_match(
		    p->code, at, text.len, 0, PCRE2_NO_UTF_CHECK, p->data, p->context);
	else
		found = pcre2_match(
		    p->code, at, text.len, 0, PCRE2_NO_UTF_CHECK, p->data, p->context);
	if (found == PCRE2_ERROR_NOMATCH)
		return PATTERN_NO_MATCH;
	return found < 0 ? PATTERN_TOO_LONG : PATTERN_MATCH;
}
