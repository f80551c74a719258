#include "identity/keep_rule.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "rules/rule.h"
#include "settings/allocate.h"
#include "settings/settings.h"

enum kind { NO_VALUE, BOOLEAN, NUMBER, TEXT };

struct held {
	enum kind kind;
	struct decimal number; /* of a boolean, 0 or 1 */
	uint64_t at, len;      /* of a text */
};

struct keep_rule {
	enum keep_order order;
	struct rule *rule; /* NULL: the most complete record */
	struct held *values;
	size_t count, room;
	char *text;
	size_t text_len, text_size;
};

/* Whether a text is one word: a slip in "first", say, is not to pass for a field. */
static bool
is_word(const char *text)
{
	return strpbrk(text, ".()[]+-*/?:<>=!&|%'\"") == NULL;
}

struct keep_rule *
keep_rule_load(const char *setting, const char *text)
{
	struct keep_rule *k = allocate(1, sizeof *k);

	k->order = KEEP_BY_VALUE;
	if (strcmp(text, "first") == 0)
		k->order = KEEP_FIRST;
	else if (strcmp(text, "last") == 0)
		k->order = KEEP_LAST;
	else if (strcmp(text, "most-complete") != 0) {
		if (is_word(text))
			settings_fail(setting,
			    "must be first, last, most-complete or an expression "
			    "(for a field: record.%s)",
			    text);
		k->rule = rule_load(setting, text);
	}
	return k;
}

void
keep_rule_free(struct keep_rule *k)
{
	if (k == NULL)
		return;
	rule_free(k->rule);
	free(k->values);
	free(k->text);
	free(k);
}

enum keep_order
keep_rule_order(const struct keep_rule *k)
{
	return k->order;
}

/*
 * Whether a name at the top is that of a member about the form, not about the child.
 * The more was wrong with a form the more there is in them: its cells were cleaned,
 * say.
 */
static bool
is_about_form(const struct record *record, const struct value *name)
{
	static const char *const names[] = { "\"source\"", "\"findings\"",
		"\"amended\"", "\"dedup\"" };
	struct span text = record_raw(record, name);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (text.len == strlen(names[i]) &&
		    memcmp(text.at, names[i], text.len) == 0)
			return true;
	return false;
}

/* How many values a record has that say something: no null, no empty text. */
static int64_t
count_values(struct record *record)
{
	int64_t count = 0;

	record_unfold_all(record);
	for (size_t i = 0; i < record->count; i++) {
		const struct value *v = &record->values[i];

		if (v->type == VALUE_NAME && v->depth == 1 &&
		    is_about_form(record, v)) {
			i = record->values[i + 1].next - 1;
			continue;
		}
		switch (v->type) {
		case VALUE_STRING:
			count += v->end - v->at > 2;
			break;
		case VALUE_NUMBER:
		case VALUE_TRUE:
		case VALUE_FALSE:
			count++;
			break;
		default:
			break;
		}
	}
	return count;
}

static bool
add_text(struct keep_rule *k, struct held *held, struct span text)
{
	if (!array_reserve(&k->text, &k->text_size, k->text_len + text.len + 1, 1))
		return false;
	if (text.len > 0)
		memcpy(k->text + k->text_len, text.at, text.len);
	held->kind = TEXT;
	held->at = k->text_len;
	held->len = text.len;
	k->text_len += text.len;
	return true;
}

bool
keep_rule_add(struct keep_rule *k, struct record *record)
{
	struct held held = { NO_VALUE, { 0, 0 }, 0, 0 };

	if (!array_reserve(&k->values, &k->room, k->count + 1, sizeof *k->values))
		return false;
	if (k->rule == NULL) {
		held.kind = NUMBER;
		held.number.units = count_values(record);
		k->values[k->count++] = held;
		return true;
	}
	switch (rule_evaluate(k->rule, record)) {
	case EXPRESSION_BOOLEAN:
		held.kind = BOOLEAN;
		held.number.units = expression_boolean(rule_expression(k->rule));
		break;
	case EXPRESSION_NUMBER:
		held.kind = NUMBER;
		held.number = expression_number(rule_expression(k->rule));
		break;
	case EXPRESSION_TIMESTAMP:
		if (expression_seconds(rule_expression(k->rule), &held.number))
			held.kind = NUMBER;
		break;
	case EXPRESSION_STRING:
		if (!add_text(k, &held, expression_string(rule_expression(k->rule))))
			return false;
		break;
	case EXPRESSION_NO_MEMORY:
		return false;
	case EXPRESSION_NULL:
	case EXPRESSION_ERROR:
	case EXPRESSION_OTHER:
		break;
	}
	k->values[k->count++] = held;
	return true;
}

size_t
keep_rule_bytes(const struct keep_rule *k)
{
	return k->room * sizeof *k->values + k->text_size;
}

int
keep_rule_compare(const struct keep_rule *k, uint32_t a, uint32_t b)
{
	const struct held *x, *y;
	uint64_t common;
	int order;

	if (k->order == KEEP_FIRST)
		return a < b ? 1 : -1;
	if (k->order == KEEP_LAST)
		return a > b ? 1 : -1;
	x = &k->values[a];
	y = &k->values[b];
	if (x->kind != y->kind)
		return x->kind > y->kind ? 1 : -1;
	if (x->kind != TEXT)
		return decimal_compare(x->number, y->number);
	common = x->len < y->len ? x->len : y->len;
	order = common == 0 ? 0 : memcmp(k->text + x->at, k->text + y->at, common);
	return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}
