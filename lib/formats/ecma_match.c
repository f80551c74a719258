#include <stdlib.h>
#include <string.h>

#include "formats/bounded_search.h"
#include "formats/ecma_match.h"
#include "formats/ecma_pattern.h"
#include "memory/array.h"
#include "text/utf8.h"

/*
 * Limits on the steps and on the stack.  A step takes as long as WORK_OF_STEP of
 * bounded_search.h; where no work is left there are FEW_STEPS.
 */
enum { MOST_STEPS = 1000000, FEW_STEPS = 1000, WORK_OF_STEP = 20, MOST_NESTED = 5000 };

/* What a group matched; at is NULL if it did not take part. */
struct change {
	uint32_t group;
	struct span before;
};

struct search {
	const struct ecma_tree *tree;
	const char *start, *end;
	struct span *groups;
	struct change *changes; /* what to undo, in order */
	size_t change_count, change_room;
	size_t steps, most_steps, nested;
	bool given_up, no_memory;
	bool (*has_property)(void *, const struct ecma_item *, uint32_t);
	void *context;
};

/* What is to be matched after a node: a continuation. */
struct then {
	enum { THEN_FOUND, THEN_SIBLINGS, THEN_CLOSE, THEN_REPEAT } kind;
	const struct ecma_node
	    *node;          /* the sibling before, the group, the repetition */
	const char *at;     /* where the group or the repetition began */
	size_t least, most; /* of the repetition, still */
	bool behind;
	const struct then *then;
};

static bool match(struct search *, const struct ecma_node *, const char *at, bool,
    const struct then *);

static bool
give_up(struct search *s)
{
	s->given_up = true;
	return false;
}

static bool
set_group(struct search *s, uint32_t group, struct span to)
{
	if (!array_reserve(&s->changes, &s->change_room, s->change_count + 1,
		sizeof *s->changes)) {
		s->no_memory = true;
		return give_up(s);
	}
	s->changes[s->change_count++] = (struct change){ group, s->groups[group] };
	s->groups[group] = to;
	return true;
}

static void
undo(struct search *s, size_t to)
{
	while (s->change_count > to) {
		const struct change *c = &s->changes[--s->change_count];

		s->groups[c->group] = c->before;
	}
}

/* Read the character after, or before, a place, which is moved. */
static bool
step(const struct search *s, const char **at, bool behind, uint32_t *c)
{
	const char *from = *at;

	if (!behind) {
		if (*at == s->end)
			return false;
		*at += utf8_read(*at, s->end, c);
		return *at > from;
	}
	if (*at == s->start)
		return false;
	do
		--*at;
	while (*at > s->start && ((unsigned char)**at & 0xc0) == 0x80);
	return utf8_read(*at, s->end, c) > 0;
}

static bool
class_has(const struct search *s, const struct ecma_node *node, uint32_t c)
{
	for (const struct ecma_item *i = node->items; i != NULL; i = i->next)
		if (i->kind == ECMA_PROPERTY ? s->has_property(s->context, i, c)
					     : ecma_pattern_item_has(i, c))
			return !node->negative;
	return node->negative;
}

static bool
character_holds(const struct search *s, const struct ecma_node *node, uint32_t c)
{
	switch (node->kind) {
	case ECMA_CHARACTER:
		return c == node->character;
	case ECMA_ANY:
		return !ecma_pattern_is_line_end(c);
	default:
		return class_has(s, node, c);
	}
}

static bool
is_word(const struct search *s, const char *at, bool behind)
{
	static const struct ecma_item word = { .kind = ECMA_WORD };
	uint32_t c;

	return step(s, &at, behind, &c) && ecma_pattern_item_has(&word, c);
}

static bool run(struct search *, const char *at, const struct then *);

/* The first child of a sequence in the direction of reading, and those after it. */
static bool
run_sibling(struct search *s, const struct ecma_node *child, const char *at,
    bool behind, const struct then *then)
{
	struct then rest = {
		.kind = THEN_SIBLINGS, .node = child, .behind = behind, .then = then
	};

	if (child == NULL)
		return run(s, at, then);
	if ((behind ? child->before : child->next) == NULL)
		return match(s, child, at, behind, then);
	return match(s, child, at, behind, &rest);
}

/* RepeatMatcher, 22.2.2.3.1 */
static bool
repeat(struct search *s, const struct ecma_node *node, size_t least, size_t most,
    const char *at, bool behind, const struct then *then)
{
	struct then again = { .kind = THEN_REPEAT,
		.node = node,
		.at = at,
		.least = least,
		.most = most,
		.behind = behind,
		.then = then };
	size_t before = s->change_count;

	if (most == 0)
		return run(s, at, then);
	if (least == 0 && node->lazy && run(s, at, then))
		return true;
	if (s->given_up)
		return false;
	for (uint32_t g = node->groups_before + 1; g <= node->groups_end; g++)
		if (s->groups[g].at != NULL &&
		    !set_group(s, g, (struct span){ NULL, 0 }))
			return false;
	if (match(s, node->first, at, behind, &again))
		return true;
	undo(s, before);
	return least == 0 && !node->lazy && !s->given_up && run(s, at, then);
}

/* What an assertion has found stays; it is not searched a second time. */
static bool
look(struct search *s, const struct ecma_node *node, const char *at, bool behind,
    const struct then *then)
{
	static const struct then found = { .kind = THEN_FOUND };
	size_t before = s->change_count;
	bool holds = match(s, node->first, at, node->behind, &found);

	(void)behind;
	if (s->given_up)
		return false;
	if (node->negative)
		undo(s, before);
	if (holds != node->negative && run(s, at, then))
		return true;
	undo(s, before);
	return false;
}

static bool
refer(struct search *s, const struct ecma_node *node, const char *at, bool behind,
    const struct then *then)
{
	struct span text = s->groups[node->group];

	if (text.at == NULL)
		return run(s, at, then);
	if ((size_t)(behind ? at - s->start : s->end - at) < text.len)
		return false;
	if (memcmp(behind ? at - text.len : at, text.at, text.len) != 0)
		return false;
	return run(s, behind ? at - text.len : at + text.len, then);
}

static bool
match_group(struct search *s, const struct ecma_node *node, const char *at, bool behind,
    const struct then *then)
{
	struct then close = { .kind = THEN_CLOSE,
		.node = node,
		.at = at,
		.behind = behind,
		.then = then };

	return match(s, node->first, at, behind, node->group != 0 ? &close : then);
}

static bool
match_choice(struct search *s, const struct ecma_node *node, const char *at,
    bool behind, const struct then *then)
{
	for (const struct ecma_node *c = node->first; c != NULL; c = c->next)
		if (match(s, c, at, behind, then))
			return true;
	return false;
}

static bool
match_one(struct search *s, const struct ecma_node *node, const char *at, bool behind,
    const struct then *then)
{
	uint32_t c = 0;

	switch (node->kind) {
	case ECMA_START:
		return at == s->start && run(s, at, then);
	case ECMA_END:
		return at == s->end && run(s, at, then);
	case ECMA_BOUNDARY:
		return (is_word(s, at, true) != is_word(s, at, false)) !=
			   node->negative &&
		       run(s, at, then);
	case ECMA_LOOK:
		return look(s, node, at, behind, then);
	case ECMA_GROUP:
		return match_group(s, node, at, behind, then);
	case ECMA_REFERENCE:
		return refer(s, node, at, behind, then);
	case ECMA_REPEAT:
		return repeat(s, node, node->least, node->most, at, behind, then);
	case ECMA_SEQUENCE:
		return run_sibling(
		    s, behind ? node->last : node->first, at, behind, then);
	case ECMA_CHOICE:
		return match_choice(s, node, at, behind, then);
	default:
		return step(s, &at, behind, &c) && character_holds(s, node, c) &&
		       run(s, at, then);
	}
}

static bool
match(struct search *s, const struct ecma_node *node, const char *at, bool behind,
    const struct then *then)
{
	bool found;

	if (s->given_up || ++s->steps > s->most_steps || s->nested == MOST_NESTED)
		return give_up(s);
	s->nested++;
	found = match_one(s, node, at, behind, then);
	s->nested--;
	return found;
}

/* A group is complete. */
static bool
close_group(struct search *s, const char *at, const struct then *then)
{
	size_t before = s->change_count;
	const char *first = then->behind ? at : then->at;
	size_t len = (size_t)(then->behind ? then->at - at : at - then->at);

	if (set_group(s, then->node->group, (struct span){ first, len }) &&
	    run(s, at, then->then))
		return true;
	undo(s, before);
	return false;
}

/* Go on at a place with what comes after it. */
static bool
run(struct search *s, const char *at, const struct then *then)
{
	if (s->given_up)
		return false;
	switch (then->kind) {
	case THEN_FOUND:
		return true;
	case THEN_SIBLINGS:
		return run_sibling(s,
		    then->behind ? then->node->before : then->node->next, at,
		    then->behind, then->then);
	case THEN_CLOSE:
		return close_group(s, at, then);
	default:
		/* A repetition that takes nothing and need not be is none. */
		if (then->least == 0 && at == then->at)
			return false;
		return repeat(s, then->node, then->least > 0 ? then->least - 1 : 0,
		    then->most == SIZE_MAX ? SIZE_MAX : then->most - 1, at,
		    then->behind, then->then);
	}
}

/* How many steps a search may take with the work that is left. */
static size_t
steps_of(uint64_t work)
{
	uint64_t steps = work / WORK_OF_STEP;

	if (steps < FEW_STEPS)
		return FEW_STEPS;
	return steps < MOST_STEPS ? (size_t)steps : MOST_STEPS;
}

static enum ecma_found
answer(const struct search *s, bool holds)
{
	if (s->no_memory)
		return ECMA_NO_MEMORY;
	if (s->given_up)
		return ECMA_GIVEN_UP;
	return holds ? ECMA_FOUND : ECMA_NOT_FOUND;
}

enum ecma_found
ecma_match(const struct ecma_tree *tree, struct span text,
    bool (*has_property)(void *, const struct ecma_item *, uint32_t), void *context,
    uint64_t *work)
{
	static const struct then found = { .kind = THEN_FOUND };
	uint64_t own = BOUNDED_SEARCH_WORK, *left = work != NULL ? work : &own, cost;
	struct search s = { .tree = tree,
		.start = text.at,
		.end = text.at + text.len,
		.most_steps = steps_of(*left),
		.has_property = has_property,
		.context = context };
	const char *at = text.at;
	bool holds = false;
	uint32_t c;

	s.groups = calloc(tree->groups + (size_t)1, sizeof *s.groups);
	if (s.groups == NULL)
		return ECMA_NO_MEMORY;
	do {
		holds = match(&s, tree->root, at, false, &found);
		undo(&s, 0);
	} while (!holds && !s.given_up && step(&s, &at, false, &c));
	free(s.groups);
	free(s.changes);
	cost = (uint64_t)s.steps * WORK_OF_STEP;
	*left -= cost < *left ? cost : *left;
	return answer(&s, holds);
}
