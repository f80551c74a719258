#include "explain/order_keys.h"

#include <string.h>

#include "order/ranking_load.h"
#include "settings/allocate.h"

/* The keys of an entry of the section rank, one text or an array of them. */
static struct text_list
keys_of_entry(const char *name, size_t len)
{
	struct text_list list = { NULL, 0 };
	const json_t *by = json_object_get(
	    json_object_getn(settings_section_of("rank"), name, len), "by");

	list.items = allocate(json_array_size(by) + 1, sizeof *list.items);
	if (json_is_string(by))
		list.items[list.count++] = json_string_value(by);
	for (size_t i = 0; i < json_array_size(by); i++)
		if (json_is_string(json_array_get(by, i)))
			list.items[list.count++] =
			    json_string_value(json_array_get(by, i));
	return list;
}

static struct text_list
keys_of_order(const char *order)
{
	static const char before[] = "rank.", behind[] = ".order";
	size_t len = order != NULL ? strlen(order) : 0;
	size_t around = sizeof before + sizeof behind - 2;

	if (len > around && strncmp(order, before, sizeof before - 1) == 0 &&
	    strcmp(order + len - (sizeof behind - 1), behind) == 0)
		return keys_of_entry(order + sizeof before - 1, len - around);
	return (struct text_list){ NULL, 0 };
}

static bool
same_texts(const struct text_list *a, const struct text_list *b)
{
	size_t i = 0;

	while (i < a->count && i < b->count && strcmp(a->items[i], b->items[i]) == 0)
		i++;
	return i == a->count && i == b->count;
}

static struct standing_keys *
keys_new(const struct text_list *texts)
{
	struct standing_keys *keys = allocate(1, sizeof *keys);

	keys->keys = allocate(texts->count, sizeof(struct ranking *));
	for (; keys->count < texts->count; keys->count++)
		keys->keys[keys->count] = ranking_load(NULL, NULL, "by",
		    &(struct text_list){ texts->items + keys->count, 1 });
	return keys;
}

struct standing_keys *
order_keys_load(struct order_keys *all, const struct text_list *by, const char *order)
{
	struct text_list texts = by->count > 0 ? *by : keys_of_order(order);

	if (texts.count == 0)
		return NULL;
	for (size_t i = 0; i < all->count; i++)
		if (same_texts(&all->texts[i], &texts))
			return all->orders[i];
	all->texts = allocate_room(
	    all->texts, &all->texts_room, all->count + 1, sizeof *all->texts);
	all->orders = allocate_room(
	    all->orders, &all->room, all->count + 1, sizeof(struct standing_keys *));
	all->texts[all->count] = texts;
	return all->orders[all->count++] = keys_new(&texts);
}
