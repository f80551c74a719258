#include "place/map_place.h"

#include "place/coordinate.h"

/* A finding whose reason is made; NO_MEMORY if it cannot be. */
static enum map_place_result
set_aside(
    struct finding *finding, const char *code, const char *field, const char *reason)
{
	*finding = (struct finding){ .code = code, .field = field, .reason = reason };
	return reason == NULL ? MAP_PLACE_NO_MEMORY : MAP_PLACE_SET_ASIDE;
}

static enum map_place_result
read_coordinate(struct path *path, struct record *record, int64_t *billionths,
    struct finding *finding)
{
	enum coordinate what = coordinate_read(path, record, billionths);

	if (what == COORDINATE_OK)
		return MAP_PLACE_OK;
	if (what == COORDINATE_NO_MEMORY)
		return MAP_PLACE_NO_MEMORY;
	set_aside(
	    finding, coordinate_code(what), path_text(path), coordinate_reason(what));
	return what == COORDINATE_MISSING ? MAP_PLACE_MISSING : MAP_PLACE_SET_ASIDE;
}

enum map_place_result
map_place_read(struct map_place *m, struct record *record, struct position *p,
    struct finding *finding)
{
	enum map_place_result result =
	    read_coordinate(m->lon, record, &p->lon, finding);

	if (result != MAP_PLACE_OK)
		return result;
	return read_coordinate(m->lat, record, &p->lat, finding);
}

/* The position is in no area of the districts. */
static enum map_place_result
refuse(struct map_place *m, struct position p, struct finding *finding)
{
	const struct layer *map = &m->layers[0];
	struct position swapped = { .lon = p.lat, .lat = p.lon };
	bool bad_lon = p.lon < -180 * POSITION_DEGREE || p.lon > 180 * POSITION_DEGREE;

	if (locator_find(map->locator, swapped, map->covers) > 0)
		return set_aside(finding, "place-swapped", NULL,
		    arena_print(&m->reasons,
			"outside of the map, but inside once %s and %s change places",
			path_text(m->lon), path_text(m->lat)));
	if (!position_on_globe(p))
		return set_aside(finding, coordinate_code(COORDINATE_RANGE),
		    path_text(bad_lon ? m->lon : m->lat),
		    coordinate_reason(COORDINATE_RANGE));
	return set_aside(finding, "place-outside", NULL, "in no area of the map");
}

/* Add how far it is to the schools of the record. */
static enum map_place_result
write_distances(struct map_place *m, struct record *record, struct position p,
    struct writer *w, struct finding *finding)
{
	const struct value *choices = path_find(m->choices, record);
	enum school_distances_result result;
	struct span text;

	if (choices == NULL || choices->type == VALUE_NULL)
		return MAP_PLACE_OK;
	result = school_distances_write(m->distances, p, record, choices, &text);
	if (result == SCHOOL_DISTANCES_NO_MEMORY)
		return MAP_PLACE_NO_MEMORY;
	if (result != SCHOOL_DISTANCES_OK)
		return set_aside(finding, school_distances_code(result),
		    path_text(m->choices), school_distances_reason(result));
	writer_name(w, "distance");
	writer_raw(w, text);
	return MAP_PLACE_OK;
}

enum map_place_result
map_place_write(struct map_place *m, struct record *record, struct position p,
    struct writer *w, size_t *count, struct finding *finding)
{
	struct layer *map = &m->layers[0];
	const char *outside;
	struct span district;

	arena_clear(&m->reasons);
	*count = locator_find(map->locator, p, map->covers);
	if (*count == 0)
		return refuse(m, p, finding);
	district = place_value_write(map->value, p, map->covers, *count);
	if (district.at == NULL)
		return MAP_PLACE_NO_MEMORY;
	writer_bytes(w, district.at, district.len - 1);
	outside = layer_write(m->layers + 1, m->layer_count - 1, p, w);
	if (outside != NULL)
		return set_aside(finding, "place-outside-layer", NULL,
		    arena_print(
			&m->reasons, "in no area of the layer \"%s\"", outside));
	return m->distances == NULL ? MAP_PLACE_OK
				    : write_distances(m, record, p, w, finding);
}

enum map_place_result
map_place_write_area(
    struct map_place *m, struct record *record, size_t area, struct writer *w)
{
	const struct value *choices =
	    m->distances == NULL ? NULL : path_find(m->choices, record);
	struct span district = place_value_of_area(m->layers[0].value, area);

	if (choices != NULL && choices->type != VALUE_NULL)
		return MAP_PLACE_MISSING;
	for (size_t i = 1; i < m->layer_count; i++)
		if (!m->layers[i].settings.optional)
			return MAP_PLACE_MISSING;
	writer_bytes(w, district.at, district.len);
	return MAP_PLACE_OK;
}

void
map_place_free(struct map_place *m)
{
	arena_free(&m->reasons);
}
