/*
 * The worked cases that others have published, where they are at hand.  Each case
 * that is not run is named with the reason.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "audit/audit_stable.h"
#include "mechanisms/mechanism_run.h"

enum { SKIP = 77, MANY = 64, LISTS = MANY * MANY };

/* A case as arrays. */
struct table {
	const json_t *schools, *students;
	uint32_t capacity[MANY], group_first[MANY + 1];
	uint64_t first[MANY + 1], order[MANY], claim_first[LISTS + 1];
	struct wish wishes[LISTS];
	struct seat_group groups[LISTS];
	const char *type[LISTS]; /* whom the group is for; NULL: all */
	bool others[LISTS];      /* it is for all but these */
	struct claim claims[LISTS];
	uint64_t ranked[LISTS];
	struct ranking rankings[MANY];
	uint32_t ranking_of[MANY];
	struct market m;
	struct seat seats[MANY];
};

static const char *
text(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static uint32_t
number(const json_t *object, const char *name)
{
	return (uint32_t)json_integer_value(json_object_get(object, name));
}

/* The place of an id in an array of texts, or of objects with ids. */
static uint32_t
find(const json_t *array, const char *id)
{
	const json_t *one;
	size_t i;

	json_array_foreach(array, i, one)
	{
		const char *is =
		    json_is_object(one) ? text(one, "id") : json_string_value(one);

		if (is != NULL && strcmp(is, id) == 0)
			return (uint32_t)i;
	}
	return MARKET_NONE;
}

static struct seat_group *
add_group(struct table *t, uint32_t school, uint32_t seats, const char *type)
{
	uint32_t g = t->group_first[school + 1]++;

	t->type[g] = type;
	t->groups[g] = (struct seat_group){ seats, MARKET_NONE, MARKET_NONE };
	return &t->groups[g];
}

/* Seats in this precedence; what soft ones cannot fill goes to the best of all. */
static void
read_slots(struct table *t, uint32_t school, const json_t *slots)
{
	uint32_t first = t->group_first[school], last;
	const json_t *slot;
	bool soft = false;
	size_t i;

	json_array_foreach(slots, i, slot)
	{
		add_group(t, school, number(slot, "n"), text(slot, "for"))->to =
		    json_is_true(json_object_get(slot, "soft")) ? 0 : MARKET_NONE;
		soft = soft || json_is_true(json_object_get(slot, "soft"));
	}
	last = t->group_first[school + 1];
	if (soft)
		add_group(t, school, 0, NULL);
	for (uint32_t g = first; g < last; g++)
		if (t->groups[g].to == 0)
			t->groups[g].to = last;
}

static void
read_reserves(struct table *t, uint32_t school, const json_t *reserves)
{
	const char *kind = text(reserves, "kind"), *type = text(reserves, "type");
	uint32_t seats = t->capacity[school], g = t->group_first[school];

	if (kind == NULL)
		return;
	if (strcmp(kind, "type_cap") == 0) {
		/* Others first, so that those of the type have no more than the rest.
		 */
		uint32_t max = number(reserves, "max");

		add_group(t, school, seats > max ? seats - max : 0, type);
		t->others[g] = true;
		add_group(t, school, seats < max ? seats : max, NULL);
	} else if (strcmp(kind, "minority_reserve") == 0) {
		uint32_t n = number(reserves, "n");

		add_group(t, school, n, type)->to = g + 1;
		add_group(t, school, seats - n, NULL);
	} else if (strcmp(kind, "slots") == 0)
		read_slots(t, school, json_object_get(reserves, "order"));
	else
		assert(false);
}

/* The claims of a student at a school with groups, as one list. */
static void
read_claims(struct table *t, const json_t *student, struct wish *wish, uint32_t list)
{
	const json_t *types = json_object_get(student, "types");
	uint64_t at = t->claim_first[list];

	for (uint32_t g = t->group_first[wish->program];
	     g < t->group_first[wish->program + 1]; g++) {
		bool is = t->type[g] != NULL && find(types, t->type[g]) != MARKET_NONE;

		if (t->type[g] == NULL || is != t->others[g])
			t->claims[at++] = (struct claim){ g, wish->priority };
	}
	t->claim_first[list + 1] = at;
	wish->priority = list;
}

static void
read_student(struct table *t, uint32_t i, uint32_t *lists)
{
	const json_t *student = json_array_get(t->students, i), *choice;
	size_t c;

	t->first[i + 1] = t->first[i];
	json_array_foreach(json_object_get(student, "prefs"), c, choice)
	{
		struct wish *w = &t->wishes[t->first[i + 1]++];
		const json_t *school;

		w->program = find(t->schools, json_string_value(choice));
		assert(w->program != MARKET_NONE);
		school = json_array_get(t->schools, w->program);
		w->priority =
		    find(json_object_get(school, "priority"), text(student, "id"));
		if (w->priority == MARKET_NONE)
			w->priority = t->m.ranked ? WISH_NOT_ELIGIBLE : 0;
		else if (market_grouped(&t->m, w->program))
			read_claims(t, student, w, (*lists)++);
	}
}

/* The order of a case with one: a list of ids, or of lists of ids that share it. */
static void
read_order(struct table *t, const json_t *line)
{
	const json_t *class;
	size_t o;

	json_array_foreach(line, o, class)
	{
		size_t count = json_is_array(class) ? json_array_size(class) : 1;

		for (size_t i = 0; i < count; i++) {
			const char *id = json_string_value(
			    json_is_array(class) ? json_array_get(class, i) : class);

			t->order[find(t->students, id)] = o + 1;
		}
	}
}

/* All whom a school ranks, chosen or not. */
static void
read_ranking(struct table *t, uint32_t school)
{
	const json_t *line =
	    json_object_get(json_array_get(t->schools, school), "priority");
	struct ranking *r = &t->rankings[school];

	*r = (struct ranking){ &t->ranked[MANY * school], 0 };
	for (uint32_t place = 0; place < json_array_size(line); place++) {
		uint32_t i =
		    find(t->students, json_string_value(json_array_get(line, place)));

		if (i != MARKET_NONE)
			r->entries[r->count++] = (uint64_t)place << 32 | i;
	}
	t->ranking_of[school] = school;
}

static struct table *
read_table(const json_t *one)
{
	const json_t *line = json_object_get(json_object_get(one, "params"), "order");
	struct table *t = calloc(1, sizeof *t);
	uint32_t lists = 0;

	assert(t != NULL);
	t->schools = json_object_get(one, "schools");
	t->students = json_object_get(one, "students");
	assert(json_array_size(t->schools) <= MANY);
	assert(json_array_size(t->students) <= MANY);
	t->m = (struct market){ .programs = (uint32_t)json_array_size(t->schools),
		.capacity = t->capacity,
		.applicants = (uint32_t)json_array_size(t->students),
		.first = t->first,
		.order = line != NULL ? t->order : NULL,
		.wishes = t->wishes,
		.ranked = line == NULL,
		.ranking_of = t->ranking_of,
		.rankings = t->rankings,
		.group_first = t->group_first,
		.groups = t->groups,
		.claim_first = t->claim_first,
		.claims = t->claims };
	t->m.ranking_count = t->m.programs;
	for (uint32_t p = 0; p < t->m.programs; p++) {
		const json_t *school = json_array_get(t->schools, p);

		t->capacity[p] = number(school, "capacity");
		t->group_first[p + 1] = t->group_first[p];
		read_ranking(t, p);
		read_reserves(t, p, json_object_get(school, "reserves"));
	}
	for (uint32_t i = 0; i < t->m.applicants; i++)
		read_student(t, i, &lists);
	read_order(t, line);
	return t;
}

static void
is_expected(struct table *t, const json_t *one, bool set)
{
	for (uint32_t i = 0; i < t->m.applicants; i++) {
		const char *id = text(json_array_get(t->students, i), "id");
		const char *school = text(json_object_get(one, "expected"), id);
		uint32_t p = school == NULL ? MARKET_NONE : find(t->schools, school);

		if (!set)
			assert(t->seats[i].program == p);
		t->seats[i] = (struct seat){ p, MARKET_NONE, MARKET_NONE };
		for (uint32_t c = 0; c < market_list_length(&t->m, i); c++)
			if (t->wishes[t->first[i] + c].program == p)
				t->seats[i].choice = c;
	}
}

static void
no_breach(void *context, const struct breach *b)
{
	(void)context;
	fprintf(stderr, "matching cases: %s\n", audit_report_word(b->code));
	assert(false);
}

static void
run(const json_t *one, const struct mechanism_rules *rules)
{
	struct table *t = read_table(one);
	struct mechanism_place where;
	struct market_tie tie;

	assert(mechanism_check(rules, &t->m, &where) == NULL);
	assert(mechanism_run(rules, &t->m, t->seats, &tie) == MARKET_OK);
	if (rules->mechanism == MECHANISM_DEFERRED)
		assert(audit_stable(&t->m, NULL, t->seats, no_breach, NULL));
	is_expected(t, one, false);
	free(t);
}

/* The best stable result for the schools is not ours, but it is stable. */
static void
audit(const json_t *one)
{
	struct table *t = read_table(one);

	is_expected(t, one, true);
	assert(audit_stable(&t->m, NULL, t->seats, no_breach, NULL));
	free(t);
}

/* Who is of more than one seat is there as often, bound to himself. */
static void
lay_out_bundles(const json_t *one, uint32_t *bundle)
{
	json_t *students = json_object_get(one, "students");

	for (size_t i = 0; i < json_array_size(students); i++) {
		const json_t *student = json_array_get(students, i);

		assert(i < MANY);
		if (i > 0 && strcmp(text(student, "id"),
				 text(json_array_get(students, i - 1), "id")) == 0)
			continue;
		for (uint32_t seat = 1; seat < number(student, "size"); seat++) {
			json_array_insert_new(
			    students, i + seat, json_copy((json_t *)student));
			bundle[i] = bundle[i + seat] = (uint32_t)i;
		}
	}
}

/* Those of a couple are bound, each with his own part of their list. */
static void
lay_out_couples(const json_t *one, uint32_t *bundle)
{
	const json_t *students = json_object_get(one, "students"), *couple, *pair;
	size_t i, k;

	json_array_foreach(json_object_get(one, "couples"), i, couple)
	{
		uint32_t who[2];

		for (size_t half = 0; half < 2; half++) {
			json_t *prefs = json_array();

			json_array_foreach(json_object_get(couple, "prefs"), k, pair)
			{
				json_t *school = json_array_get(pair, half);

				if (find(prefs, json_string_value(school)) ==
				    MARKET_NONE)
					json_array_append(prefs, school);
			}
			who[half] = find(
			    students, json_string_value(json_array_get(
					  json_object_get(couple, "members"), half)));
			json_object_set_new(
			    json_array_get(students, who[half]), "prefs", prefs);
		}
		bundle[who[0]] = bundle[who[1]] = who[0] < who[1] ? who[0] : who[1];
	}
}

/* Where no stable result exists, or need not, we say that we cannot. */
static void
is_refused(const json_t *one)
{
	const struct mechanism_rules rules = { .mechanism = MECHANISM_DEFERRED };
	uint32_t bundle[MANY];
	struct mechanism_place where;
	struct table *t;

	memset(bundle, 0xff, sizeof bundle);
	lay_out_bundles(one, bundle);
	lay_out_couples(one, bundle);
	t = read_table(one);
	t->m.bundle = bundle;
	assert(
	    strcmp(mechanism_check(&rules, &t->m, &where), "bundles-not-serial") == 0);
	free(t);
}

/* A result with couples: each has a pair of their list, and nobody envies by himself.
 */
static void
audit_couples(const json_t *one)
{
	const json_t *couple, *pair, *expected = json_object_get(one, "expected");
	uint32_t bundle[MANY];
	size_t i, k;

	json_array_foreach(json_object_get(one, "couples"), i, couple)
	{
		const json_t *members = json_object_get(couple, "members");
		bool listed = false;

		json_array_foreach(json_object_get(couple, "prefs"), k, pair)
		{
			bool both = true;

			for (size_t half = 0; half < 2; half++)
				both = both && json_equal(json_array_get(pair, half),
						   json_object_get(expected,
						       json_string_value(json_array_get(
							   members, half))));
			listed = listed || both;
		}
		assert(listed);
	}
	lay_out_couples(one, bundle);
	audit(one);
}

/* Why a case is not run, or NULL. */
static const char *
beyond(const json_t *one)
{
	static const char *const why[][2] = {
		{ "CALL-ORDER",
		    "an order in which one school calls, not an allocation" },
	};
	const json_t *school;
	size_t i;

	for (i = 0; i < sizeof why / sizeof *why; i++)
		if (strcmp(text(one, "mechanism"), why[i][0]) == 0)
			return why[i][1];
	json_array_foreach(json_object_get(one, "schools"), i, school)
	{
		const char *kind = text(json_object_get(school, "reserves"), "kind");

		if (kind != NULL && strcmp(kind, "horizontal") == 0)
			return "groups are filled by precedence, not for the most";
	}
	return NULL;
}

static void
run_case(const json_t *one)
{
	static const struct {
		const char *name;
		struct mechanism_rules rules;
	} table[] = {
		{ "DA", { .mechanism = MECHANISM_DEFERRED } },
		{ "IA", { .mechanism = MECHANISM_IMMEDIATE } },
		{ "TTC", { .mechanism = MECHANISM_TTC } },
		{ "SD", { .mechanism = MECHANISM_SERIAL } },
		{ "SD-TIES", { .mechanism = MECHANISM_SERIAL, .shared = true } },
		{ "CP", { .mechanism = MECHANISM_PARALLEL, .band_count = 1 } },
	};
	uint32_t e = number(json_object_get(one, "params"), "e");
	const char *name = text(one, "mechanism");

	if (strcmp(name, "DA-college") == 0) {
		audit(one);
		return;
	}
	if (strcmp(name, "COUPLES") == 0 || strcmp(name, "BUNDLE-STABLE") == 0) {
		is_refused(one);
		if (json_is_object(json_object_get(one, "expected")))
			audit_couples(one);
		return;
	}
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct mechanism_rules rules = table[i].rules;

		rules.bands = &e;
		if (strcmp(table[i].name, name) == 0) {
			run(one, &rules);
			return;
		}
	}
	assert(false);
}

int
main(void)
{
	json_t *cases = json_load_file("../shared/cases/matching_cases.json", 0, NULL);
	const json_t *one;
	size_t i, done = 0;

	if (cases == NULL)
		return SKIP;
	json_array_foreach(cases, i, one)
	{
		const char *why = beyond(one);

		if (why != NULL) {
			printf("not run: %s: %s\n", text(one, "name"), why);
			continue;
		}
		run_case(one);
		done++;
	}
	printf("matching cases: %zu of %zu\n", done, json_array_size(cases));
	json_decref(cases);
	return 0;
}
