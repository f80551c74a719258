#include "catchment/catchment_table.h"

#include <stdlib.h>

#include "address/address.h"
#include "catchment/rule_names.h"
#include "formats/pattern.h"
#include "memory/arena.h"
#include "memory/array.h"
#include "text/numbering.h"

struct catchment_table {
	struct address_parser *parser;
	struct catchment_rule *rules;
	size_t count, room;
	struct numbering *ids, *schools;
	/* Of each school a list that has it alone: nearly all rules share one of these.
	 */
	uint32_t **alone;
	size_t alone_room;
	struct rule_index *index;
	struct rule_list patterns, rests;
	struct arena texts;
};

struct catchment_table *
catchment_table_new(const struct gazetteer *gazetteer)
{
	struct catchment_table *t = calloc(1, sizeof *t);

	if (t == NULL)
		return NULL;
	t->parser = address_parser_new(gazetteer);
	t->ids = numbering_new();
	t->schools = numbering_new();
	t->index = rule_index_new();
	if (t->parser != NULL && t->ids != NULL && t->schools != NULL &&
	    t->index != NULL)
		return t;
	catchment_table_free(t);
	return NULL;
}

void
catchment_table_free(struct catchment_table *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->patterns.count; i++)
		pattern_free(t->rules[t->patterns.rules[i]].pattern);
	address_parser_free(t->parser);
	numbering_free(t->ids);
	numbering_free(t->schools);
	rule_index_free(t->index);
	arena_free(&t->texts);
	free(t->rules);
	free(t->alone);
	free(t->patterns.rules);
	free(t->rests.rules);
	free(t);
}

/* A copy of a text; NULL if there is no memory. */
static bool
copy(struct catchment_table *t, struct span text, struct span *to)
{
	char *bytes = arena_text(&t->texts, text.at, text.len);

	*to = (struct span){ bytes, text.len };
	return bytes != NULL;
}

/* The word that a text is, by either of its names; -1: none. */
static int
word(struct span text, const char *const *names, const char *const *chinese)
{
	for (int i = 0; names[i] != NULL; i++)
		if (span_is(text, names[i]) || span_is(text, chinese[i]))
			return i;
	return -1;
}

/* Findings are C strings, and an id is never cut short. */
static bool
has_zero(struct span text)
{
	return memchr(text.at, '\0', text.len) != NULL;
}

static enum catchment_fault
read_id(struct catchment_table *t, const struct catchment_row *row,
    struct catchment_rule *rule)
{
	if (row->id.len == 0 || has_zero(row->id))
		return CATCHMENT_FAULT_ID;
	if (t->count == NUMBERING_NONE - 1)
		return CATCHMENT_FAULT_FULL;
	if (numbering_find(t->ids, row->id) != NUMBERING_NONE)
		return CATCHMENT_FAULT_ID_TWICE;
	return copy(t, row->id, &rule->id) && copy(t, row->text, &rule->text)
		   ? CATCHMENT_OK
		   : CATCHMENT_FAULT_NO_MEMORY;
}

/* The next id of a list, without spaces around it; false at the end of the list. */
static bool
next_school(struct span *list, struct span *id)
{
	static const char *const separators[] = { ";", "；", "、" };
	struct span left = *list;
	size_t skip = 0, len = 0;

	if (left.at == NULL)
		return false;
	for (; len < left.len && skip == 0; len += skip == 0)
		for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
			if (span_begins((struct span){ left.at + len, left.len - len },
				separators[i]))
				skip = strlen(separators[i]);
	*id = (struct span){ left.at, len };
	*list = skip == 0
		    ? (struct span){ NULL, 0 }
		    : (struct span){ left.at + len + skip, left.len - len - skip };
	while (id->len > 0 && id->at[0] == ' ')
		*id = (struct span){ id->at + 1, id->len - 1 };
	while (id->len > 0 && id->at[id->len - 1] == ' ')
		id->len--;
	return true;
}

/* The number of a school; CATCHMENT_FAULT_SCHOOL if it has no id. */
static enum catchment_fault
add_school(struct catchment_table *t, struct span id, uint32_t *school)
{
	bool known;

	if (id.len == 0 || has_zero(id))
		return CATCHMENT_FAULT_SCHOOL;
	*school = numbering_add(t->schools, id, &known);
	if (*school == NUMBERING_NONE)
		return CATCHMENT_FAULT_NO_MEMORY;
	if (known)
		return CATCHMENT_OK;
	if (!array_reserve(
		&t->alone, &t->alone_room, (size_t)*school + 1, sizeof(*t->alone)))
		return CATCHMENT_FAULT_NO_MEMORY;
	t->alone[*school] = arena_take(&t->texts, sizeof *t->alone[*school]);
	if (t->alone[*school] == NULL)
		return CATCHMENT_FAULT_NO_MEMORY;
	*t->alone[*school] = *school;
	return CATCHMENT_OK;
}

static enum catchment_fault
keep_schools(struct catchment_table *t, const struct rule_list *schools,
    struct catchment_rule *rule)
{
	uint32_t *numbers = schools->count == 1 ? t->alone[schools->rules[0]]
						: arena_take(&t->texts,
						      schools->count * sizeof *numbers);

	if (numbers == NULL)
		return CATCHMENT_FAULT_NO_MEMORY;
	if (schools->count > 1)
		memcpy(numbers, schools->rules, schools->count * sizeof *numbers);
	rule->schools = numbers;
	rule->school_count = schools->count;
	return CATCHMENT_OK;
}

static enum catchment_fault
read_schools(struct catchment_table *t, const struct catchment_row *row,
    struct catchment_rule *rule)
{
	struct rule_list schools = { 0 };
	struct span list = row->schools, id;
	enum catchment_fault fault = CATCHMENT_OK;
	uint32_t school = 0;

	while (fault == CATCHMENT_OK && next_school(&list, &id)) {
		fault = add_school(t, id, &school);
		for (size_t i = 0; fault == CATCHMENT_OK && i < schools.count; i++)
			if (schools.rules[i] == school)
				fault = CATCHMENT_FAULT_SCHOOL_TWICE;
		if (fault == CATCHMENT_OK && !rule_list_add(&schools, school))
			fault = CATCHMENT_FAULT_NO_MEMORY;
	}
	if (fault == CATCHMENT_OK)
		fault = keep_schools(t, &schools, rule);
	free(schools.rules);
	return fault;
}

static enum catchment_fault
read_numbers(const struct catchment_row *row, struct catchment_rule *rule)
{
	static const char *const names[] = { "both", "odd", "even", NULL };
	static const char *const chinese[] = { "单双", "单", "双", NULL };
	static const bool has_numbers[CATCHMENT_KINDS] = { [CATCHMENT_COMMUNITY] = true,
		[CATCHMENT_ROAD] = true,
		[CATCHMENT_LANE] = true,
		[CATCHMENT_COMPOUND] = true };
	int parity = row->parity.len == 0 ? 0 : word(row->parity, names, chinese);

	if (parity < 0)
		return CATCHMENT_FAULT_PARITY;
	rule->numbers = (struct catchment_numbers){ row->from,
		row->to == 0 ? UINT32_MAX : row->to, (enum catchment_parity)parity };
	if (rule->numbers.from > rule->numbers.to)
		return CATCHMENT_FAULT_RANGE;
	if (!has_numbers[rule->kind] && !catchment_numbers_all(&rule->numbers))
		return CATCHMENT_FAULT_NUMBERS;
	return CATCHMENT_OK;
}

static enum catchment_fault
read_pattern(struct catchment_table *t, struct catchment_rule *rule)
{
	char why[PATTERN_FAULT_SIZE];

	rule->pattern = pattern_new(rule->name, why);
	if (rule->pattern == NULL)
		return CATCHMENT_FAULT_PATTERN;
	rule->recognised = true;
	if (rule_list_add(&t->patterns, (uint32_t)t->count))
		return CATCHMENT_OK;
	pattern_free(rule->pattern);
	return CATCHMENT_FAULT_NO_MEMORY;
}

/* The name, and how the rule is found by it. */
static enum catchment_fault
read_name(struct catchment_table *t, const struct catchment_row *row,
    struct catchment_rule *rule)
{
	bool has_part = rule_names_part(rule->kind) != ADDRESS_PARTS;
	struct span name = row->name;
	enum catchment_fault fault = CATCHMENT_OK;

	if ((row->name.len == 0) != (rule->kind == CATCHMENT_REST))
		return row->name.len == 0 ? CATCHMENT_FAULT_NAME
					  : CATCHMENT_FAULT_NAME_OF_REST;
	if (has_part)
		fault = rule_names_read(
		    t->parser, rule->kind, row->name, &name, &rule->recognised);
	if (fault != CATCHMENT_OK)
		return fault;
	if (!copy(t, name, &rule->name))
		return CATCHMENT_FAULT_NO_MEMORY;
	if (rule->kind == CATCHMENT_PATTERN)
		return read_pattern(t, rule);
	rule->recognised |= !has_part;
	if (rule->kind == CATCHMENT_REST
		? !rule_list_add(&t->rests, (uint32_t)t->count)
		: !rule_index_add(t->index, rule->kind, rule->name, &rule->numbers,
		      (uint32_t)t->count))
		return CATCHMENT_FAULT_NO_MEMORY;
	return CATCHMENT_OK;
}

static enum catchment_fault
read_district(struct catchment_table *t, const struct catchment_row *row,
    struct catchment_rule *rule)
{
	struct span name = row->district;
	enum catchment_fault fault = CATCHMENT_OK;

	if (name.len > 0 && rule->kind == CATCHMENT_AREA)
		return CATCHMENT_FAULT_DISTRICT;
	if (name.len > 0)
		fault = rule_names_district(t->parser, row->district, &name);
	if (fault == CATCHMENT_OK && !copy(t, name, &rule->district))
		fault = CATCHMENT_FAULT_NO_MEMORY;
	return fault;
}

/* The name comes last: with it the rule is found. */
enum catchment_fault
catchment_add(struct catchment_table *t, const struct catchment_row *row)
{
	int kind = word(row->kind, catchment_kind_names, catchment_kind_chinese);
	struct catchment_rule rule = { .kind = (enum catchment_kind)kind,
		.except = row->except };
	enum catchment_fault fault =
	    kind < 0 ? CATCHMENT_FAULT_KIND : read_id(t, row, &rule);
	bool known;

	if (fault == CATCHMENT_OK)
		fault = read_schools(t, row, &rule);
	if (fault == CATCHMENT_OK)
		fault = read_numbers(row, &rule);
	if (fault == CATCHMENT_OK)
		fault = read_district(t, row, &rule);
	if (fault == CATCHMENT_OK &&
	    !array_reserve(&t->rules, &t->room, t->count + 1, sizeof *t->rules))
		fault = CATCHMENT_FAULT_NO_MEMORY;
	if (fault == CATCHMENT_OK)
		fault = read_name(t, row, &rule);
	if (fault != CATCHMENT_OK)
		return fault;
	if (numbering_add(t->ids, rule.id, &known) == NUMBERING_NONE)
		return CATCHMENT_FAULT_NO_MEMORY;
	t->rules[t->count++] = rule;
	return CATCHMENT_OK;
}

bool
catchment_finish(struct catchment_table *t)
{
	return rule_index_finish(t->index);
}

uint32_t
catchment_count(const struct catchment_table *t)
{
	return (uint32_t)t->count;
}

const struct catchment_rule *
catchment_rule(const struct catchment_table *t, uint32_t rule)
{
	return &t->rules[rule];
}

uint32_t
catchment_school_count(const struct catchment_table *t)
{
	return numbering_count(t->schools);
}

struct span
catchment_school(const struct catchment_table *t, uint32_t school)
{
	return numbering_text(t->schools, school);
}

struct rule_index *
catchment_index(const struct catchment_table *t)
{
	return t->index;
}

const struct rule_list *
catchment_patterns(const struct catchment_table *t)
{
	return &t->patterns;
}

const struct rule_list *
catchment_rests(const struct catchment_table *t)
{
	return &t->rests;
}
