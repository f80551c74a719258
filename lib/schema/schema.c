#include <stdio.h>
#include <stdlib.h>

#include "schema/schema.h"
#include "schema/schema_compiler.h"
#include "schema/schema_few.h"
#include "schema/schema_run.h"

/* Where and why the text is not JSON. */
static char *
describe_fault(struct span text, size_t at, const char *fault)
{
	static const char form[] = "line %zu, column %zu: %s";
	size_t line = 1, column = 1;
	char *why;
	int len;

	for (size_t i = 0; i < at; i++) {
		line += text.at[i] == '\n';
		column = text.at[i] == '\n' ? 1 : column + 1;
	}
	len = snprintf(NULL, 0, form, line, column, fault);
	why = len > 0 ? malloc((size_t)len + 1) : NULL;
	if (why != NULL)
		snprintf(why, (size_t)len + 1, form, line, column, fault);
	return why;
}

struct schema *
schema_new(struct span text, const struct schema_options *options, char **why)
{
	struct schema *s = calloc(1, sizeof *s);
	const char *fault;
	size_t at;

	*why = NULL;
	if (s == NULL || (s->documents = calloc(1, sizeof *s->documents)) == NULL) {
		schema_free(s);
		return NULL;
	}
	s->formats = options->formats;
	fault = schema_document_read(s->documents, text, &at);
	if (fault == NULL && schema_compiler_compile(s, options, why) &&
	    schema_few_make(s))
		return s;
	if (fault != NULL)
		*why = describe_fault(text, at, fault);
	schema_free(s);
	return NULL;
}

void
schema_free(struct schema *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->pattern_count; i++)
		pattern_free(s->patterns[i]);
	free(s->patterns);
	schema_few_free(s);
	free(s->seen);
	free(s->marks);
	writer_free(&s->way);
	arena_free(&s->arena);
	while (s->documents != NULL) {
		struct schema_document *next = s->documents->next;

		schema_document_free(s->documents);
		s->documents = next;
	}
	free(s);
}

/* A value that is compared with others is a list or object least of all. */
static bool
asks_inside(const struct node *node)
{
	while (node->same_as != NULL)
		node = node->same_as;
	for (uint32_t i = node->begin[GROUP_ANY]; i < node->begin[GROUP_ANY + 1]; i++)
		if (node->checks[i].kind != CHECK_VALUES)
			return true;
	return node->begin[GROUP_ARRAY] < node->begin[GROUP_OBJECT + 1];
}

static bool
members_ask_inside(const struct members *m)
{
	for (size_t i = 0; i < m->named.count; i++)
		if (m->named.items[i].node != NULL &&
		    asks_inside(m->named.items[i].node))
			return true;
	for (size_t i = 0; i < m->pattern_count; i++)
		if (asks_inside(m->patterns[i].node))
			return true;
	return m->additional != NULL && asks_inside(m->additional);
}

bool
schema_looks_inside(const struct schema *s)
{
	const struct node *root = s->root;

	while (root->same_as != NULL)
		root = root->same_as;
	if (root->begin[GROUP_ANY] < root->begin[GROUP_ANY + 1])
		return true;
	for (uint32_t i = root->begin[GROUP_OBJECT]; i < root->begin[GROUP_OBJECT + 1];
	     i++)
		if (root->checks[i].kind != CHECK_MEMBERS ||
		    members_ask_inside(root->checks[i].with.members))
			return true;
	return false;
}

enum schema_verdict
schema_validate(struct schema *s, struct record *record, const struct value *v,
    struct findings *findings)
{
	bool no_memory = false, holds;

	holds = schema_run(s, record, v, findings, &no_memory);
	if (no_memory || (findings != NULL && findings->no_memory))
		return SCHEMA_NO_MEMORY;
	return holds ? SCHEMA_HOLDS : SCHEMA_BROKEN;
}
