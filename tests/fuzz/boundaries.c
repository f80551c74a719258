/* Any JSON as a map; every corner of an area must be covered by it, as a border. */
#include <stdint.h>
#include <stdlib.h>

#include "place/locator.h"

#include "target.h"

static void
check_corners(const struct boundaries *map, const struct locator *l)
{
	struct cover *covers = calloc(locator_room(l), sizeof *covers);

	for (size_t a = 0; covers != NULL && a < map->area_count; a++) {
		const struct area *area = &map->areas[a];

		for (size_t r = area->at; r < area->at + area->count; r++) {
			struct position p = map->vertices[map->rings[r].at];
			size_t i = 0, count = locator_find(l, p, covers);

			while (i < count && covers[i].area != a)
				i++;
			if (i == count || !covers[i].on_border)
				abort();
		}
	}
	free(covers);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	json_t *json = json_loadb((const char *)data, size, 0, NULL);
	struct boundaries *map;
	char *why;

	map = boundaries_new(json, "code", NULL, true, &why);
	json_decref(json);
	free(why);
	if (map != NULL) {
		struct locator *l =
		    locator_new(map, COORDINATES_WGS84, COORDINATES_WGS84);

		check_corners(map, l);
		locator_free(l);
	}
	boundaries_free(map);
	return 0;
}
