#include "preflight/expectations.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "memory/array.h"
#include "preflight/shares.h"
#include "record/path.h"
#include "rules/conditions.h"
#include "settings/keys.h"
#include "text/numbering.h"

/* A limit: a number, a percentage of all, or what is usual among the groups. */
struct limit {
	uint64_t number;
	bool given, percent, usual;
};

/* How many records of a group there are, and how many of them are so. */
struct tally {
	uint64_t count, of;
	uint64_t record;                  /* the number of the last one */
	struct expression_value *program; /* NULL if no condition asks for it */
};

struct expectation {
	const char *id, *message;
	uint32_t condition;
	struct path *by; /* NULL: all records are one group */
	struct limit most, least;
	struct numbering *groups;
	struct tally *tallies;
	size_t room;
	uint64_t failed;
	char *why; /* of the first one that failed */
};

struct expectations {
	struct conditions *conditions;
	struct expectation *all;
	size_t count;
	uint64_t records, least, large;
};

void
expectations_free(struct expectations *e)
{
	if (e == NULL)
		return;
	for (size_t i = 0; i < e->count; i++) {
		uint32_t groups =
		    e->all[i].groups == NULL ? 0 : numbering_count(e->all[i].groups);

		for (uint32_t g = 0; g < groups; g++)
			expression_value_free(e->all[i].tallies[g].program);
		path_free(e->all[i].by);
		numbering_free(e->all[i].groups);
		free(e->all[i].tallies);
		free(e->all[i].why);
	}
	conditions_free(e->conditions);
	free(e->all);
	free(e);
}

/* False with a new sentence; NULL if there is no memory. */
static bool
refuse(char **why, size_t rule, const char *key, const char *reason)
{
	static const char form[] = "/%zu%s%s: %s";
	int len = snprintf(NULL, 0, form, rule, key[0] == '\0' ? "" : "/", key, reason);

	*why = malloc((size_t)len + 1);
	if (*why != NULL)
		snprintf(*why, (size_t)len + 1, form, rule, key[0] == '\0' ? "" : "/",
		    key, reason);
	return false;
}

static bool
read_limit(const json_t *rule, const char *key, struct limit *limit)
{
	const json_t *json = json_object_get(rule, key);
	const char *text = json_string_value(json);

	limit->given = json != NULL;
	if (json_is_integer(json)) {
		limit->number = (uint64_t)json_integer_value(json);
		return json_integer_value(json) >= 0;
	}
	if (text == NULL)
		return json == NULL;
	limit->usual = strcmp(text, "usual") == 0;
	if (limit->usual)
		return true;
	limit->percent = true;
	for (; *text >= '0' && *text <= '9' && limit->number <= 100; text++)
		limit->number = limit->number * 10 + (uint64_t)(*text - '0');
	return text != json_string_value(json) && strcmp(text, "%") == 0 &&
	       limit->number <= 100;
}

static bool
read_condition(struct expectations *e, struct expectation *x, const json_t *rule,
    size_t number, char **why)
{
	const char *of = json_string_value(json_object_get(rule, "of"));
	struct expression_error error;

	*why = NULL;
	if (of == NULL)
		return refuse(why, number, "of", "there is no condition");
	x->condition = conditions_add(e->conditions, of, &error);
	if (x->condition != CONDITION_NONE)
		return true;
	return error.why != NULL && refuse(why, number, "of", error.why);
}

static bool
read_by(struct expectations *e, struct expectation *x, const json_t *rule,
    size_t number, char **why)
{
	const char *by = json_string_value(json_object_get(rule, "by"));
	const char *fault;

	*why = NULL;
	x->groups = numbering_new();
	if (x->groups == NULL)
		return false;
	if (json_object_get(rule, "by") != NULL && by == NULL)
		return refuse(why, number, "by", "it is no path");
	if (by == NULL && x->most.usual)
		return refuse(why, number, "at-most",
		    "what is usual needs groups: add the path by");
	if (by == NULL && conditions_of_program(e->conditions, x->condition))
		return refuse(why, number, "of",
		    "it names the program: add the path by, where its id stands");
	if (by == NULL)
		return true;
	x->by = path_new(by, &fault);
	return x->by != NULL || refuse(why, number, "by", fault);
}

static bool
read_rule(struct expectations *e, const json_t *rule, size_t number, char **why)
{
	static const char *const keys[] = { "id", "of", "by", "at-most", "at-least",
		"message", NULL };
	struct expectation *x = &e->all[number];

	x->id = json_string_value(json_object_get(rule, "id"));
	x->message = json_string_value(json_object_get(rule, "message"));
	if (!json_is_object(rule))
		return refuse(why, number, "", "it is no object");
	if (keys_unknown(rule, keys) != NULL)
		return refuse(why, number, keys_unknown(rule, keys),
		    "unknown; the keys are id, of, by, at-most, at-least and message");
	if (x->id == NULL || x->id[0] == '\0')
		return refuse(why, number, "id", "there is no id");
	if (!read_limit(rule, "at-most", &x->most) ||
	    !read_limit(rule, "at-least", &x->least) || x->least.usual)
		return refuse(why, number, "",
		    "a limit is neither a whole number nor a percentage such as "
		    "\"20%\", and at-most is not \"usual\" either");
	if (!x->most.given && !x->least.given)
		return refuse(why, number, "", "there is neither at-most nor at-least");
	return read_condition(e, x, rule, number, why) &&
	       read_by(e, x, rule, number, why);
}

struct expectations *
expectations_new(const json_t *rules, const json_t *constants, uint64_t least,
    uint64_t large, char **why)
{
	struct expectations *e = calloc(1, sizeof *e);
	bool fine = e != NULL;

	*why = NULL;
	if (fine) {
		e->conditions = conditions_new(constants);
		e->all = calloc(json_array_size(rules) + 1, sizeof *e->all);
		e->count = json_array_size(rules);
		e->least = least;
		e->large = large;
		fine = e->conditions != NULL && e->all != NULL;
	}
	for (size_t i = 0; fine && i < e->count; i++)
		fine = read_rule(e, json_array_get(rules, i), i, why);
	if (fine)
		return e;
	expectations_free(e);
	return NULL;
}

/* The tally of a group; NULL if there is no memory. */
static struct tally *
find_tally(const struct expectations *e, struct expectation *x, struct span name)
{
	struct tally *new;
	uint32_t number;
	bool known;

	if (!array_reserve(&x->tallies, &x->room,
		(size_t)numbering_count(x->groups) + 1, sizeof *x->tallies))
		return NULL;
	number = numbering_add(x->groups, name, &known);
	if (number == NUMBERING_NONE)
		return NULL;
	if (known)
		return &x->tallies[number];
	new = &x->tallies[number];
	*new = (struct tally){ 0 };
	if (conditions_of_program(e->conditions, x->condition)) {
		json_t *program = json_pack("{ss%}", "id", name.at, name.len);

		new->program = program == NULL ? NULL : expression_value_new(program);
		json_decref(program);
		if (new->program == NULL)
			return NULL;
	}
	return new;
}

/* Keep why the first one has failed. */
static bool
note_failure(struct expectation *x, const char *why)
{
	if (x->failed++ > 0)
		return true;
	x->why = malloc(strlen(why) + 1);
	if (x->why != NULL)
		memcpy(x->why, why, strlen(why) + 1);
	return x->why != NULL;
}

/* Count the record in a group, unless its list has named the group before. */
static bool
count(struct expectations *e, struct expectation *x, struct record *record,
    struct span group)
{
	struct tally *tally = find_tally(e, x, group);

	if (tally == NULL)
		return false;
	if (tally->record == e->records)
		return true;
	tally->record = e->records;
	tally->of++;
	switch (conditions_test(e->conditions, x->condition, record, tally->program)) {
	case CONDITION_TRUE:
		tally->count++;
		return true;
	case CONDITION_FALSE:
		return true;
	case CONDITION_FAILED:
		return note_failure(x, conditions_reason(e->conditions));
	default:
		return false;
	}
}

/* Count the record in the group of a text; what is no text is in none. */
static bool
count_value(struct expectations *e, struct expectation *x, struct record *record,
    const struct value *v)
{
	struct span name;

	if (v->type != VALUE_STRING)
		return true;
	name = record_text(record, v);
	return name.at != NULL && count(e, x, record, name);
}

static bool
count_all(struct expectations *e, struct expectation *x, struct record *record)
{
	const struct value *v;
	size_t list, end;

	if (x->by == NULL)
		return count(e, x, record, (struct span){ "", 0 });
	v = path_find(x->by, record);
	if (v == NULL || v->type != VALUE_ARRAY)
		return v == NULL || count_value(e, x, record, v);
	list = (size_t)(v - record->values);
	record_unfold(record, v);
	end = record->values[list].next;
	for (size_t i = list + 1; i < end; i = record->values[i].next)
		if (!count_value(e, x, record, &record->values[i]))
			return false;
	return true;
}

bool
expectations_add(struct expectations *e, struct record *record)
{
	conditions_next(e->conditions);
	e->records++;
	for (size_t i = 0; i < e->count; i++)
		if (!count_all(e, &e->all[i], record))
			return false;
	return true;
}

static bool
is_above(const struct expectations *e, const struct tally *t, const struct limit *l,
    uint64_t median)
{
	if (!l->given)
		return false;
	if (l->usual)
		return t->of >= e->least &&
		       shares_is_unusual(t->count, t->of, median, e->large);
	return l->percent ? t->count * 100 > l->number * t->of : t->count > l->number;
}

static bool
is_below(const struct tally *t, const struct limit *l)
{
	return l->given &&
	       (l->percent ? t->count * 100 < l->number * t->of : t->count < l->number);
}

static bool
tell(const struct expectation *x, const char *code, struct span group, uint64_t number,
    uint64_t of, const char *reason, struct preflight_findings *findings)
{
	const struct preflight_finding finding = { .severity = PREFLIGHT_ERROR,
		.code = code,
		.field = span_of(x->id),
		.group = group,
		.count = number,
		.of = of,
		.reason = reason };

	return preflight_add(findings, &finding);
}

/* Set the median of the shares of groups; false if there is no memory. */
static bool
find_median(const struct expectations *e, const struct expectation *x, uint64_t *median)
{
	struct shares shares = { 0 };
	bool fine = true;

	for (uint32_t i = 0; fine && i < numbering_count(x->groups); i++)
		if (x->tallies[i].of >= e->least)
			fine =
			    shares_add(&shares, x->tallies[i].count, x->tallies[i].of);
	*median = shares_median(&shares);
	shares_free(&shares);
	return fine;
}

static bool
check(const struct expectations *e, const struct expectation *x,
    struct preflight_findings *findings)
{
	const char *message =
	    x->message != NULL ? x->message
	    : x->most.usual    ? "far more of them than of other groups: let it look "
				 "at what it has handed in"
			       : "the count is not as the policy expects it";
	uint64_t median;

	if (!find_median(e, x, &median))
		return false;
	if (x->failed > 0 && !tell(x, "expectation-failed", (struct span){ NULL, 0 },
				 x->failed, e->records, x->why, findings))
		return false;
	/* It would be kept by any records. */
	if (numbering_count(x->groups) == 0 &&
	    !tell(x, "expectation-failed", (struct span){ NULL, 0 }, e->records,
		e->records, "no record has a text at its path by", findings))
		return false;
	for (uint32_t i = 0; i < numbering_count(x->groups); i++) {
		const struct tally *t = &x->tallies[i];

		if ((is_above(e, t, &x->most, median) || is_below(t, &x->least)) &&
		    !tell(x, "expectation", numbering_text(x->groups, i), t->count,
			t->of, message, findings))
			return false;
	}
	return true;
}

bool
expectations_check(struct expectations *e, struct preflight_findings *findings)
{
	for (size_t i = 0; i < e->count; i++)
		if (!check(e, &e->all[i], findings))
			return false;
	return true;
}
