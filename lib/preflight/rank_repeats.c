#include "preflight/rank_repeats.h"

#include <stdio.h>

#include "order/ranking.h"

/* A key, and how it orders. */
struct key {
	struct span text; /* no text: there is no such key */
	struct ranking_order order;
};

static struct key
read_key(const char *text)
{
	struct key key = { .text = { NULL, 0 } };

	if (text != NULL)
		key.text = (struct span){ text, ranking_read_order(text, &key.order) };
	return key;
}

static size_t
count_keys(const json_t *entry)
{
	const json_t *by = json_object_get(entry, "by");

	return json_is_array(by) ? json_array_size(by) : json_is_string(by);
}

/* A key of an entry, counted from 0. */
static struct key
key_of(const json_t *entry, size_t number)
{
	const json_t *by = json_object_get(entry, "by");

	if (json_is_array(by))
		by = json_array_get(by, number);
	return read_key(json_string_value(by));
}

/* Whether two texts are the same path, or the same expression. */
static bool
is_same_value(struct span a, struct span b)
{
	char mark_a = span_begins(a, "/") ? '/' : '.';
	char mark_b = span_begins(b, "/") ? '/' : '.';

	if (mark_a == mark_b)
		return a.len > 0 && span_same(a, b);
	span_cut(mark_a == '/' ? &a : &b, '/');
	while (a.at != NULL && b.at != NULL)
		if (!span_same(span_cut(&a, mark_a), span_cut(&b, mark_b)))
			return false;
	return a.at == NULL && b.at == NULL;
}

static bool
tell(const char *code, const char *name, const char *reason,
    struct preflight_findings *findings)
{
	const struct preflight_finding finding = { .severity = PREFLIGHT_WARNING,
		.code = code,
		.field = span_of("rank"),
		.group = span_of(name),
		.reason = reason };

	return preflight_add(findings, &finding);
}

/* Tell that a key, counted from 0, is the pool, or an earlier one. */
static bool
check_key(const char *name, const json_t *entry, size_t number,
    struct preflight_findings *findings)
{
	const struct span text = key_of(entry, number).text;
	const struct key pool =
	    read_key(json_string_value(json_object_get(entry, "within")));
	char reason[160];

	if (is_same_value(pool.text, text)) {
		snprintf(reason, sizeof reason,
		    "its key %zu is its pool, in which all have the same: which key "
		    "was meant?",
		    number + 1);
		return tell("rank-key-twice", name, reason, findings);
	}
	for (size_t i = 0; i < number; i++) {
		if (!is_same_value(key_of(entry, i).text, text))
			continue;
		snprintf(reason, sizeof reason,
		    "its key %zu is its key %zu again, and decides nothing: which key "
		    "was meant?",
		    number + 1, i + 1);
		return tell("rank-key-twice", name, reason, findings);
	}
	return true;
}

static bool
has_same_keys(const json_t *a, const json_t *b)
{
	for (size_t i = 0; i < count_keys(a); i++) {
		struct key one = key_of(a, i), other = key_of(b, i);

		if (!is_same_value(one.text, other.text) ||
		    one.order.descending != other.order.descending ||
		    one.order.missing != other.order.missing)
			return false;
	}
	return count_keys(a) > 0 && count_keys(a) == count_keys(b);
}

/* Whether all that an entry says beside its keys and its name, another one says. */
static bool
says_no_more(const json_t *a, const json_t *b)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)a, key, value)
	{
		if (strcmp(key, "by") != 0 && strcmp(key, "as") != 0 &&
		    !json_equal(value, json_object_get(b, key)))
			return false;
	}
	return true;
}

static bool
check_entry(const json_t *rank, const char *name, const json_t *entry,
    struct preflight_findings *findings)
{
	const char *earlier;
	json_t *other;

	for (size_t i = 0; i < count_keys(entry); i++)
		if (!check_key(name, entry, i, findings))
			return false;
	json_object_foreach((json_t *)rank, earlier, other)
	{
		if (other == entry)
			break;
		if (has_same_keys(entry, other) && says_no_more(entry, other) &&
		    says_no_more(other, entry))
			return tell("rank-twice", name,
			    "it is the same order as an earlier one: which keys were "
			    "meant?",
			    findings);
	}
	return true;
}

bool
rank_repeats_check(const json_t *rank, struct preflight_findings *findings)
{
	const char *name;
	json_t *entry;

	json_object_foreach((json_t *)rank, name, entry)
	{
		if (!check_entry(rank, name, entry, findings))
			return false;
	}
	return true;
}
