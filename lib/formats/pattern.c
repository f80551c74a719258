#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "formats/bounded_search.h"
#include "formats/ecma_match.h"
#include "formats/ecma_pattern.h"
#include "formats/ecma_syntax.h"
#include "formats/pattern.h"
#include "text/utf8.h"

static const uint32_t options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY |
				PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF;

struct pattern {
	struct bounded_search *search; /* NULL: searched by ecma_match() */
	struct arena arena;
	struct ecma_tree tree;
	struct property *properties; /* of the tree, if PCRE2 does not search */
};

/* What PCRE2 knows about one \p of a pattern. */
struct property {
	struct property *next;
	const struct ecma_item *item;
	pcre2_code *code;
	pcre2_match_data *data;
};

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
	property->code =
	    pcre2_compile((PCRE2_SPTR)text, strlen(text), options, &error, &at, NULL);
	if (property->code == NULL) {
		describe(error, item->at, why);
		return false;
	}
	property->data = pcre2_match_data_create(1, NULL);
	/* What a match needs is kept for the next: later there is memory for each. */
	return property->data != NULL &&
	       pcre2_match(property->code, (PCRE2_SPTR) "a", 1, 0, 0, property->data,
		   NULL) != PCRE2_ERROR_NOMEMORY;
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
	p->search = bounded_search_new(
	    (struct span){ t.text, t.len }, options, true, &error, &at);
	*exact = error != PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH;
	if (p->search == NULL && *exact)
		describe(error, t.origins[at <= t.len ? at : t.len], why);
	ecma_pattern_free(&t);
	return p->search != NULL;
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

struct pattern *
pattern_new(struct span text, char why[PATTERN_FAULT_SIZE])
{
	struct pattern *p = calloc(1, sizeof *p);

	snprintf(why, PATTERN_FAULT_SIZE, "no memory");
	if (p != NULL && compile(p, text, why))
		return p;
	pattern_free(p);
	return NULL;
}

void
pattern_free(struct pattern *p)
{
	if (p == NULL)
		return;
	bounded_search_free(p->search);
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
search(const struct pattern *p, struct span text, uint64_t *work)
{
	switch (ecma_match(&p->tree, text, has_property, p->properties, work)) {
	case ECMA_FOUND:
		return PATTERN_MATCH;
	case ECMA_NOT_FOUND:
		return PATTERN_NO_MATCH;
	case ECMA_NO_MEMORY:
		return PATTERN_NO_MEMORY;
	default:
		return PATTERN_TOO_LONG;
	}
}

enum pattern_result
pattern_match(const struct pattern *p, struct span text, uint64_t *work)
{
	if (text.at == NULL) /* no text at all is an empty one */
		text.at = "";
	if (p->search == NULL)
		return search(p, text, work);
	switch (bounded_search_find(p->search, text, work)) {
	case BOUNDED_FOUND:
		return PATTERN_MATCH;
	case BOUNDED_NOT_FOUND:
		return PATTERN_NO_MATCH;
	case BOUNDED_NO_MEMORY:
		return PATTERN_NO_MEMORY;
	default:
		return PATTERN_TOO_LONG;
	}
}
