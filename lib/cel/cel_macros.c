#include <string.h>

#include "cel/cel_macros.h"

enum macro_form {
	MACRO_RANGE, /* range.name(variable, ...) */
	MACRO_PAIR,  /* range.name(key, value, ...) */
	MACRO_BIND,  /* cel.bind(variable, value, body) */
	MACRO_HAS,   /* has(operand.field) */
};

static const struct macro {
	const char *name;
	uint8_t arguments; /* without the receiver */
	uint8_t form;      /* enum macro_form */
	uint8_t node;      /* enum cel_node_kind */
} macros[] = {
	{ "all", 2, MACRO_RANGE, NODE_ALL },
	{ "exists", 2, MACRO_RANGE, NODE_EXISTS },
	{ "exists_one", 2, MACRO_RANGE, NODE_EXISTS_ONE },
	{ "existsOne", 2, MACRO_RANGE, NODE_EXISTS_ONE },
	{ "filter", 2, MACRO_RANGE, NODE_FILTER },
	{ "map", 2, MACRO_RANGE, NODE_TRANSFORM_LIST },
	{ "map", 3, MACRO_RANGE, NODE_TRANSFORM_LIST },
	{ "all", 3, MACRO_PAIR, NODE_ALL },
	{ "exists", 3, MACRO_PAIR, NODE_EXISTS },
	{ "exists_one", 3, MACRO_PAIR, NODE_EXISTS_ONE },
	{ "existsOne", 3, MACRO_PAIR, NODE_EXISTS_ONE },
	{ "transformList", 3, MACRO_PAIR, NODE_TRANSFORM_LIST },
	{ "transformList", 4, MACRO_PAIR, NODE_TRANSFORM_LIST },
	{ "transformMap", 3, MACRO_PAIR, NODE_TRANSFORM_MAP },
	{ "transformMap", 4, MACRO_PAIR, NODE_TRANSFORM_MAP },
	{ "optMap", 2, MACRO_RANGE, NODE_OPTIONAL_MAP },
	{ "optFlatMap", 2, MACRO_RANGE, NODE_OPTIONAL_FLAT_MAP },
	{ "bind", 3, MACRO_BIND, NODE_BIND },
	{ "has", 1, MACRO_HAS, NODE_HAS },
};

static const struct macro *
find_macro(const struct cel_node *call, uint32_t count)
{
	uint32_t arguments = count - call->method;

	for (size_t i = 0; i < sizeof macros / sizeof *macros; i++)
		if (macros[i].arguments == arguments &&
		    (macros[i].form == MACRO_HAS) != call->method &&
		    span_is(call->name, macros[i].name))
			return &macros[i];
	return NULL;
}

bool
cel_is_macro(struct span name, bool method)
{
	for (size_t i = 0; i < sizeof macros / sizeof *macros; i++)
		if ((macros[i].form == MACRO_HAS) != method &&
		    macros[i].form != MACRO_BIND && span_is(name, macros[i].name))
			return true;
	return false;
}

/* Take children[1] out, a simple name, as a variable of the macro. */
static const char *
take_variable(struct cel_program *p, struct span *variable, uint32_t *children,
    uint32_t *count, size_t *at)
{
	const struct cel_node *node = &p->nodes[children[1]];

	*at = node->at;
	if (node->kind != NODE_NAME || node->rooted)
		return "the variable of a macro is a simple name";
	*variable = node->name;
	memmove(&children[1], &children[2], (*count - 2) * sizeof *children);
	--*count;
	return NULL;
}

static const char *
expand_has(
    struct cel_program *p, struct cel_node *call, uint32_t **children, size_t *at)
{
	const struct cel_node *operand = &p->nodes[**children];

	*at = operand->at;
	call->kind = NODE_HAS;
	call->name = operand->name;
	/* has(field), an addition: the checker knows whether it is one. */
	if (operand->kind == NODE_NAME)
		return NULL;
	if (operand->kind != NODE_SELECT || operand->optional)
		return "has() asks for a field, as in has(scores.math)";
	**children = p->children[operand->first];
	return NULL;
}

const char *
cel_expand_macro(struct cel_program *p, struct cel_node *call, uint32_t **children,
    uint32_t *count, size_t *at)
{
	const struct macro *macro = find_macro(call, *count);
	const char *why;

	if (macro == NULL)
		return NULL;
	if (macro->form == MACRO_HAS)
		return expand_has(p, call, children, at);
	if (macro->form == MACRO_BIND) {
		const struct cel_node *receiver = &p->nodes[**children];

		if (receiver->kind != NODE_NAME || !span_is(receiver->name, "cel"))
			return NULL;
	}
	why = take_variable(p, &call->name, *children, count, at);
	if (why == NULL && macro->form == MACRO_PAIR)
		why = take_variable(p, &call->second, *children, count, at);
	call->pair = macro->form == MACRO_PAIR;
	if (why == NULL && call->pair && span_same(call->name, call->second))
		why = "the two variables of a macro have one name";
	if (macro->form == MACRO_BIND) {
		++*children; /* "cel" itself */
		--*count;
	}
	call->kind = macro->node;
	return why;
}
