#include "catchment/catchment_decision.h"

#include <stdlib.h>

#include "catchment/rule_match.h"
#include "catchment/rule_names.h"
#include "record/writer.h"

/* How far a home has come with the rules of a school. */
enum standing {
	UNNAMED,
	OUTSIDE,   /* an exclusion decides */
	UNCERTAIN, /* the rule may name it */
	INSIDE,    /* the rule names it, and decides */
};

/* A school in a decision; of another one than the latest it is all unset. */
struct school {
	uint64_t decision;
	enum standing standing;
	enum rule_match why; /* of what is uncertain: what is missing */
	uint32_t rule;
	enum rule_match doubt; /* of an exclusion before, which may hold; or RULE_NO */
};

struct catchment_decider {
	const struct catchment_table *table;
	struct school *schools;
	uint64_t decision;
	struct rule_list found;   /* the rules that have a name of the home */
	struct rule_list touched; /* the schools of those that name it */
	struct rule_list candidates, given;
	struct writer text;
	enum catchment_result failure; /* CATCHMENT_DECIDED: none */
};

struct catchment_decider *
catchment_decider_new(const struct catchment_table *table)
{
	struct catchment_decider *d = calloc(1, sizeof *d);

	if (d == NULL)
		return NULL;
	d->table = table;
	d->schools =
	    calloc((size_t)catchment_school_count(table) + 1, sizeof *d->schools);
	if (d->schools != NULL)
		return d;
	free(d);
	return NULL;
}

void
catchment_decider_free(struct catchment_decider *d)
{
	if (d == NULL)
		return;
	free(d->schools);
	free(d->found.rules);
	free(d->touched.rules);
	free(d->candidates.rules);
	free(d->given.rules);
	writer_free(&d->text);
	free(d);
}

/* Note that there was no memory, unless a step went well. */
static void
need(struct catchment_decider *d, bool fine)
{
	if (!fine)
		d->failure = CATCHMENT_NO_MEMORY;
}

static void
collect_name(struct catchment_decider *d, const struct home *home,
    enum catchment_kind kind, struct span name)
{
	if (name.len > 0)
		need(d, rule_index_collect_name(catchment_index(d->table), kind, name,
			    rule_match_number(kind, home), &d->found));
}

static void
collect_compound(struct catchment_decider *d, const struct home *home)
{
	struct span name = rule_names_without_ending(home->parts[ADDRESS_COMPOUND]);
	struct span whole = rule_names_without_zone(name);

	collect_name(d, home, CATCHMENT_COMPOUND, name);
	if (whole.len != name.len)
		collect_name(
		    d, home, CATCHMENT_COMPOUND, rule_names_without_ending(whole));
}

/* All rules that a name, an area or a pattern can find. */
static void
collect(struct catchment_decider *d, const struct home *home)
{
	const struct rule_list *patterns = catchment_patterns(d->table);

	d->found.count = 0;
	for (int kind = 0; kind < CATCHMENT_KINDS; kind++) {
		int part = rule_names_part((enum catchment_kind)kind);

		if (kind == CATCHMENT_COMPOUND)
			collect_compound(d, home);
		else if (part != ADDRESS_PARTS)
			collect_name(
			    d, home, (enum catchment_kind)kind, home->parts[part]);
	}
	for (size_t i = 0; i < home->area_count; i++)
		need(d, rule_index_collect(
			    catchment_index(d->table), home->areas[i], 0, &d->found));
	for (size_t i = 0; i < patterns->count; i++)
		need(d, rule_list_add(&d->found, patterns->rules[i]));
}

static int
compare_numbers(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* In the order of the table; a rule that two names of the home find is there once. */
static void
sort_list(struct rule_list *list)
{
	size_t kept = 0;

	if (list->count == 0)
		return;
	qsort(list->rules, list->count, sizeof *list->rules, compare_numbers);
	for (size_t i = 1; i < list->count; i++)
		if (list->rules[i] != list->rules[kept])
			list->rules[++kept] = list->rules[i];
	list->count = kept + 1;
}

static struct school *
touch(struct catchment_decider *d, uint32_t number)
{
	struct school *school = &d->schools[number];

	if (school->decision != d->decision) {
		*school = (struct school){ .decision = d->decision };
		need(d, rule_list_add(&d->touched, number));
	}
	return school;
}

/* Apply an exclusion to one of its schools. */
static void
apply_exclusion(struct school *school, enum rule_match match)
{
	if (match == RULE_YES && school->standing == UNNAMED)
		school->standing = OUTSIDE;
	else
		school->doubt = match == RULE_YES ? school->why : match;
}

/* Apply a rule that names, or may name, the home to one of its schools. */
static void
apply(struct school *school, const struct catchment_rule *rule, uint32_t number,
    enum rule_match match)
{
	bool certain = match == RULE_YES && school->doubt == RULE_NO;

	if (school->standing == INSIDE || school->standing == OUTSIDE)
		return;
	if (rule->except) {
		apply_exclusion(school, match);
		return;
	}
	if (!certain && school->standing == UNCERTAIN)
		return;
	school->standing = certain ? INSIDE : UNCERTAIN;
	school->why = match == RULE_YES ? school->doubt : match;
	school->rule = number;
}

/* Apply rules in their order to all of their schools. */
static void
apply_all(struct catchment_decider *d, const struct home *home, struct span text,
    const struct rule_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct catchment_rule *rule =
		    catchment_rule(d->table, list->rules[i]);
		enum rule_match match = rule_match(rule, home, text);

		if (match == RULE_TOO_LONG || match == RULE_NO_MEMORY)
			d->failure = match == RULE_TOO_LONG ? CATCHMENT_TOO_LONG
							    : CATCHMENT_NO_MEMORY;
		if (match == RULE_NO || d->failure != CATCHMENT_DECIDED)
			continue;
		for (size_t s = 0; s < rule->school_count; s++)
			apply(touch(d, rule->schools[s]), rule, list->rules[i], match);
	}
}

/* The rules with which schools have a standing; whether one lacks what landmarks
 * tell. */
static size_t
gather(struct catchment_decider *d, enum standing standing, bool *landmarks)
{
	d->candidates.count = 0;
	for (size_t i = 0; i < d->touched.count; i++) {
		const struct school *school = &d->schools[d->touched.rules[i]];

		if (school->standing != standing)
			continue;
		*landmarks |= school->why == RULE_IF_PLACE;
		need(d, rule_list_add(&d->candidates, school->rule));
	}
	sort_list(&d->candidates);
	return d->candidates.count;
}

/* The schools that the one rule gives: those of its own that no exclusion has taken. */
static void
give(struct catchment_decider *d, struct catchment_decision *decision)
{
	const struct catchment_rule *rule;

	decision->rule = d->candidates.rules[0];
	rule = catchment_rule(d->table, decision->rule);
	d->given.count = 0;
	for (size_t i = 0; i < rule->school_count; i++) {
		const struct school *school = &d->schools[rule->schools[i]];

		if (school->standing == INSIDE && school->rule == decision->rule)
			need(d, rule_list_add(&d->given, rule->schools[i]));
	}
	decision->schools = d->given.rules;
	decision->school_count = d->given.count;
}

static enum catchment_result
settle(struct catchment_decider *d, const struct home *home, struct span text)
{
	bool landmarks = false;
	size_t inside = gather(d, INSIDE, &landmarks);

	if (inside > 0)
		return inside == 1 ? CATCHMENT_DECIDED : CATCHMENT_SEVERAL;
	landmarks = false;
	if (gather(d, UNCERTAIN, &landmarks) > 0)
		return landmarks ? CATCHMENT_LANDMARKS : CATCHMENT_INCOMPLETE;
	apply_all(d, home, text, catchment_rests(d->table));
	inside = gather(d, INSIDE, &landmarks);
	if (inside > 0)
		return inside == 1 ? CATCHMENT_DECIDED : CATCHMENT_SEVERAL;
	return gather(d, UNCERTAIN, &landmarks) > 0 ? CATCHMENT_INCOMPLETE
						    : CATCHMENT_NOWHERE;
}

/* The canonical text, and what is left over behind it. */
static struct span
write_text(struct catchment_decider *d, const struct home *home)
{
	writer_reset(&d->text);
	if (home->canonical.len > 0)
		writer_bytes(&d->text, home->canonical.at, home->canonical.len);
	if (home->rest.len > 0) {
		writer_bytes(&d->text, " ", 1);
		writer_bytes(&d->text, home->rest.at, home->rest.len);
	}
	need(d, !writer_failed(&d->text));
	return (struct span){ d->text.text, d->text.len };
}

void
catchment_decide(struct catchment_decider *d, const struct home *home,
    struct catchment_decision *decision)
{
	struct span text = { "", 0 };

	d->decision++;
	d->failure = CATCHMENT_DECIDED;
	d->touched.count = 0;
	if (catchment_patterns(d->table)->count > 0)
		text = write_text(d, home);
	collect(d, home);
	sort_list(&d->found);
	apply_all(d, home, text, &d->found);
	*decision = (struct catchment_decision){ .result = settle(d, home, text) };
	if (decision->result == CATCHMENT_DECIDED)
		give(d, decision);
	else if (decision->result != CATCHMENT_NOWHERE) {
		decision->candidates = d->candidates.rules;
		decision->candidate_count = d->candidates.count;
	}
	if (d->failure != CATCHMENT_DECIDED)
		*decision = (struct catchment_decision){ .result = d->failure };
}

static const struct {
	const char *code, *reason;
} results[CATCHMENT_RESULTS] = {
	[CATCHMENT_DECIDED] = { "decided", "one rule decides" },
	[CATCHMENT_NOWHERE] = { "none", "no rule names the home" },
	[CATCHMENT_SEVERAL] = { "several", "rules of different schools name the home" },
	[CATCHMENT_INCOMPLETE] = { "incomplete",
	    "the address lacks a part that a rule asks for: the number, the building, "
	    "or the district" },
	[CATCHMENT_LANDMARKS] = { "landmarks",
	    "only a stretch of road between landmarks may hold the home: look at a "
	    "map" },
	[CATCHMENT_TOO_LONG] = { "too-long",
	    "the search of a pattern was stopped: it takes too many steps" },
	[CATCHMENT_NO_MEMORY] = { "no-memory", "no memory" },
};

const char *
catchment_result_code(enum catchment_result result)
{
	return results[result].code;
}

const char *
catchment_result_reason(enum catchment_result result)
{
	return results[result].reason;
}
