#include "identity/dedup_rules.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/decimal.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "settings/settings.h"

enum { PLACE = 256, DEFAULT_CHAIN = -5000, DEFAULT_MATCH = 10000, DEFAULT_YEARS = 6 };

/* Where something stands in the section, for messages. */
struct place {
	char text[PLACE];
};

static struct place at(const char *format, ...) __attribute__((format(printf, 1, 2)));

static struct place
at(const char *format, ...)
{
	struct place place;
	va_list args;

	va_start(args, format);
	vsnprintf(place.text, sizeof place.text, format, args);
	va_end(args);
	return place;
}

/* The members that an object may have, NULL behind the last. */
static void
check_members(const char *setting, const json_t *object, const char *const names[])
{
	const char *name;
	json_t *value;

	if (!json_is_object(object))
		settings_fail(setting, "must be an object");
	json_object_foreach((json_t *)object, name, value)
	{
		size_t i = 0;

		while (names[i] != NULL && strcmp(names[i], name) != 0)
			i++;
		if (names[i] == NULL)
			settings_fail(
			    at("%s/%s", setting, name).text, "is not known here");
	}
}

static bool
read_flag(const char *setting, const json_t *object, const char *name, bool otherwise)
{
	const json_t *value = json_object_get(object, name);

	if (value == NULL)
		return otherwise;
	if (!json_is_boolean(value))
		settings_fail(at("%s/%s", setting, name).text, "must be true or false");
	return json_is_true(value);
}

/* A number of a policy in units of 10^-places. */
static int64_t
read_units(const char *setting, const json_t *value, uint8_t places, int64_t least,
    int64_t most)
{
	struct decimal number = { 0 }, scale = { 1, 0 };

	for (uint8_t i = 0; i < places; i++)
		scale.units *= 10;
	if (json_is_integer(value))
		number.units = json_integer_value(value);
	else if (!json_is_real(value) ||
		 !decimal_from_double(json_real_value(value), &number))
		settings_fail(setting, "must be a number");
	if (!decimal_multiply(number, scale, &number) || number.scale != 0)
		settings_fail(setting, "must have at most %u places", places);
	if (number.units < least || number.units > most)
		settings_fail(setting, "is too small or too large");
	return number.units;
}

/* A score in bits, as thousandths. */
static int32_t
read_bits(const json_t *object, const char *name, int32_t otherwise)
{
	const json_t *value = json_object_get(object, name);

	return value == NULL ? otherwise
			     : (int32_t)read_units(at("match/%s", name).text, value, 3,
				   -1000000, 1000000);
}

static int64_t
read_count(const char *setting, const json_t *object, const char *name,
    int64_t otherwise, int64_t most)
{
	const json_t *value = json_object_get(object, name);

	return value == NULL
		   ? otherwise
		   : read_units(at("%s/%s", setting, name).text, value, 0, 1, most);
}

/* Add an array of texts, each a part or an array of parts. */
static void
load_texts(struct text_rules *texts, const char *setting, const json_t *array)
{
	const json_t *item;
	size_t i;

	if (!json_is_array(array) || json_array_size(array) == 0)
		settings_fail(setting, "must be an array of keys");
	texts->items = realloc(texts->items,
	    (texts->count + json_array_size(array)) * sizeof(struct key_text *));
	if (texts->items == NULL)
		allocate_fail();
	json_array_foreach(array, i, item)
	{
		texts->items[texts->count++] =
		    key_text_load(at("%s/%zu", setting, i).text, item);
	}
}

static void
free_texts(struct text_rules *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		key_text_free(texts->items[i]);
	free(texts->items);
}

/* Keys */

static void
add_key(struct key_rules *rules, const char *setting, struct key_text *text,
    struct key_rule rule)
{
	if (rules->identity == NULL)
		rules->identity = identity_new();
	if (rules->identity == NULL || !identity_add(rules->identity, text))
		allocate_fail();
	rules->items = realloc(rules->items, (rules->count + 1) * sizeof *rules->items);
	if (rules->items == NULL)
		allocate_fail();
	if (rule.name == NULL)
		rule.name = key_text_name(text);
	/* Rejects and the summary name a key. */
	for (size_t i = 0; i < rules->count; i++)
		if (strcmp(rules->items[i].name, rule.name) == 0)
			settings_fail(
			    setting, "another key has the name %s", rule.name);
	rules->items[rules->count++] = rule;
}

/* A path of a key of the policy that no record has is reported. */
static void
add_watched(struct key_rules *rules, const char *setting, struct key_text *text,
    struct key_rule rule)
{
	key_text_watch(text, "keys");
	add_key(rules, setting, text, rule);
}

void
key_rules_add_option(struct key_rules *rules, const char *paths)
{
	const char *why;
	struct key_text *text = key_text_of_paths(paths, &why);

	if (text == NULL) {
		settings_fail("key", "\"%s\": %s", paths, why);
		return;
	}
	key_text_watch(text, "key");
	add_key(rules, "key", text,
	    (struct key_rule){ .strength = STRENGTH_CERTAIN, .one_each = true });
}

/* { "of": [...], "strength": "strong", "name": ..., "one-each": ... } */
static void
load_key(struct key_rules *rules, const char *setting, const json_t *key,
    enum strength strength)
{
	static const char *const names[] = { "of", "strength", "name", "one-each",
		NULL };
	const json_t *word = json_object_get(key, "strength");
	struct key_rule rule = { .strength = STRENGTH_CERTAIN, .one_each = true };

	if (json_is_array(key)) {
		if (strength == STRENGTH_CERTAIN)
			add_watched(rules, setting, key_text_load(setting, key), rule);
		return;
	}
	if (!json_is_object(key))
		settings_fail(setting, "must be an array of parts, or an object");
	check_members(setting, key, names);
	if (word != NULL) {
		struct place place = at("%s/strength", setting);

		if (!json_is_string(word))
			settings_fail(place.text, "must be certain, strong or weak");
		rule.strength = (enum strength)settings_one_of(
		    place.text, json_string_value(word), strength_words);
	}
	if (rule.strength != strength)
		return;
	rule.name = json_string_value(json_object_get(key, "name"));
	rule.one_each =
	    read_flag(setting, key, "one-each", strength == STRENGTH_CERTAIN);
	rule.guards = rule.one_each;
	add_watched(rules, setting,
	    key_text_load(at("%s/of", setting).text, json_object_get(key, "of")), rule);
}

void
key_rules_load(struct key_rules *rules, const json_t *keys)
{
	const json_t *key;
	size_t i;

	if (keys == NULL)
		return;
	if (!json_is_array(keys))
		settings_fail("keys", "must be an array of keys");
	for (int strength = 0; strength < STRENGTHS; strength++)
		json_array_foreach(keys, i, key)
		{
			load_key(rules, at("keys/%zu", i).text, key,
			    (enum strength)strength);
		}
}

static void
watch_texts(const struct text_rules *texts, const char *setting)
{
	for (size_t i = 0; i < texts->count; i++)
		key_text_watch(texts->items[i], setting);
}

void
key_rules_free(struct key_rules *rules)
{
	identity_free(rules->identity);
	free(rules->items);
}

/* Match */

static void
load_chances(const char *setting, const json_t *array, size_t levels, uint64_t *chances)
{
	const json_t *chance;
	size_t i;

	if (!json_is_array(array) || json_array_size(array) != levels)
		settings_fail(setting,
		    "must be %zu probabilities: one for each level, and one for none",
		    levels);
	json_array_foreach(array, i, chance)
	{
		chances[i] = (uint64_t)read_units(
		    at("%s/%zu", setting, i).text, chance, 12, 0, (int64_t)MODEL_ONE);
	}
}

static void
load_comparison(struct match_rules *rules, size_t number, const json_t *json)
{
	static const char *const names[] = { "of", "name", "levels", "frequency", "m",
		"u", NULL };
	struct compare_rule *rule = &rules->compare[number];
	struct place place = at("match/compare/%zu", number);
	const json_t *levels = json_object_get(json, "levels"), *level, *m, *u;
	const char *why;
	size_t i;

	check_members(place.text, json, names);
	rule->of =
	    key_text_load(at("%s/of", place.text).text, json_object_get(json, "of"));
	rule->name = json_string_value(json_object_get(json, "name"));
	if (rule->name == NULL)
		rule->name = key_text_name(rule->of);
	if (!json_is_array(levels) || json_array_size(levels) == 0)
		settings_fail(
		    at("%s/levels", place.text).text, "must be an array of tests");
	json_array_foreach(levels, i, level)
	{
		const char *text = json_string_value(level);

		if (!comparison_add(&rule->comparison, text == NULL ? "" : text, &why))
			settings_fail(
			    at("%s/levels/%zu", place.text, i).text, "%s", why);
		rule->levels[i] = text;
	}
	rules->model.begins_exact[number] =
	    rule->comparison.tests[0].kind == COMPARISON_EXACT;
	rule->frequency = read_flag(place.text, json, "frequency", false);
	rules->model.levels[number] = comparison_levels(&rule->comparison);
	m = json_object_get(json, "m");
	u = json_object_get(json, "u");
	if ((m == NULL) != (u == NULL) ||
	    (number > 0 && rules->is_given != (m != NULL)))
		settings_fail(
		    place.text, "has m and u, as all comparisons do, or none has them");
	rules->is_given = m != NULL;
	if (m == NULL)
		return;
	load_chances(at("%s/m", place.text).text, m, rules->model.levels[number],
	    rules->model.m[number]);
	load_chances(at("%s/u", place.text).text, u, rules->model.levels[number],
	    rules->model.u[number]);
}

struct match_rules *
match_rules_load(const json_t *match)
{
	static const char *const names[] = { "blocks", "compare", "prior", "match",
		"review", "chain", "max-pairs", NULL };
	const json_t *compare = json_object_get(match, "compare"), *json;
	const json_t *prior = json_object_get(match, "prior");
	struct match_rules *rules;
	size_t i;

	if (match == NULL)
		return NULL;
	check_members("match", match, names);
	rules = allocate(1, sizeof *rules);
	load_texts(&rules->blocks, "match/blocks", json_object_get(match, "blocks"));
	if (rules->blocks.count > MATCH_MAX_BLOCKS)
		settings_fail("match/blocks", "more than %d keys", MATCH_MAX_BLOCKS);
	if (!json_is_array(compare) || json_array_size(compare) == 0 ||
	    json_array_size(compare) > MODEL_MAX_COMPARISONS)
		settings_fail("match/compare", "must be 1 to %d comparisons",
		    MODEL_MAX_COMPARISONS);
	json_array_foreach(compare, i, json)
	{
		load_comparison(rules, i, json);
	}
	rules->compare_count = rules->model.comparisons = i;
	watch_texts(&rules->blocks, "match/blocks");
	for (i = 0; i < rules->compare_count; i++)
		key_text_watch(rules->compare[i].of, "match/compare");
	if (rules->is_given != (prior != NULL))
		settings_fail("match", "has a prior if its comparisons have m and u");
	if (prior != NULL)
		rules->model.prior = (uint64_t)read_units(
		    "match/prior", prior, 12, 1, (int64_t)MODEL_ONE);
	rules->match = read_bits(match, "match", DEFAULT_MATCH);
	rules->review = read_bits(match, "review", 0);
	rules->chain = read_bits(match, "chain", DEFAULT_CHAIN);
	if (rules->review > rules->match)
		settings_fail("match/review", "must not be above match");
	rules->max_pairs = (uint64_t)read_count(
	    "match", match, "max-pairs", 1000000000, INT64_C(1000000000000000));
	return rules;
}

void
match_rules_free(struct match_rules *rules)
{
	if (rules == NULL)
		return;
	free_texts(&rules->blocks);
	for (size_t i = 0; i < rules->compare_count; i++)
		key_text_free(rules->compare[i].of);
	free(rules);
}

/* Twins */

struct twin_rules *
twin_rules_load(const json_t *twins)
{
	static const char *const names[] = { "same", "differ", "even-if-certain",
		NULL };
	const json_t *firm = json_object_get(twins, "even-if-certain");
	struct twin_rules *rules;

	if (twins == NULL)
		return NULL;
	check_members("twins", twins, names);
	rules = allocate(1, sizeof *rules);
	load_texts(&rules->same, "twins/same", json_object_get(twins, "same"));
	watch_texts(&rules->same, "twins/same");
	if (firm == NULL || json_object_get(twins, "differ") != NULL)
		load_texts(
		    &rules->differ, "twins/differ", json_object_get(twins, "differ"));
	rules->firm = rules->differ.count;
	if (firm != NULL)
		load_texts(&rules->differ, "twins/even-if-certain", firm);
	rules->firm = rules->differ.count - rules->firm;
	return rules;
}

void
twin_rules_free(struct twin_rules *rules)
{
	if (rules == NULL)
		return;
	free_texts(&rules->same);
	free_texts(&rules->differ);
	free(rules);
}

/* Homes */

static struct expression *
load_except(const char *text)
{
	const struct expression_variable variables[] = {
		{ "record", EXPRESSION_RECORD, NULL },
		{ "earlier", EXPRESSION_RECORD, NULL },
		{ "policy", EXPRESSION_CONSTANT, rule_constants() },
	};
	const struct expression_scope scope = { .variables = variables, .count = 3 };
	struct expression_error error;
	struct expression *expression =
	    expression_compile_condition(text, strlen(text), &scope, &error);

	if (expression == NULL)
		rule_fail("homes/except", text, &error);
	return expression;
}

static struct key_text *
load_text(const json_t *object, const char *name)
{
	const json_t *json = json_object_get(object, name);

	return json == NULL ? NULL : key_text_load(at("homes/%s", name).text, json);
}

struct home_rules *
home_rules_load(const json_t *homes)
{
	static const char *const names[] = { "unit", "address", "year", "years",
		"count", "school", "except", "set-aside", NULL };
	static const char *const counts[] = { "calendar", "school", NULL };
	struct home_rules *rules;
	const json_t *count, *school;

	if (homes == NULL)
		return NULL;
	check_members("homes", homes, names);
	rules = allocate(1, sizeof *rules);
	rules->unit = load_text(homes, "unit");
	rules->address = load_text(homes, "address");
	if (rules->unit == NULL && rules->address == NULL)
		settings_fail("homes", "needs a unit or an address");
	rules->year = load_text(homes, "year");
	if (rules->year == NULL)
		settings_fail("homes/year", "is needed");
	key_text_watch(rules->year, "homes/year");
	rules->years = (int32_t)read_count("homes", homes, "years", DEFAULT_YEARS, 100);
	count = json_object_get(homes, "count");
	if (count != NULL && !json_is_string(count))
		settings_fail("homes/count", "must be calendar or school");
	rules->school_years =
	    settings_one_of("homes/count", json_string_value(count), counts) == 1;
	school = json_object_get(homes, "school");
	if (school != NULL && !json_is_string(school))
		settings_fail("homes/school", "must be a path");
	rules->school = path_load_unwatched("homes/school", json_string_value(school));
	rules->except_text = json_string_value(json_object_get(homes, "except"));
	if (rules->except_text != NULL)
		rules->except = load_except(rules->except_text);
	rules->sets_aside = read_flag("homes", homes, "set-aside", false);
	return rules;
}

void
home_rules_free(struct home_rules *rules)
{
	if (rules == NULL)
		return;
	key_text_free(rules->unit);
	key_text_free(rules->address);
	key_text_free(rules->year);
	path_free(rules->school);
	expression_free(rules->except);
	free(rules);
}
