#include <stdlib.h>
#include <string.h>

#include "record/equality.h"
#include "record/json_pointer.h"
#include "schema/schema_program.h"
#include "text/utf8.h"

/* Schemas inside each other while a value is held against them, to save the stack. */
enum { MAX_RUNNING = 4096 };

/*
 * One run over a value.  Where only the answer counts (inside of anyOf, not, if
 * ...) the run is quiet, and the first thing wrong gives the answer.
 */
struct run {
	struct schema *schema;
	const struct scope *scope;
	struct book *book;
	struct record *record;
	const struct value *values;
	struct findings *findings, *warnings;
	unsigned quiet;
	unsigned depth;
	bool undecided; /* a check was given up, so no answer is to be trusted */
	bool no_memory;
};

/* A resource that was entered on the way to a schema, for $dynamicRef. */
struct scope {
	const struct scope *up;
	uint32_t resource;
};

/*
 * Which items or members of a value were looked at, for unevaluated...: a byte for
 * each in the marks of the schema, from first on.
 */
struct book {
	uint32_t at; /* the value */
	size_t first, count;
};

/* The way from a value to the top, one step each. */
struct place {
	const struct place *up;
	struct span name; /* of the member; at is NULL for an item */
	uint32_t item;    /* its number in the array */
};

static bool run_node(
    struct run *, const struct node *, uint32_t at, const struct place *);

/* Whether a name can be a step of a dotted path. */
static bool
is_plain(struct span name)
{
	return name.len > 0 && memchr(name.at, '.', name.len) == NULL;
}

static void
write_plain(struct writer *w, const struct place *step)
{
	char index[DECIMAL_TEXT_SIZE];
	size_t len;

	if (w->len > 0)
		writer_bytes(w, ".", 1);
	if (step->name.at != NULL) {
		writer_bytes(w, step->name.at, step->name.len);
		return;
	}
	len = decimal_format((struct decimal){ .units = step->item }, index);
	writer_bytes(w, index, len);
}

/* The path of a value as in path.h; NULL for the top. */
static const char *
path_of(struct run *run, const struct place *place, struct arena *texts)
{
	const struct place *steps[RECORD_MAX_DEPTH];
	struct writer *w = &run->schema->way;
	bool dotted = true;
	size_t count = 0;
	char *path;

	if (place == NULL)
		return NULL;
	for (; place != NULL; place = place->up) {
		dotted = dotted && (place->name.at == NULL || is_plain(place->name));
		steps[count++] = place;
	}
	if (steps[count - 1]->name.at != NULL && steps[count - 1]->name.len > 0)
		dotted = dotted && steps[count - 1]->name.at[0] != '/';
	writer_reset(w);
	while (count-- > 0)
		if (dotted)
			write_plain(w, steps[count]);
		else if (steps[count]->name.at != NULL)
			json_pointer_name(w, steps[count]->name);
		else
			json_pointer_index(w, steps[count]->item);
	path = writer_failed(w) ? NULL : arena_text(texts, w->text, w->len);
	if (path == NULL)
		run->no_memory = true;
	return path;
}

static void
report(struct run *run, const char *code, const char *rule, const char *reason,
    const struct place *place)
{
	findings_add(
	    run->findings, (struct finding){ .code = code,
			       .field = path_of(run, place, &run->findings->texts),
			       .rule = rule,
			       .reason = reason });
}

static bool
is_quiet(const struct run *run)
{
	return run->quiet > 0 || run->findings == NULL;
}

/* Always false. */
static bool
refuse(struct run *run, const struct refusal *refusal, const struct place *place)
{
	if (!is_quiet(run))
		report(run, refusal->code, refusal->rule, refusal->reason, place);
	return false;
}

/* Note what is odd, where it is asked for. */
static void
warn(struct run *run, struct format_fault fault, const char *rule,
    const struct place *place)
{
	if (is_quiet(run) || run->warnings == NULL)
		return;
	findings_add(
	    run->warnings, (struct finding){ .code = fault.code,
			       .field = path_of(run, place, &run->warnings->texts),
			       .rule = rule,
			       .reason = fault.reason });
}

/*
 * The check cannot be decided, so that even its contrary would not hold: the
 * record is refused whatever stands around it.  Always false.
 */
static bool
give_up(struct run *run, const char *code, const char *rule, const char *reason,
    const struct place *place)
{
	run->undecided = true;
	if (run->findings != NULL)
		report(run, code, rule, reason, place);
	return false;
}

/* Whether a value holds, without a word about why not. */
static bool
ask(struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	bool holds;

	run->quiet++;
	holds = run_node(run, node, at, place);
	run->quiet--;
	return holds;
}

/*
 * Where the book of a value begins, if one is kept; else NULL.  Until the next
 * schema is asked, which may move it.
 */
static inline unsigned char *
marks_of(const struct run *run, uint32_t at)
{
	if (run->book == NULL || run->book->at != at) /* nearly always */
		return NULL;
	return run->schema->marks + run->book->first;
}

static inline void
mark(const struct run *run, uint32_t at, size_t child)
{
	unsigned char *marks = marks_of(run, at);

	if (marks != NULL)
		marks[child] = 1;
}

static inline struct span
text_of(struct run *run, uint32_t at)
{
	const struct value *v = &run->values[at];
	struct span text;

	if (!v->escaped) /* as nearly all are: without a call */
		return (
		    struct span){ run->record->line + v->at + 1, v->end - v->at - 2 };
	text = record_text(run->record, v);
	if (text.at == NULL) {
		run->no_memory = true;
		text = (struct span){ "", 0 };
	}
	return text;
}

static bool
run_list(
    struct run *run, const struct check *check, uint32_t at, const struct place *place)
{
	const struct node_list *list = &check->with.list;
	size_t count = 0;
	bool holds = true;

	if (check->kind == CHECK_ALL_OF) {
		for (size_t i = 0; i < list->count && (holds || !is_quiet(run)); i++)
			holds &= run_node(run, list->nodes[i], at, place);
		return holds;
	}
	for (size_t i = 0; i < list->count; i++) {
		count += ask(run, list->nodes[i], at, place);
		if (check->kind == CHECK_ONE_OF
			? count > 1
			: count > 0 && marks_of(run, at) == NULL)
			break;
	}
	if (check->kind == CHECK_ONE_OF ? count == 1 : count > 0)
		return true;
	/* Nothing is known of what the alternatives looked at: it goes unsaid. */
	if (marks_of(run, at) != NULL)
		memset(marks_of(run, at), 1, run->book->count);
	return refuse(run, &check->refusal, place);
}

static bool
run_branches(struct run *run, const struct branches *branches, uint32_t at,
    const struct place *place)
{
	const struct node *branch = ask(run, branches->condition, at, place)
					? branches->then
					: branches->otherwise;

	return branch == NULL || run_node(run, branch, at, place);
}

/* The outermost of the resources that were entered and know the anchor decides. */
static const struct node *
find_dynamic(const struct run *run, const struct dynamic_reference *reference)
{
	const struct node *found = reference->otherwise;

	for (const struct scope *s = run->scope; s != NULL; s = s->up)
		for (const struct dynamic_target *to = reference->anchors->targets;
		     to != NULL; to = to->next)
			if (to->resource == s->resource)
				found = to->node;
	return found;
}

static bool
run_any(
    struct run *run, const struct check *check, uint32_t at, const struct place *place)
{
	switch (check->kind) {
	case CHECK_VALUES:
		return value_set_holds(check->with.values, run->record,
			   &run->values[at], &run->no_memory) ||
		       refuse(run, &check->refusal, place);
	case CHECK_REFERENCE:
		return run_node(run, check->with.node, at, place);
	case CHECK_DYNAMIC_REFERENCE:
		return run_node(run, find_dynamic(run, check->with.dynamic), at, place);
	case CHECK_NOT:
		return !ask(run, check->with.node, at, place) ||
		       refuse(run, &check->refusal, place);
	case CHECK_IF:
		return run_branches(run, check->with.branches, at, place);
	default:
		return run_list(run, check, at, place);
	}
}

static bool
number_holds(const struct check *check, const struct number *number)
{
	switch (check->kind) {
	case CHECK_MINIMUM:
		return number_compare(number, &check->with.number) >= 0;
	case CHECK_EXCLUSIVE_MINIMUM:
		return number_compare(number, &check->with.number) > 0;
	case CHECK_MAXIMUM:
		return number_compare(number, &check->with.number) <= 0;
	case CHECK_EXCLUSIVE_MAXIMUM:
		return number_compare(number, &check->with.number) < 0;
	default:
		return number_is_multiple(number, check->with.number.value);
	}
}

/* The number is read once for all checks. */
static bool
run_numbers(struct run *run, const struct node *node, const struct value *v,
    const struct place *place)
{
	uint32_t i = node->begin[GROUP_NUMBER], end = node->begin[GROUP_NUMBER + 1];
	struct number number;
	bool holds = true;

	if (i == end)
		return true;
	number = number_of(record_raw(run->record, v));
	for (; i < end; i++) {
		if (!number_holds(&node->checks[i], &number))
			holds = refuse(run, &node->checks[i].refusal, place);
		if (!holds && is_quiet(run))
			break;
	}
	return holds;
}

/* A character has one to four bytes, so that most texts need not be counted. */
static bool
length_holds(const struct check *check, struct span text)
{
	size_t bound = check->with.count;

	if (check->kind == CHECK_MIN_LENGTH)
		return text.len >= bound && (text.len / 4 >= bound ||
						utf8_count(text.at, text.len) >= bound);
	return text.len <= bound || utf8_count(text.at, text.len) <= bound;
}

static bool
run_string(
    struct run *run, const struct check *check, uint32_t at, const struct place *place)
{
	struct span text = text_of(run, at);
	struct format_fault fault;

	switch (check->kind) {
	case CHECK_PATTERN:
		switch (pattern_match(check->with.pattern, text)) {
		case PATTERN_MATCH:
			return true;
		case PATTERN_NO_MATCH:
			return refuse(run, &check->refusal, place);
		default:
			return give_up(run, "pattern-too-long", check->refusal.rule,
			    "takes too long to hold against the pattern", place);
		}
	case CHECK_FORMAT:
		switch (format_check(
		    check->with.format, text, &run->schema->formats, &fault)) {
		case FORMAT_HOLDS:
			return true;
		case FORMAT_WARNS:
			warn(run, fault, check->refusal.rule, place);
			return true;
		default:
			return refuse(run,
			    &(struct refusal){
				fault.code, check->refusal.rule, fault.reason },
			    place);
		}
	default:
		return length_holds(check, text) || refuse(run, &check->refusal, place);
	}
}

static size_t
count_items(const struct run *run, uint32_t array)
{
	size_t count = 0;

	for (uint32_t n = array + 1; n < run->values[array].next;
	     n = run->values[n].next)
		count++;
	return count;
}

/* Empty slots, at least twice as many as items; NULL if there is no memory. */
static struct seen_item *
make_seen(struct run *run, size_t items, size_t *mask)
{
	struct schema *s = run->schema;
	size_t slots = 4;

	while (slots < items * 2)
		slots *= 2;
	if (slots > s->seen_room) {
		free(s->seen);
		s->seen = malloc(slots * sizeof *s->seen);
		s->seen_room = s->seen != NULL ? slots : 0;
	}
	*mask = slots - 1;
	if (s->seen == NULL)
		run->no_memory = true;
	else
		memset(s->seen, 0, slots * sizeof *s->seen);
	return s->seen;
}

static bool
are_unique(struct run *run, uint32_t array)
{
	size_t count = count_items(run, array), mask;
	struct seen_item *seen;

	if (count < 2 || (seen = make_seen(run, count, &mask)) == NULL)
		return true;
	for (uint32_t n = array + 1; n < run->values[array].next;
	     n = run->values[n].next) {
		const struct value *v = &run->values[n];
		uint64_t hash = equality_hash(run->record, v, &run->no_memory);
		size_t slot = (hash >> 32) & mask;

		for (; seen[slot].at != 0; slot = (slot + 1) & mask)
			if (seen[slot].hash == hash &&
			    equality_holds(run->record, v, run->record,
				&run->values[seen[slot].at], &run->no_memory))
				return false;
		seen[slot] = (struct seen_item){ .hash = hash, .at = n };
	}
	return true;
}

static bool
run_items(
    struct run *run, const struct items *items, uint32_t array, const struct place *up)
{
	struct place place = { .up = up };
	bool holds = true;

	for (uint32_t n = array + 1; n < run->values[array].next;
	     n = run->values[n].next, place.item++) {
		const struct node *node = place.item < items->prefix_count
					      ? items->prefix[place.item]
					      : items->rest;

		if (node == NULL)
			break;
		mark(run, array, place.item);
		holds &= run_node(run, node, n, &place);
		if (!holds && is_quiet(run))
			break;
	}
	return holds;
}

static bool
run_contains(
    struct run *run, const struct check *check, uint32_t array, const struct place *up)
{
	const struct contains *contains = check->with.contains;
	struct place place = { .up = up };
	size_t found = 0;

	for (uint32_t n = array + 1; n < run->values[array].next;
	     n = run->values[n].next, place.item++)
		if (ask(run, contains->node, n, &place)) {
			mark(run, array, place.item);
			found++;
		}
	if (found < contains->least)
		return refuse(run, &check->refusal, up);
	return found <= contains->most || refuse(run, &contains->too_many, up);
}

static bool
run_unevaluated_items(
    struct run *run, const struct node *node, uint32_t array, const struct place *up)
{
	struct place place = { .up = up };
	bool holds = true;

	for (uint32_t n = array + 1; n < run->values[array].next;
	     n = run->values[n].next, place.item++)
		if (!marks_of(run, array)[place.item]) {
			mark(run, array, place.item);
			holds &= run_node(run, node, n, &place);
		}
	return holds;
}

static bool
run_array(
    struct run *run, const struct check *check, uint32_t at, const struct place *place)
{
	bool holds;

	switch (check->kind) {
	case CHECK_ITEMS:
		return run_items(run, check->with.items, at, place);
	case CHECK_CONTAINS:
		return run_contains(run, check, at, place);
	case CHECK_UNEVALUATED_ITEMS:
		return run_unevaluated_items(run, check->with.node, at, place);
	case CHECK_UNIQUE_ITEMS:
		holds = are_unique(run, at);
		break;
	case CHECK_MIN_ITEMS:
		holds = count_items(run, at) >= check->with.count;
		break;
	default:
		holds = count_items(run, at) <= check->with.count;
	}
	return holds || refuse(run, &check->refusal, place);
}

static inline uint64_t
load(const char *at, size_t len)
{
	uint64_t word = 0;

	memcpy(&word, at, len);
	return word;
}

/* Names are short: two words that overlap are compared faster than memcmp() is called.
 */
static inline bool
same_text(struct span a, struct span b)
{
	if (a.len != b.len)
		return false;
	if (a.len > 16)
		return memcmp(a.at, b.at, a.len) == 0;
	if (a.len >= 8)
		return load(a.at, 8) == load(b.at, 8) &&
		       load(a.at + a.len - 8, 8) == load(b.at + b.len - 8, 8);
	if (a.len >= 4)
		return load(a.at, 4) == load(b.at, 4) &&
		       load(a.at + a.len - 4, 4) == load(b.at + b.len - 4, 4);
	for (size_t i = 0; i < a.len; i++)
		if (a.at[i] != b.at[i])
			return false;
	return true;
}

/* The number of the member that the schema knows by that name, or -1. */
static inline long
find_member(struct members *m, size_t place, struct span name)
{
	uint32_t *remembered = &m->remembered[place & m->slot_mask];
	long found;

	if (*remembered < m->count && same_text(m->items[*remembered].name, name))
		return (long)*remembered;
	found = members_find(m, name, equality_hash_text(name));
	if (found >= 0)
		*remembered = (uint32_t)found;
	return found;
}

/* patternProperties: *known is set if one of the patterns is found in the name. */
static bool
run_patterns(struct run *run, const struct members *m, uint32_t at,
    const struct place *place, bool *known)
{
	bool holds = true;

	for (size_t i = 0; i < m->pattern_count; i++) {
		const struct pattern_member *p = &m->patterns[i];

		switch (pattern_match(p->pattern, place->name)) {
		case PATTERN_NO_MATCH:
			continue;
		case PATTERN_MATCH:
			*known = true;
			holds &= run_node(run, p->node, at, place);
			break;
		default:
			holds = give_up(run, p->too_long.code, p->too_long.rule,
			    p->too_long.reason, place);
		}
	}
	return holds;
}

/* Names are unique, so that what is missing is known by counting what is there. */
static bool
report_missing(
    struct run *run, const struct members *m, uint32_t object, const struct place *up)
{
	for (size_t i = 0; i < m->count && !is_quiet(run); i++) {
		struct place place = { .up = up, .name = m->items[i].name };

		if (m->items[i].required &&
		    record_member(run->record, &run->values[object], place.name.at,
			place.name.len) == NULL)
			refuse(run, &m->missing, &place);
	}
	return false;
}

static bool
run_members(struct run *run, struct members *m, uint32_t object, const struct place *up)
{
	struct place place = { .up = up };
	size_t required = 0, count = 0;
	bool holds = true;

	for (uint32_t n = object + 1; n < run->values[object].next;
	     n = run->values[n + 1].next) {
		bool known = false;
		long member;

		place.name = text_of(run, n);
		member = find_member(m, count++, place.name);
		if (member >= 0) {
			required += m->items[member].required;
			known = m->items[member].node != NULL;
			if (known)
				holds &=
				    run_node(run, m->items[member].node, n + 1, &place);
		}
		if (m->pattern_count > 0)
			holds &= run_patterns(run, m, n + 1, &place, &known);
		if (!known && m->additional != NULL) {
			known = true;
			holds &= run_node(run, m->additional, n + 1, &place);
		}
		if (known)
			mark(run, object, count - 1);
		if (!holds && is_quiet(run))
			return false;
	}
	if (required < m->required_count)
		holds = report_missing(run, m, object, up);
	return holds;
}

static bool
run_unevaluated_members(
    struct run *run, const struct node *node, uint32_t object, const struct place *up)
{
	size_t count = 0;
	bool holds = true;

	for (uint32_t n = object + 1; n < run->values[object].next;
	     n = run->values[n + 1].next, count++) {
		struct place place = { .up = up, .name = text_of(run, n) };

		if (!marks_of(run, object)[count]) {
			mark(run, object, count);
			holds &= run_node(run, node, n + 1, &place);
		}
	}
	return holds;
}

static bool
run_names(
    struct run *run, const struct check *check, uint32_t object, const struct place *up)
{
	bool holds = true;

	for (uint32_t n = object + 1; n < run->values[object].next;
	     n = run->values[n + 1].next) {
		struct place place = { .up = up, .name = text_of(run, n) };

		if (!ask(run, check->with.node, n, &place))
			holds = refuse(run, &check->refusal, &place);
	}
	return holds;
}

static bool
run_dependent(
    struct run *run, const struct check *check, uint32_t at, const struct place *up)
{
	const struct dependent *d = check->with.dependent;
	const struct value *object = &run->values[at];
	bool holds = true;

	if (record_member(run->record, object, d->name.at, d->name.len) == NULL)
		return true;
	if (d->node != NULL)
		return run_node(run, d->node, at, up);
	for (size_t i = 0; i < d->required_count; i++) {
		struct place place = { .up = up, .name = d->required[i] };

		if (record_member(run->record, object, place.name.at, place.name.len) ==
		    NULL)
			holds = refuse(run, &check->refusal, &place);
	}
	return holds;
}

static bool
run_object(
    struct run *run, const struct check *check, uint32_t at, const struct place *place)
{
	size_t members;

	switch (check->kind) {
	case CHECK_MEMBERS:
		return run_members(run, check->with.members, at, place);
	case CHECK_PROPERTY_NAMES:
		return run_names(run, check, at, place);
	case CHECK_DEPENDENT:
		return run_dependent(run, check, at, place);
	case CHECK_UNEVALUATED_MEMBERS:
		return run_unevaluated_members(run, check->with.node, at, place);
	default:
		/* A name and a value for each, and all that the values hold. */
		members = 0;
		for (uint32_t n = at + 1; n < run->values[at].next;
		     n = run->values[n + 1].next)
			members++;
		return (check->kind == CHECK_MIN_PROPERTIES
			       ? members >= check->with.count
			       : members <= check->with.count) ||
		       refuse(run, &check->refusal, place);
	}
}

/* The checks of one group, each told to the function that makes it. */
static inline bool
run_group(struct run *run, const struct node *node, enum check_group group, uint32_t at,
    const struct place *place,
    bool (*make)(struct run *, const struct check *, uint32_t at, const struct place *))
{
	bool holds = true;

	for (uint32_t i = node->begin[group]; i < node->begin[group + 1]; i++) {
		holds &= make(run, &node->checks[i], at, place);
		if (!holds && is_quiet(run))
			break;
	}
	return holds;
}

static bool
run_typed(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	switch (run->values[at].type) {
	case VALUE_NUMBER:
		return run_numbers(run, node, &run->values[at], place);
	case VALUE_STRING:
	case VALUE_NAME:
		return run_group(run, node, GROUP_STRING, at, place, run_string);
	case VALUE_ARRAY:
		return run_group(run, node, GROUP_ARRAY, at, place, run_array);
	case VALUE_OBJECT:
		return run_group(run, node, GROUP_OBJECT, at, place, run_object);
	default:
		return true;
	}
}

/* A name is a string to the schema of propertyNames. */
static bool
lets_in(const struct run *run, const struct node *node, const struct value *v)
{
	unsigned type = v->type == VALUE_NAME ? VALUE_STRING : v->type;
	struct number number;

	if ((node->types >> type & 1) == 0)
		return false;
	if (type != VALUE_NUMBER || !node->whole)
		return true;
	number = number_of(record_raw(run->record, v));
	return number_is_whole(&number);
}

/* What has the wrong type is wrong in all else, too; that needs no saying. */
static bool
run_checks(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	bool holds;

	if (!lets_in(run, node, &run->values[at]))
		return refuse(run, &node->refusal, place);
	if (run->depth == MAX_RUNNING)
		return give_up(run, "nested-too-deep", NULL,
		    "is nested too deep for the schema", place);
	run->depth++;
	holds = run_group(run, node, GROUP_ANY, at, place, run_any);
	if (holds || !is_quiet(run))
		holds &= run_typed(run, node, at, place);
	run->depth--;
	return holds;
}

static size_t
count_children(const struct run *run, uint32_t at)
{
	bool object = run->values[at].type == VALUE_OBJECT;
	size_t count = 0;

	for (uint32_t n = at + 1; n < run->values[at].next;
	     n = run->values[n + object].next)
		count++;
	return count;
}

/* Begin a book for a value, all marks clear.  False if there is no memory. */
static bool
open_book(struct run *run, uint32_t at, struct book *book)
{
	struct schema *s = run->schema;

	*book = (struct book){
		.at = at, .first = s->mark_count, .count = count_children(run, at)
	};
	if (s->marks == NULL || s->mark_room - s->mark_count < book->count) {
		size_t room = (s->mark_count + book->count) * 2 + 256;
		unsigned char *larger = realloc(s->marks, room);

		if (larger == NULL) {
			run->no_memory = true;
			return false;
		}
		s->marks = larger;
		s->mark_room = room;
	}
	memset(s->marks + book->first, 0, book->count);
	s->mark_count += book->count;
	return true;
}

/*
 * Run a schema with a book of its own.  What it has looked at is told to the book
 * of a schema around it if the value holds; and if everything wrong is being
 * listed, too, since a member is not unknown because it is wrong.
 */
static bool
run_tracked(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	struct book book, *up = run->book;
	unsigned char *marks;
	bool holds;

	if (run->values[at].type != VALUE_ARRAY && run->values[at].type != VALUE_OBJECT)
		return run_checks(run, node, at, place);
	if (!open_book(run, at, &book))
		return false;
	run->book = &book;
	holds = run_checks(run, node, at, place);
	run->book = up;
	marks = run->schema->marks;
	if (up != NULL && up->at == at && (holds || !is_quiet(run)))
		for (size_t i = 0; i < book.count; i++)
			marks[up->first + i] |= marks[book.first + i];
	run->schema->mark_count = book.first;
	return holds;
}

static bool
run_scoped(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	struct scope scope = { .up = run->scope, .resource = node->resource };
	bool holds;

	if (node->scoped && (scope.up == NULL || scope.up->resource != node->resource))
		run->scope = &scope;
	holds = node->tracked ? run_tracked(run, node, at, place)
			      : run_checks(run, node, at, place);
	run->scope = scope.up;
	return holds;
}

/* What a schema with x-severity finds goes to the warnings, or nowhere. */
static bool
run_special(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	struct findings *findings = run->findings;
	bool undecided = run->undecided;

	if (!node->warns)
		return run_scoped(run, node, at, place);
	run->findings = run->quiet > 0 ? NULL : run->warnings;
	run_scoped(run, node, at, place);
	run->findings = findings;
	run->undecided = undecided;
	return true;
}

static bool
run_node(
    struct run *run, const struct node *node, uint32_t at, const struct place *place)
{
	while (node->same_as != NULL)
		node = node->same_as;
	return node->special ? run_special(run, node, at, place)
			     : run_checks(run, node, at, place);
}

enum schema_verdict
schema_validate(struct schema *s, struct record *record, const struct value *v,
    struct findings *findings)
{
	struct run run = { .schema = s,
		.record = record,
		.values = record->values,
		.findings = findings,
		.warnings = findings != NULL ? findings->warnings : NULL };
	bool holds;

	s->mark_count = 0;
	holds = run_node(&run, s->root, (uint32_t)(v - record->values), NULL);

	if (run.no_memory || (findings != NULL && findings->no_memory))
		return SCHEMA_NO_MEMORY;
	return holds && !run.undecided ? SCHEMA_HOLDS : SCHEMA_BROKEN;
}
