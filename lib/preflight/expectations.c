#include "preflight/expectations.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "memory/array.h"
#include "record/path.h"
#include "rules/conditions.h"
#include "settings/keys.h"
#include "text/numbering.h"

/* A limit: a number, or a percentage of all. */
struct limit {
	uint64_t number;
	bool given, percent;
};

/* How many records of a group there are, and how many of them are so. */
struct tally {
	uint64_t count, of;
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
	uint64_t records;
};

void
expectations_free(struct expectations *e)
{
	if (e == NULL)
		return;
	for (size_t i = 0; i < e->count; i++) {
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
read_by(struct expectation *x, const json_t *rule, size_t number, char **why)
{
	const char *by = json_string_value(json_object_get(rule, "by"));
	const char *fault;

	*why = NULL;
	x->groups = numbering_new();
	if (x->groups == NULL)
		return false;
	if (by == NULL)
		return json_object_get(rule, "by") == NULL ||
		       refuse(why, number, "by", "it is no path");
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
	    !read_limit(rule, "at-least", &x->least))
		return refuse(why, number, "",
		    "a limit is neither a whole number nor a percentage such as "
		    "\"20%\"");
	if (!x->most.given && !x->least.given)
		return refuse(why, number, "", "there is neither at-most nor at-least");
	return read_condition(e, x, rule, number, why) && read_by(x, rule, number, why);
}

struct expectations *
expectations_new(const json_t *rules, const json_t *constants, char **why)
{
	struct expectations *e = calloc(1, sizeof *e);
	bool fine = e != NULL;

	*why = NULL;
	if (fine) {
		e->conditions = conditions_new(constants);
		e->all = calloc(json_array_size(rules) + 1, sizeof *e->all);
		e->count = json_array_size(rules);
		fine = e->conditions != NULL && e->all != NULL;
	}
	for (size_t i = 0; fine && i < e->count; i++)
		fine = read_rule(e, json_array_get(rules, i), i, why);
	if (fine)
		return e;
	expectations_free(e);
	return NULL;
}

/* The group of a record; NULL if it is in none.  False if there is no memory. */
static bool
find_tally(struct expectation *x, struct record *record, struct tally **tally)
{
	struct span name = { "", 0 };
	enum path_found found =
	    x->by == NULL ? PATH_FOUND : path_string(x->by, record, &name);
	uint32_t number;
	bool known;

	*tally = NULL;
	if (found != PATH_FOUND)
		return found != PATH_NO_MEMORY;
	if (!array_reserve(&x->tallies, &x->room,
		(size_t)numbering_count(x->groups) + 1, sizeof *x->tallies))
		return false;
	number = numbering_add(x->groups, name, &known);
	if (number == NUMBERING_NONE)
		return false;
	if (!known)
		x->tallies[number] = (struct tally){ 0, 0 };
	*tally = &x->tallies[number];
	return true;
}

static bool
count(struct expectations *e, struct expectation *x, struct record *record)
{
	struct tally *tally;
	const char *why;

	if (!find_tally(x, record, &tally))
		return false;
	if (tally == NULL)
		return true;
	tally->of++;
	switch (conditions_test(e->conditions, x->condition, record, NULL)) {
	case CONDITION_TRUE:
		tally->count++;
		return true;
	case CONDITION_FALSE:
		return true;
	case CONDITION_FAILED:
		break;
	default:
		return false;
	}
	why = conditions_reason(e->conditions);
	if (x->failed++ > 0)
		return true;
	x->why = malloc(strlen(why) + 1);
	if (x->why != NULL)
		memcpy(x->why, why, strlen(why) + 1);
	return x->why != NULL;
}

bool
expectations_add(struct expectations *e, struct record *record)
{
	conditions_next(e->conditions);
	e->records++;
	for (size_t i = 0; i < e->count; i++)
		if (!count(e, &e->all[i], record))
			return false;
	return true;
}

static bool
is_above(const struct tally *t, const struct limit *l)
{
	return l->given &&
	       (l->percent ? t->count * 100 > l->number * t->of : t->count > l->number);
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

static bool
check(
    const struct expectation *x, uint64_t records, struct preflight_findings *findings)
{
	static const char plain[] = "the count is not as the policy expects it";
	const struct tally none = { 0, 0 };

	if (x->failed > 0 && !tell(x, "expectation-failed", (struct span){ NULL, 0 },
				 x->failed, records, x->why, findings))
		return false;
	/* Of no record at all a least number is missing. */
	if (numbering_count(x->groups) == 0 && is_below(&none, &x->least) &&
	    !tell(x, "expectation", (struct span){ NULL, 0 }, 0, records,
		x->message != NULL ? x->message : plain, findings))
		return false;
	for (uint32_t i = 0; i < numbering_count(x->groups); i++) {
		const struct tally *t = &x->tallies[i];

		if ((is_above(t, &x->most) || is_below(t, &x->least)) &&
		    !tell(x, "expectation", numbering_text(x->groups, i), t->count,
			t->of, x->message != NULL ? x->message : plain, findings))
			return false;
	}
	return true;
}

bool
expectations_check(struct expectations *e, struct preflight_findings *findings)
{
	for (size_t i = 0; i < e->count; i++)
		if (!check(&e->all[i], e->records, findings))
			return false;
	return true;
}
