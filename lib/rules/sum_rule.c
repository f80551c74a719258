#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/path.h"
#include "rules/sum_rule.h"

struct sum_rule {
	char *id, *message;
	bool is_warning;
	struct path *total, **parts;
	size_t count;
};

static bool
fail(char why[SUM_RULE_FAULT_SIZE], const char *key, const char *reason)
{
	snprintf(why, SUM_RULE_FAULT_SIZE, "/%s: %s", key, reason);
	return false;
}

static bool
knows_keys(const json_t *rule, char why[SUM_RULE_FAULT_SIZE])
{
	static const char *const known[] = { "id", "sum", "is", "message", "severity" };
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)rule, key, value)
	{
		size_t i = 0;

		while (i < sizeof known / sizeof *known && strcmp(key, known[i]) != 0)
			i++;
		if (i == sizeof known / sizeof *known)
			return fail(why, key, "a rule has no such key");
	}
	return true;
}

static bool
take_text(
    const json_t *rule, const char *key, char **text, char why[SUM_RULE_FAULT_SIZE])
{
	const char *value = json_string_value(json_object_get(rule, key));

	if (value == NULL || value[0] == '\0')
		return fail(why, key, "must be there, and be a text");
	*text = strdup(value);
	return *text != NULL || fail(why, key, "no memory");
}

static bool
take_path(const json_t *value, const char *key, struct path **path,
    char why[SUM_RULE_FAULT_SIZE])
{
	const char *text = json_string_value(value), *reason;

	if (text == NULL)
		return fail(why, key, "must be the path of a number");
	*path = path_new(text, &reason);
	return *path != NULL || fail(why, key, reason);
}

static bool
take_parts(const json_t *parts, struct sum_rule *r, char why[SUM_RULE_FAULT_SIZE])
{
	char key[32];

	if (json_array_size(parts) == 0)
		return fail(why, "sum", "must be an array of paths");
	r->parts = calloc(json_array_size(parts), sizeof(struct path *));
	if (r->parts == NULL)
		return fail(why, "sum", "no memory");
	for (; r->count < json_array_size(parts); r->count++) {
		snprintf(key, sizeof key, "sum/%zu", r->count);
		if (!take_path(
			json_array_get(parts, r->count), key, &r->parts[r->count], why))
			return false;
	}
	return true;
}

static bool
take_severity(const json_t *severity, bool *is_warning, char why[SUM_RULE_FAULT_SIZE])
{
	const char *text = severity != NULL ? json_string_value(severity) : "error";

	*is_warning = text != NULL && strcmp(text, "warning") == 0;
	return *is_warning || (text != NULL && strcmp(text, "error") == 0) ||
	       fail(why, "severity", "is \"error\" or \"warning\"");
}

struct sum_rule *
sum_rule_new(const json_t *rule, char why[SUM_RULE_FAULT_SIZE])
{
	struct sum_rule *r = calloc(1, sizeof *r);

	snprintf(why, SUM_RULE_FAULT_SIZE, "%s",
	    r == NULL ? "no memory" : "must be an object");
	if (r != NULL && json_is_object(rule) && knows_keys(rule, why) &&
	    take_text(rule, "id", &r->id, why) &&
	    take_text(rule, "message", &r->message, why) &&
	    take_parts(json_object_get(rule, "sum"), r, why) &&
	    take_path(json_object_get(rule, "is"), "is", &r->total, why) &&
	    take_severity(json_object_get(rule, "severity"), &r->is_warning, why))
		return r;
	sum_rule_free(r);
	return NULL;
}

void
sum_rule_free(struct sum_rule *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->count; i++)
		path_free(r->parts[i]);
	free(r->parts);
	path_free(r->total);
	free(r->id);
	free(r->message);
	free(r);
}

const char *
sum_rule_id(const struct sum_rule *r)
{
	return r->id;
}

const char *
sum_rule_message(const struct sum_rule *r)
{
	return r->message;
}

bool
sum_rule_is_warning(const struct sum_rule *r)
{
	return r->is_warning;
}

static enum sum_rule_result
read_number(struct path *path, struct record *record, struct decimal *number,
    const char **field)
{
	*field = path_text(path);
	switch (path_decimal(path, record, number)) {
	case PATH_FOUND:
		return SUM_RULE_HOLDS;
	case PATH_MISSING:
		return SUM_RULE_MISSING;
	case PATH_RANGE:
		return SUM_RULE_RANGE;
	default:
		return SUM_RULE_NO_NUMBER;
	}
}

enum sum_rule_result
sum_rule_check(struct sum_rule *r, struct record *record, const char **field)
{
	struct decimal sum = { .units = 0 }, part, total;
	enum sum_rule_result found;

	for (size_t i = 0; i < r->count; i++) {
		found = read_number(r->parts[i], record, &part, field);
		if (found != SUM_RULE_HOLDS)
			return found;
		if (!decimal_add(sum, part, &sum))
			return SUM_RULE_RANGE;
	}
	found = read_number(r->total, record, &total, field);
	if (found != SUM_RULE_HOLDS)
		return found;
	return decimal_compare(sum, total) == 0 ? SUM_RULE_HOLDS : SUM_RULE_FAILS;
}
