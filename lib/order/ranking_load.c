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
