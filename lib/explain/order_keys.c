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

struct standing_keys
order_keys_load(const struct text_list *by, const char *order)
{
	static const char before[] = "rank.", behind[] = ".order";
	size_t len = order != NULL ? strlen(order) : 0;
	size_t around = sizeof before + sizeof behind - 2;
	struct text_list keys = *by;
	struct standing_keys all = { NULL, 0 };

	if (keys.count == 0 && len > around &&
	    strncmp(order, before, sizeof before - 1) == 0 &&
	    strcmp(order + len - (sizeof behind - 1), behind) == 0)
		keys = keys_of_entry(order + sizeof before - 1, len - around);
	all.keys = allocate(keys.count + 1, sizeof(struct ranking *));
	for (; all.count < keys.count; all.count++)
		all.keys[all.count] = ranking_load(
		    NULL, NULL, "by", &(struct text_list){ keys.items + all.count, 1 });
	return all;
}
