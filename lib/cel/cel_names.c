#include "cel/cel_names.h"
#include "record/path.h"

void
checker_complain(
    struct checker *c, struct cel_node *node, enum cel_fault fault, const char *why)
{
	if (!c->scope->unchecked && c->complaint.why == NULL)
		c->complaint = (struct cel_complaint){ .at = node->at,
			.why = why != NULL ? why : cel_fault_reason(fault) };
	cel_release_node(node);
	node->kind = NODE_FAULT;
	node->type = CEL_DYN;
	node->constant = cel_error(fault);
}

/* Whole characters, and none that would break a line. */
static void
copy_name(char what[EXPRESSION_WHAT], struct span name)
{
	size_t len = name.len < EXPRESSION_WHAT ? name.len : EXPRESSION_WHAT - 1;

	while (
	    len < name.len && len > 0 && ((unsigned char)name.at[len] & 0xC0) == 0x80)
		len--;
	for (size_t i = 0; i < len; i++)
		what[i] = (char)((unsigned char)name.at[i] < ' ' || name.at[i] == 0x7F
				     ? '?'
				     : name.at[i]);
	what[len] = '\0';
}

void
checker_complain_of(struct checker *c, struct cel_node *node, enum cel_fault fault,
    const char *why, struct span name)
{
	bool first = c->complaint.why == NULL;

	checker_complain(c, node, fault, why);
	if (first && c->complaint.why != NULL)
		copy_name(c->complaint.what, name);
}

void
checker_make_constant(struct cel_node *node, struct cel_value value)
{
	node->kind = NODE_CONSTANT;
	node->type = value.kind;
	node->constant = value;
	node->count = 0;
}

static const struct local *
find_local(const struct local *locals, struct span name)
{
	for (; locals != NULL; locals = locals->outer)
		if (span_same(locals->name, name))
			return locals;
	return NULL;
}

bool
checker_is_chain(const struct cel_program *p, const struct cel_node *node,
    const struct local *locals)
{
	for (; node->kind == NODE_SELECT && !node->optional;
	     node = cel_child(p, node, 0))
		if (node->name.at > p->text && node->name.at[-1] == '`')
			return false;
	return node->kind == NODE_NAME &&
	       (node->rooted || find_local(locals, node->name) == NULL);
}

/* Take the last name off the end of a dotted one; false if it is not there. */
static bool
take_last(struct span *dotted, struct span name)
{
	if (dotted->len < name.len ||
	    memcmp(dotted->at + dotted->len - name.len, name.at, name.len) != 0)
		return false;
	dotted->len -= name.len;
	return true;
}

/* Whether the chain is the dotted name. */
static bool
is_dotted(const struct cel_program *p, const struct cel_node *node, struct span dotted)
{
	for (; node->kind == NODE_SELECT; node = cel_child(p, node, 0))
		if (!take_last(&dotted, node->name) ||
		    !take_last(&dotted, (struct span){ ".", 1 }))
			return false;
	return span_same(node->name, dotted);
}

static const struct expression_variable *
find_variable(const struct checker *c, const struct cel_node *node, uint32_t *slot)
{
	for (*slot = 0; *slot < c->scope->count; ++*slot) {
		const struct expression_variable *v = &c->scope->variables[*slot];

		if (is_dotted(
			c->program, node, (struct span){ v->name, strlen(v->name) }))
			return v;
	}
	return NULL;
}

/* CEL_ERROR if no type has the name. */
static enum cel_kind
find_type(const struct checker *c, const struct cel_node *node)
{
	for (int kind = CEL_NULL; kind < CEL_KINDS; kind++) {
		const char *name = cel_type_name((enum cel_kind)kind);

		if (is_dotted(c->program, node, (struct span){ name, strlen(name) }))
			return (enum cel_kind)kind;
	}
	return CEL_ERROR;
}

bool
checker_is_type(
    const struct checker *c, const struct cel_node *node, const struct local *locals)
{
	uint32_t slot;

	return checker_is_chain(c->program, node, locals) &&
	       find_variable(c, node, &slot) == NULL && find_type(c, node) != CEL_ERROR;
}

/* A record with a field of this name makes the name ambiguous. */
static void
note_variable(struct checker *c, const struct cel_node *node, const char *name)
{
	struct cel_program *p = c->program;
	struct cel_shadow *shadow;

	for (shadow = p->shadows; shadow != NULL; shadow = shadow->next)
		if (strcmp(shadow->name, name) == 0)
			return;
	shadow = arena_take(&p->memory, sizeof *shadow);
	if (shadow != NULL)
		shadow->name = arena_text(&p->memory, name, strlen(name));
	if (shadow == NULL || shadow->name == NULL) {
		c->complaint = (struct cel_complaint){ .why = "no memory" };
		return;
	}
	shadow->at = node->at;
	shadow->next = p->shadows;
	p->shadows = shadow;
}

bool
checker_resolve_chain(
    struct checker *c, struct cel_node *node, const struct local *locals)
{
	const struct expression_variable *v;
	enum cel_kind type;
	uint32_t slot;

	if (!checker_is_chain(c->program, node, locals))
		return false;
	v = find_variable(c, node, &slot);
	type = v == NULL && c->types ? find_type(c, node) : CEL_ERROR;
	if (v == NULL && type == CEL_ERROR)
		return false;
	if (v != NULL && c->scope->fields && v->source != EXPRESSION_VALUE)
		note_variable(c, node, v->name);
	if (v == NULL) {
		checker_make_constant(node, cel_type(type));
	} else if (v->source == EXPRESSION_CONSTANT) {
		checker_make_constant(node, v->constant->value);
	} else {
		node->kind = NODE_VARIABLE;
		node->type =
		    v->source == EXPRESSION_RECORD ? (uint8_t)CEL_MAP : CEL_DYN;
		node->slot = slot;
		node->count = 0;
	}
	return true;
}

bool
checker_make_field(
    struct checker *c, struct cel_node *node, const char *operand, uint32_t slot)
{
	size_t outer = strlen(operand), len = outer;
	char *text = arena_take(&c->program->memory, outer + 2 * node->name.len + 2);
	const char *why;
	struct path *path;

	if (text == NULL)
		return false;
	memcpy(text, operand, outer);
	text[len++] = '/';
	for (size_t i = 0; i < node->name.len; i++) {
		char byte = node->name.at[i];

		text[len++] = byte == '~' || byte == '/' ? '~' : byte;
		if (byte == '~' || byte == '/')
			text[len++] = byte == '~' ? '0' : '1';
	}
	path = path_new(text, &why);
	if (path == NULL)
		return false;
	node->kind = NODE_FIELD;
	node->path = path;
	node->slot = slot;
	return true;
}

void
checker_resolve_name(
    struct checker *c, struct cel_node *node, const struct local *locals)
{
	const struct local *local =
	    node->rooted ? NULL : find_local(locals, node->name);

	if (local != NULL) {
		node->kind = NODE_LOCAL;
		node->slot = local->slot;
	} else if (!checker_resolve_chain(c, node, locals)) {
		if (!c->scope->fields || !checker_make_field(c, node, "", 0))
			checker_complain(c, node, CEL_FAULT_UNKNOWN_NAME, NULL);
	}
}
