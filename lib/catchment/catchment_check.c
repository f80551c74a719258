#include "catchment/catchment_check.h"

#include <stdlib.h>

#include "address/address_line.h"
#include "address/gazetteer.h"
#include "catchment/number_cover.h"
#include "catchment/rule_names.h"
#include "memory/array.h"

/* What is known of a rule while the table is checked. */
struct seen {
	bool reached;    /* a home can come to it */
	uint32_t before; /* the rule that takes the homes that do not */
	uint32_t rival;
};

struct checking {
	const struct catchment_table *table;
	struct catchment_problems *problems;
	struct seen *seen;
	bool *done; /* by set of the index */
	/* The rules of one name in their order, and those of one district among them.
	 */
	struct rule_list rules, group;
	const struct catchment_numbers **ranges;
	uint32_t *whole; /* by school: its first rule for all of the road, or NONE */
};

static bool
add_problem(
    struct checking *c, uint32_t rule, enum catchment_problem_kind kind, uint32_t other)
{
	struct catchment_problems *p = c->problems;

	if (!array_reserve(&p->problems, &p->room, p->count + 1, sizeof *p->problems))
		return false;
	p->problems[p->count++] = (struct catchment_problem){ rule, kind, other };
	return true;
}

/* A rule of a group, under one of its schools. */
struct of_school {
	uint32_t school, rule;
};

static int
compare_of_school(const void *a, const void *b)
{
	const struct of_school *x = a, *y = b;

	if (x->school != y->school)
		return x->school < y->school ? -1 : 1;
	return (x->rule > y->rule) - (x->rule < y->rule);
}

/* The rules of the group by school; NULL if there is no memory. */
static struct of_school *
by_school(const struct checking *c, size_t *count)
{
	struct of_school *list;
	size_t total = 0;

	for (size_t i = 0; i < c->group.count; i++)
		total += catchment_rule(c->table, c->group.rules[i])->school_count;
	list = calloc(total + 1, sizeof *list);
	*count = 0;
	for (size_t i = 0; list != NULL && i < c->group.count; i++) {
		const struct catchment_rule *rule =
		    catchment_rule(c->table, c->group.rules[i]);

		for (size_t s = 0; s < rule->school_count; s++)
			list[(*count)++] =
			    (struct of_school){ rule->schools[s], c->group.rules[i] };
	}
	if (list != NULL)
		qsort(list, *count, sizeof *list, compare_of_school);
	return list;
}

/* Lay the rules of the group over each other, school by school. */
static bool
cover_group(struct checking *c)
{
	struct number_cover *cover;
	struct of_school *list;
	size_t count;

	for (size_t i = 0; i < c->group.count; i++)
		c->ranges[i] = &catchment_rule(c->table, c->group.rules[i])->numbers;
	cover = number_cover_new(c->ranges, c->group.count);
	list = by_school(c, &count);
	for (size_t i = 0; cover != NULL && list != NULL && i < count; i++) {
		const struct catchment_rule *rule =
		    catchment_rule(c->table, list[i].rule);
		struct seen *seen = &c->seen[list[i].rule];
		struct number_taken taken;

		if (i > 0 && list[i].school != list[i - 1].school)
			number_cover_begin(cover);
		taken = number_cover_take(cover, &rule->numbers, list[i].rule,
		    !rule->except && rule->kind != CATCHMENT_STRETCH);
		seen->reached |= taken.any;
		if (seen->before == CATCHMENT_NO_RULE)
			seen->before = taken.before;
		if (seen->rival == CATCHMENT_NO_RULE)
			seen->rival = taken.rival;
	}
	if (cover != NULL)
		number_cover_free(cover);
	free(list);
	return cover != NULL && list != NULL;
}

/* Cover the rules that hold in one district: those that name it, or none. */
static bool
cover_district(struct checking *c, struct span district)
{
	c->group.count = 0;
	for (size_t i = 0; i < c->rules.count; i++) {
		struct span named =
		    catchment_rule(c->table, c->rules.rules[i])->district;

		if ((named.len == 0 || span_same(named, district)) &&
		    !rule_list_add(&c->group, c->rules.rules[i]))
			return false;
	}
	return cover_group(c);
}

/* Cover the rules of one name, once for each district that is named among them, and
 * once for all others. */
static bool
cover_name(struct checking *c)
{
	struct rule_list first = { 0 }; /* the first rule of each district */
	bool fine = cover_district(c, (struct span){ "", 0 });

	for (size_t i = 0; fine && i < c->rules.count; i++) {
		struct span district =
		    catchment_rule(c->table, c->rules.rules[i])->district;
		bool known = district.len == 0;

		for (size_t f = 0; f < first.count && !known; f++)
			known = span_same(
			    catchment_rule(c->table, first.rules[f])->district,
			    district);
		if (!known)
			fine = rule_list_add(&first, c->rules.rules[i]) &&
			       cover_district(c, district);
	}
	free(first.rules);
	return fine;
}

static int
compare_rules(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static bool
collect(struct checking *c, uint32_t set)
{
	c->rules.count = 0;
	if (!rule_index_collect(catchment_index(c->table), set, 0, &c->rules))
		return false;
	qsort(c->rules.rules, c->rules.count, sizeof *c->rules.rules, compare_rules);
	return true;
}

/* Note the first rule of each school for all of a road, in whatever district. */
static bool
find_whole(struct checking *c, uint32_t road)
{
	struct rule_list list = { 0 };
	bool fine = rule_index_collect(catchment_index(c->table), road, 0, &list);

	for (uint32_t s = 0; s < catchment_school_count(c->table); s++)
		c->whole[s] = CATCHMENT_NO_RULE;
	for (size_t i = 0; fine && i < list.count; i++) {
		const struct catchment_rule *rule =
		    catchment_rule(c->table, list.rules[i]);

		if (!catchment_numbers_all(&rule->numbers) || rule->district.len > 0)
			continue;
		for (size_t s = 0; s < rule->school_count; s++)
			if (list.rules[i] < c->whole[rule->schools[s]])
				c->whole[rule->schools[s]] = list.rules[i];
	}
	free(list.rules);
	return fine;
}

/* Lanes and stretches that come behind a rule of the same school for all of the road
 * are never reached. */
static bool
compare_with_road(struct checking *c, struct span road)
{
	uint32_t set;

	if (!rule_index_find(catchment_index(c->table), CATCHMENT_ROAD, road, &set))
		return false;
	if (set == RULE_INDEX_NONE)
		return true;
	if (!find_whole(c, set))
		return false;
	for (size_t i = 0; i < c->rules.count; i++) {
		uint32_t number = c->rules.rules[i];
		const struct catchment_rule *rule = catchment_rule(c->table, number);
		bool behind = true;

		for (size_t s = 0; s < rule->school_count; s++)
			behind &= c->whole[rule->schools[s]] < number;
		if (!behind)
			continue;
		c->seen[number].reached = false;
		c->seen[number].before = c->whole[rule->schools[0]];
	}
	return true;
}

/* Compare the rules of the name of one. */
static bool
compare_name(struct checking *c, const struct catchment_rule *rule)
{
	uint32_t set;

	if (!rule_index_find(catchment_index(c->table), rule->kind, rule->name, &set))
		return false;
	if (c->done[set])
		return true;
	c->done[set] = true;
	if (!collect(c, set) || !cover_name(c))
		return false;
	return (rule->kind != CATCHMENT_LANE && rule->kind != CATCHMENT_STRETCH) ||
	       compare_with_road(c, rule->name);
}

static bool
compare_rests(struct checking *c)
{
	const struct rule_list *rests = catchment_rests(c->table);

	c->rules.count = 0;
	for (size_t i = 0; i < rests->count; i++)
		if (!rule_list_add(&c->rules, rests->rules[i]))
			return false;
	return rests->count == 0 || cover_name(c);
}

static bool
compare_all(struct checking *c)
{
	for (uint32_t i = 0; i < catchment_count(c->table); i++) {
		const struct catchment_rule *rule = catchment_rule(c->table, i);

		c->seen[i] = (struct seen){ .before = CATCHMENT_NO_RULE,
			.rival = CATCHMENT_NO_RULE };
		c->seen[i].reached = rule->kind == CATCHMENT_PATTERN;
	}
	for (uint32_t i = 0; i < catchment_count(c->table); i++) {
		const struct catchment_rule *rule = catchment_rule(c->table, i);

		if (rule->kind != CATCHMENT_PATTERN && rule->kind != CATCHMENT_REST &&
		    !compare_name(c, rule))
			return false;
	}
	return compare_rests(c);
}

/* Whether the gazetteer has a name; false if there is no memory. */
static bool
find_name(
    const struct gazetteer *g, struct span name, struct address_line *line, bool *known)
{
	if (!address_line_read(line, name))
		return false;
	*known = gazetteer_exact(g, line->chars, line->count) != GAZETTEER_NONE;
	return true;
}

/* The same for the name of a rule; known where the gazetteer cannot tell.  It has the
 * whole of a compound with zones. */
static bool
is_known(const struct gazetteer *g, const struct catchment_rule *rule,
    struct address_line *line, bool *known)
{
	int part = rule_names_part(rule->kind);

	*known = true;
	if (g == NULL || part == ADDRESS_PARTS ||
	    !gazetteer_has(g, (enum address_part)part))
		return true;
	if (!find_name(g, rule->name, line, known))
		return false;
	return *known || rule->kind != CATCHMENT_COMPOUND ||
	       find_name(g, rule_names_without_zone(rule->name), line, known);
}

static bool
tell(struct checking *c, const struct gazetteer *g)
{
	struct address_line line = { 0 };
	bool fine = true;

	for (uint32_t i = 0; fine && i < catchment_count(c->table); i++) {
		const struct catchment_rule *rule = catchment_rule(c->table, i);
		const struct seen *seen = &c->seen[i];
		bool known;

		if (!seen->reached)
			fine = add_problem(c, i, CATCHMENT_UNREACHABLE, seen->before);
		if (fine && seen->rival != CATCHMENT_NO_RULE)
			fine = add_problem(c, i, CATCHMENT_CLAIMED_TWICE, seen->rival);
		fine = fine && is_known(g, rule, &line, &known);
		if (fine && !known)
			fine = add_problem(
			    c, i, CATCHMENT_UNKNOWN_NAME, CATCHMENT_NO_RULE);
		if (fine && known && !rule->recognised)
			fine =
			    add_problem(c, i, CATCHMENT_OTHER_KIND, CATCHMENT_NO_RULE);
	}
	address_line_free(&line);
	return fine;
}

bool
catchment_check(const struct catchment_table *table, const struct gazetteer *gazetteer,
    struct catchment_problems *problems)
{
	struct checking c = { .table = table, .problems = problems };
	size_t rules = catchment_count(table);
	bool fine;

	*problems = (struct catchment_problems){ 0 };
	c.seen = calloc(rules + 1, sizeof *c.seen);
	c.done =
	    calloc((size_t)rule_index_sets(catchment_index(table)) + 1, sizeof *c.done);
	c.ranges = calloc(rules + 1, sizeof(*c.ranges));
	c.whole = calloc((size_t)catchment_school_count(table) + 1, sizeof *c.whole);
	fine = c.seen != NULL && c.done != NULL && c.ranges != NULL && c.whole != NULL;
	fine = fine && compare_all(&c) && tell(&c, gazetteer);
	free(c.seen);
	free(c.done);
	free(c.ranges);
	free(c.whole);
	free(c.rules.rules);
	free(c.group.rules);
	if (!fine)
		free(problems->problems);
	return fine;
}

static const struct {
	const char *code, *reason;
} kinds[] = {
	[CATCHMENT_UNREACHABLE] = { "unreachable",
	    "rules before it of the same school have all homes that it names: move or "
	    "remove it" },
	[CATCHMENT_CLAIMED_TWICE] = { "claimed-twice",
	    "another school has a home that it names, which is then for people: change "
	    "one, or make one rule with both schools" },
	[CATCHMENT_UNKNOWN_NAME] = { "unknown-name",
	    "the gazetteer does not have the name: correct it, or complete the "
	    "gazetteer" },
	[CATCHMENT_OTHER_KIND] = { "other-kind",
	    "addresses do not have the name as a part of this kind: try it with "
	    "admit-address, and correct the kind or the name" },
};

const char *
catchment_problem_code(enum catchment_problem_kind kind)
{
	return kinds[kind].code;
}

const char *
catchment_problem_reason(enum catchment_problem_kind kind)
{
	return kinds[kind].reason;
}
