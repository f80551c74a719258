/* Column maps: one is read or refused with a reason, and every name finds its column.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/column_map.h"

#include "target.h"

static void
check_map(const struct column_map *m, const json_t *map)
{
	size_t required = 0;

	check(m->count == json_object_size(map));
	for (size_t i = 0; i < m->count; i++) {
		const struct column *c = &m->columns[i];

		check(json_object_get(map, c->header) != NULL);
		check((c->to == NULL) == json_is_null(json_object_get(map, c->header)));
		check(c->to == NULL || c->type != NULL);
		check(column_map_find(m, span_of(c->header)) == c);
		for (size_t k = 0; k < c->name_count; k++)
			check(column_map_find(m, span_of(c->names[k])) == c);
		required += c->required;
	}
	check(required == m->required);
	for (size_t i = 1; i < m->name_count; i++) {
		const struct column_name *before = &m->names[i - 1],
					 *name = &m->names[i];
		int order = strcmp(before->text, name->text);

		/* A column may say one alias twice, but no two columns share one. */
		check(order < 0 || (order == 0 && before->column == name->column));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	json_t *map =
	    json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES, NULL);
	struct map_fault fault = { 0 };
	struct column_map *m;

	if (map == NULL)
		return 0;
	m = column_map_new(map, &fault);
	if (m != NULL)
		check_map(m, map);
	else
		check(fault.what != NULL);
	column_map_free(m);
	json_decref(map);
	return 0;
}
