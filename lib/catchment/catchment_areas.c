#include "catchment/catchment_areas.h"

#include <stdlib.h>

#include "record/writer.h"
#include "settings/allocate.h"

/* The sets of rules of the areas of a layer; NULL: none has rules. */
struct area_sets {
	struct layer *layer;
	uint32_t *sets;
};

struct catchment_areas {
	struct area_sets *layers;
	size_t count;
	uint32_t *found; /* room for those of a position */
};

/* The set of the rules of an area; RULE_INDEX_NONE: it has none. */
static uint32_t
find_set(const struct catchment_file *f, const struct layer *layer, size_t area,
    struct writer *name)
{
	uint32_t set;

	writer_reset(name);
	if (layer->settings.name != NULL) {
		writer_bytes(name, layer->settings.name, strlen(layer->settings.name));
		writer_bytes(name, "/", 1);
	}
	writer_bytes(
	    name, layer->map->areas[area].code, strlen(layer->map->areas[area].code));
	if (writer_failed(name) ||
	    !rule_index_find(catchment_index(f->table), CATCHMENT_AREA,
		(struct span){ name->text, name->len }, &set))
		allocate_fail();
	return set;
}

/* Find the sets of all areas of a layer, and note that maps have them. */
static void
find_sets(const struct catchment_file *f, struct area_sets *l, bool *on_a_map)
{
	size_t areas = l->layer->map->area_count;
	struct writer name = { 0 };
	bool any = false;

	l->sets = allocate(areas, sizeof *l->sets);
	for (size_t area = 0; area < areas; area++) {
		l->sets[area] = find_set(f, l->layer, area, &name);
		if (l->sets[area] == RULE_INDEX_NONE)
			continue;
		any = true;
		on_a_map[l->sets[area]] = true;
	}
	writer_free(&name);
	if (any)
		return;
	free(l->sets);
	l->sets = NULL;
}

/* A rule for an area that no map has would never decide. */
static void
check_rules(const struct catchment_file *f, const bool *on_a_map)
{
	for (uint32_t i = 0; i < catchment_count(f->table); i++) {
		const struct catchment_rule *rule = catchment_rule(f->table, i);
		uint32_t set;

		if (rule->kind != CATCHMENT_AREA)
			continue;
		if (!rule_index_find(
			catchment_index(f->table), CATCHMENT_AREA, rule->name, &set))
			allocate_fail();
		if (!on_a_map[set])
			catchment_load_fail(f, i, CATCHMENT_FAULT_AREA);
	}
}

struct catchment_areas *
catchment_areas_new(const struct catchment_file *f, struct layer *layers, size_t count)
{
	struct catchment_areas *a = allocate(1, sizeof *a);
	bool *on_a_map = allocate(
	    (size_t)rule_index_sets(catchment_index(f->table)) + 1, sizeof *on_a_map);
	size_t areas = 0;

	a->layers = allocate(count + 1, sizeof *a->layers);
	a->count = count;
	for (size_t i = 0; i < count; i++) {
		a->layers[i].layer = &layers[i];
		find_sets(f, &a->layers[i], on_a_map);
		areas += layers[i].map->area_count;
	}
	a->found = allocate(areas + 1, sizeof *a->found);
	check_rules(f, on_a_map);
	free(on_a_map);
	return a;
}

void
catchment_areas_free(struct catchment_areas *a)
{
	if (a == NULL)
		return;
	for (size_t i = 0; i < a->count; i++)
		free(a->layers[i].sets);
	free(a->layers);
	free(a->found);
	free(a);
}

void
catchment_areas_find(struct catchment_areas *a, struct position p, struct home *home)
{
	home->areas = a->found;
	home->area_count = 0;
	for (size_t i = 0; i < a->count; i++) {
		const struct area_sets *l = &a->layers[i];
		size_t covers = l->sets == NULL ? 0
						: locator_find(l->layer->locator, p,
						      l->layer->covers);

		for (size_t c = 0; c < covers; c++) {
			uint32_t set = l->sets[l->layer->covers[c].area];

			if (set != RULE_INDEX_NONE)
				a->found[home->area_count++] = set;
		}
	}
}
