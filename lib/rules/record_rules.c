#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/json_pointer.h"
#include "record/writer.h"
#include "rules/record_rules.h"
#include "settings/allocate.h"
#include "settings/keys.h"
#include "settings/settings.h"

enum { NUMBER_SIZE = 24 };

struct record_rules {
	struct record_rule *rules;
	size_t count;
	struct writer pointer; /* to a field at which something was found */
};

/* The place of a key of a rule, as settings_fail() takes it; until the next call. */
static const char *
place(const char *setting, size_t number, const char *key)
{
	static struct writer text;
	char digits[NUMBER_SIZE];

	writer_reset(&text);
	writer_bytes(&text, setting, strlen(setting));
	snprintf(digits, sizeof digits, "/%zu", number);
	writer_bytes(&text, digits, strlen(digits));
	if (key != NULL) {
		writer_bytes(&text, "/", 1);
		writer_bytes(&text, key, strlen(key));
	}
	writer_bytes(&text, "", 1);
	return writer_failed(&text) ? setting : text.text;
}

static void
check_keys(const char *setting, size_t number, const json_t *rule)
{
	static const char *const keys[] = { "id", "field", "when", "assert", "message",
		"severity", NULL };
	const char *unknown;

	if (!json_is_object(rule))
		settings_fail(place(setting, number, NULL), "must be an object");
	unknown = keys_unknown(rule, keys);
	if (unknown != NULL)
		settings_fail(place(setting, number, unknown), "unknown key");
}

/* The text of a key, or NULL if it need not be there and is not. */
static const char *
text_of(const char *setting, size_t number, const json_t *rule, const char *key,
    bool required)
{
	const json_t *value = json_object_get(rule, key);

	if (value == NULL && !required)
		return NULL;
	if (json_string_length(value) == 0)
		settings_fail(
		    place(setting, number, key), "must be there, and be text");
	return json_string_value(value);
}

static struct rule *
condition_of(const char *setting, size_t number, const json_t *rule, const char *key,
    bool required)
{
	const char *text = text_of(setting, number, rule, key, required);

	return text != NULL ? rule_load_condition(place(setting, number, key), text)
			    : NULL;
}

static bool
severity_of(const char *setting, size_t number, const json_t *rule)
{
	static const char *const words[] = { "error", "warning", NULL };
	const char *text = text_of(setting, number, rule, "severity", false);

	return settings_one_of(place(setting, number, "severity"), text, words) == 1;
}

static void
load(struct record_rules *all, const char *setting, size_t number, const json_t *rule)
{
	struct record_rule *r = &all->rules[number];

	check_keys(setting, number, rule);
	r->id = text_of(setting, number, rule, "id", true);
	r->field = text_of(setting, number, rule, "field", false);
	r->message = text_of(setting, number, rule, "message", true);
	r->assertion = condition_of(setting, number, rule, "assert", true);
	r->when = condition_of(setting, number, rule, "when", false);
	r->is_warning = severity_of(setting, number, rule);
	for (size_t i = 0; i < number; i++)
		if (strcmp(all->rules[i].id, r->id) == 0)
			settings_fail(place(setting, number, "id"),
			    "rule %zu has the same one", i);
}

struct record_rules *
record_rules_load(const char *setting, const json_t *list)
{
	struct record_rules *all = allocate(1, sizeof *all);

	if (list != NULL && !json_is_array(list))
		settings_fail(setting, "must be an array of rules");
	all->rules = allocate(json_array_size(list) + 1, sizeof *all->rules);
	for (; all->count < json_array_size(list); all->count++)
		load(all, setting, all->count, json_array_get(list, all->count));
	return all;
}

void
record_rules_free(struct record_rules *all)
{
	if (all == NULL)
		return;
	for (size_t i = 0; i < all->count; i++) {
		rule_free(all->rules[i].when);
		rule_free(all->rules[i].assertion);
	}
	writer_free(&all->pointer);
	free(all->rules);
	free(all);
}

/* The path of a finding as a JSON Pointer with a NUL behind it. */
static const char *
pointer_of(struct writer *w, const char *path)
{
	size_t len;

	writer_reset(w);
	if (path[0] == '/')
		writer_bytes(w, path, strlen(path));
	for (; path[0] != '/' && path[0] != '\0'; path += len + (path[len] == '.')) {
		len = strcspn(path, ".");
		json_pointer_name(w, (struct span){ path, len });
	}
	writer_bytes(w, "", 1);
	return writer_failed(w) ? "" : w->text;
}

/* Whether a rule reads a field at which one of the first count findings stands. */
static bool
has_finding(struct record_rules *all, const struct record_rule *r,
    const struct findings *errors, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *pointer;

		if (errors->items[i].field == NULL)
			continue;
		pointer = pointer_of(&all->pointer, errors->items[i].field);
		if (expression_reads(rule_expression(r->assertion), pointer, NULL) ||
		    (r->when != NULL &&
			expression_reads(rule_expression(r->when), pointer, NULL)))
			return true;
	}
	return false;
}

size_t
record_rules_count(const struct record_rules *all)
{
	return all->count;
}

const struct record_rule *
record_rules_at(const struct record_rules *all, size_t number)
{
	return &all->rules[number];
}

/* What a condition says: held, broken or failed. */
static enum record_rule_verdict
verdict_of(struct rule *condition, struct record *record, const char **why)
{
	struct expression *e = rule_expression(condition);

	if (rule_evaluate(condition, record) == EXPRESSION_BOOLEAN)
		return expression_boolean(e) ? RECORD_RULE_HELD : RECORD_RULE_BROKEN;
	/* Borrowed from the condition, which is not evaluated again for this record. */
	if (why != NULL)
		*why = expression_failure_text(e);
	return RECORD_RULE_FAILED;
}

enum record_rule_verdict
record_rule_judge(const struct record_rule *r, struct record *record, const char **why)
{
	enum record_rule_verdict applies = RECORD_RULE_HELD;

	if (r->when != NULL)
		applies = verdict_of(r->when, record, why);
	if (applies == RECORD_RULE_BROKEN)
		return RECORD_RULE_APART;
	return applies == RECORD_RULE_HELD ? verdict_of(r->assertion, record, why)
					   : applies;
}

void
record_rules_apply(
    struct record_rules *all, struct record *record, struct findings *errors)
{
	size_t before = errors->count;

	for (size_t i = 0; i < all->count; i++) {
		const struct record_rule *r = &all->rules[i];
		struct finding found = { .rule = r->id, .field = r->field };

		if (has_finding(all, r, errors, before))
			continue;
		switch (record_rule_judge(r, record, &found.reason)) {
		case RECORD_RULE_APART:
		case RECORD_RULE_HELD:
			continue;
		case RECORD_RULE_BROKEN:
			found.code = "rule-failed";
			found.reason = r->message;
			break;
		case RECORD_RULE_FAILED:
			found.code = "rule-error";
			break;
		}
		findings_add(r->is_warning ? errors->warnings : errors, found);
	}
}
