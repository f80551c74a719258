#include "order/ranking_load.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules/rule.h"
#include "settings/allocate.h"
#include "settings/path_load.h"

enum { PLACE_SIZE = 64 };

/* The expression of a key, which lives as long as the program. */
static struct expression *
load_expression(const char *setting, const char *key, size_t len)
{
	static const char why[] = "a key is a number, a text, a boolean or a time";
	static struct rule **rules;
	static size_t room, count;
	char *text = allocate_text(key, len);
	struct expression *e;

	rules = allocate_room(rules, &room, count + 1, sizeof(struct rule *));
	rules[count] = rule_load(setting, text);
	e = rule_expression(rules[count++]);
	if (!ranking_can_order(e))
		rule_fail(setting, text,
		    &(struct expression_error){ .why = why, .line = 1, .column = 1 });
	free(text);
	return e;
}

/* The key that was just added. */
static void
watch_last(const struct ranking *r, const char *setting)
{
	path_load_watch(setting, NULL, ranking_path(r, ranking_keys(r) - 1));
}

static void
add_pool(struct ranking *r, const char *setting, const char *pool)
{
	size_t len = strlen(pool);
	const char *why;

	if (ranking_is_path(pool, len)) {
		if (!ranking_add_pool(r, pool, &why))
			settings_fail(setting, "\"%s\": %s", pool, why);
		watch_last(r, setting);
	} else if (!ranking_add_pool_expression(r, load_expression(setting, pool, len)))
		allocate_fail();
}

static void
add_key(struct ranking *r, const char *setting, const char *key)
{
	struct ranking_order order;
	size_t len = ranking_read_order(key, &order);
	const char *why;

	if (ranking_is_path(key, len)) {
		if (!ranking_add_key(r, key, &why))
			settings_fail(setting, "\"%s\": %s", key, why);
		watch_last(r, setting);
	} else if (!ranking_add_expression(
		       r, load_expression(setting, key, len), order))
		allocate_fail();
}

struct ranking *
ranking_load(const char *pool_name, const char *pool, const char *by_name,
    const struct text_list *by)
{
	struct ranking *r = ranking_new();
	char place[PLACE_SIZE];

	if (r == NULL)
		allocate_fail();
	if (pool != NULL)
		add_pool(r, pool_name, pool);
	for (size_t i = 0; i < by->count; i++) {
		/* A single key need not stand in an array. */
		snprintf(
		    place, sizeof place, by->count > 1 ? "%s/%zu" : "%s", by_name, i);
		add_key(r, place, by->items[i]);
	}
	return r;
}

/* A text or an array of texts. */
static struct text_list
list_of(const json_t *value)
{
	struct text_list list = { NULL, 0 };

	list.items = allocate(json_array_size(value) + 1, sizeof *list.items);
	if (json_is_string(value))
		list.items[list.count++] = json_string_value(value);
	for (size_t i = 0; i < json_array_size(value); i++)
		if (json_is_string(json_array_get(value, i)))
			list.items[list.count++] =
			    json_string_value(json_array_get(value, i));
	return list;
}

struct ranking *
ranking_load_entry(const char *setting, const char *entry, bool *shared)
{
	const json_t *keys = json_object_get(settings_section_of("rank"), entry);
	const char *numbering = json_string_value(json_object_get(keys, "shared"));
	struct text_list by = list_of(json_object_get(keys, "by"));
	struct ranking *r;

	if (by.count == 0)
		settings_fail(setting,
		    "the policy has no keys for \"%s\" in its section rank", entry);
	r = ranking_load(
	    setting, json_string_value(json_object_get(keys, "within")), setting, &by);
	free(by.items);
	*shared = numbering != NULL;
	if (numbering != NULL)
		ranking_share(r,
		    strcmp(numbering, "dense") == 0 ? RANKING_DENSE : RANKING_STANDARD);
	return r;
}
