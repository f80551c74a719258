#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "formats/ecma_match.h"
#include "formats/ecma_pattern.h"
#include "formats/ecma_syntax.h"
#include "formats/pattern.h"
#include "text/utf8.h"

/*
 * No honest field needs more steps.  The stack of compiled patterns is widened
 * from 32 KiB, so that a long text alone is no reason to give up.
 */
enum { MATCH_LIMIT = 100000, STACK_START = 32 << 10, STACK_MOST = 1 << 20 };

struct pattern {
	pcre2_code *code; /* NULL: searched by ecma_match() */
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	bool jit;
	struct arena arena;
	struct ecma_tree tree;
	struct property *properties; /* of the tree, if there is no code */
};

/* What PCRE2 knows about one \p of a pattern. */
struct property {
	struct property *next;
	const struct ecma_item *item;
	pcre2_code *code;
	pcre2_match_data *data;
};

static pcre2_code *
compile_translated(const char *text, size_t len, int *error, size_t *at)
{
	PCRE2_SIZE offset = 0;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)text, len,
	    PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALLOW_EMPTY_CLASS |
		PCRE2_MATCH_UNSET_BACKREF,
	    error, &offset, NULL);

	*at = offset;
	return code;
}

/* Say where and why PCRE2 refuses what it was given. */
static void
describe(int error, size_t at, char why[PATTERN_FAULT_SIZE])
{
	PCRE2_UCHAR message[PATTERN_FAULT_SIZE - 32];

	pcre2_get_error_message(error, message, sizeof message);
	snprintf(why, PATTERN_FAULT_SIZE, "at byte %zu: %s", at, (char *)message);
}

static bool
add_property(struct pattern *p, const struct ecma_item *item, char why[])
{
	struct property *property = arena_take(&p->arena, sizeof *property);
	char *text = arena_print(&p->arena, "\\p{%s}",
	    strcmp(item->property, "Assigned") == 0 ? "^Cn" : item->property);
	int error;
	size_t at;

	if (property == NULL || text == NULL)
		return false;
	property->next = p->properties;
	p->properties = property;
	property->item = item;
	property->code = compile_translated(text, strlen(text), &error, &at);
	if (property->code == NULL) {
		describe(error, item->at, why);
		return false;
	}
	property->data = pcre2_match_data_create(1, NULL);
	return property->data != NULL;
}

static bool
add_properties(struct pattern *p, const struct ecma_node *node, char why[])
{
	for (const struct ecma_item *i = node->items; i != NULL; i = i->next)
		if (i->kind == ECMA_PROPERTY && !add_property(p, i, why))
			return false;
	for (const struct ecma_node *c = node->first; c != NULL; c = c->next)
		if (!add_properties(p, c, why))
			return false;
	return true;
}

static bool
has_property(void *context, const struct ecma_item *item, uint32_t c)
{
	const struct property *property = context;
	char text[4];
	size_t len = utf8_write(text, c);

	while (property->item != item)
		property = property->next;
	return (pcre2_match(property->code, (PCRE2_SPTR)text, len, 0,
		    PCRE2_NO_UTF_CHECK, property->data, NULL) > 0) != item->negative;
}

/* Compile what PCRE2 can search; *exact is false if it cannot. */
static bool
compile_tree(struct pattern *p, char why[PATTERN_FAULT_SIZE], bool *exact)
{
	struct ecma_translation t = ecma_pattern_translate(&p->tree);
	int error = 0;
	size_t at = 0;

	if (t.text == NULL)
		return false;
	p->code = compile_translated(t.text, t.len, &error, &at);
	*exact = error != PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH;
	if (p->code == NULL && *exact)
		describe(error, t.origins[at <= t.len ? at : t.len], why);
	ecma_pattern_free(&t);
	return p->code != NULL;
}

static bool
compile(struct pattern *p, struct span text, char why[PATTERN_FAULT_SIZE])
{
	struct ecma_fault fault;
	bool exact;

	if (!ecma_syntax_read(text, &p->arena, &p->tree, &fault)) {
		snprintf(
		    why, PATTERN_FAULT_SIZE, "at byte %zu: %s", fault.at, fault.why);
		return false;
	}
	exact = ecma_pattern_is_exact(&p->tree);
	if (exact && compile_tree(p, why, &exact))
		return true;
	return !exact && add_properties(p, p->tree.root, why);
}

static bool
prepare(struct pattern *p)
{
	if (p->code == NULL)
		return true;
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
	for (struct property *i = p->properties; i != NULL; i = i->next) {
		pcre2_match_data_free(i->data);
		pcre2_code_free(i->code);
	}
	arena_free(&p->arena);
	free(p);
}

bool
pattern_is_one(struct span text)
{
	struct arena arena = { NULL };
	struct ecma_tree tree;
	struct ecma_fault fault;
	bool holds = ecma_syntax_read(text, &arena, &tree, &fault);

	arena_free(&arena);
	return holds;
}

static enum pattern_result
search(const struct pattern *p, struct span text)
{
	switch (ecma_match(&p->tree, text, has_property, p->properties)) {
	case ECMA_FOUND:
		return PATTERN_MATCH;
	case ECMA_NOT_FOUND:
		return PATTERN_NO_MATCH;
	default:
		return PATTERN_TOO_LONG;
	}
}

enum pattern_result
pattern_match(const struct pattern *p, struct span text)
{
	PCRE2_SPTR at = (PCRE2_SPTR)text.at;
	int found;

	if (p->code == NULL)
		return search(p, text);
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
