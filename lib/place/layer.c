#include "place/layer.h"

#include <err.h>
#include <string.h>

#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/settings.h"

/* The option or key that a message is about. */
static const char *
setting_of(const struct layer *layer)
{
	return layer->settings.name == NULL ? "boundaries" : "layers";
}

enum coordinates_system
layer_system(const char *setting, const char *name)
{
	enum coordinates_system system;

	if (!coordinates_system(name, &system))
		settings_fail(
		    setting, "\"%s\" is none of wgs84, cgcs2000, gcj02, bd09", name);
	return system;
}

void
layer_load(struct layer *layer)
{
	const struct layer_settings *s = &layer->settings;
	json_t *json = document_load(s->boundaries);
	const struct boundaries *map;
	char *why;

	layer->map = boundaries_new(json, s->code_property,
	    s->name_property[0] == '\0' ? NULL : s->name_property, s->repair, &why);
	if (layer->map == NULL)
		settings_fail(setting_of(layer), "%s: %s", s->boundaries,
		    why != NULL ? why : "no memory");
	json_decref(json);
	map = layer->map;
	for (size_t i = 0; i < map->repair_count; i++)
		warnx("%s: boundary-repaired: feature %zu (code %s): %s", s->boundaries,
		    map->repairs[i].feature, map->areas[map->repairs[i].feature].code,
		    map->repairs[i].reason);
}

void
layer_index(struct layer *layer, enum coordinates_system of_points, long near_border)
{
	const struct layer_settings *s = &layer->settings;
	enum coordinates_system of_map = of_points;

	if (s->crs != NULL)
		of_map =
		    layer_system(s->name == NULL ? "boundaries-crs" : "layers", s->crs);
	layer->locator = locator_new(layer->map, of_map, of_points);
	if (layer->locator == NULL)
		allocate_fail();
	layer->covers = allocate(locator_room(layer->locator), sizeof *layer->covers);
	layer->value = place_value_new(layer->map, layer->locator,
	    s->name == NULL ? "district" : "code", near_border);
	if (layer->value == NULL)
		allocate_fail();
}

const char *
layer_write(struct layer *layers, size_t count, struct position p, struct writer *w)
{
	if (count == 0)
		return NULL;
	writer_name(w, "layers");
	writer_open_object(w);
	for (size_t i = 0; i < count; i++) {
		struct layer *layer = &layers[i];
		size_t areas = locator_find(layer->locator, p, layer->covers);
		struct span value;

		if (areas == 0 && layer->settings.optional)
			continue;
		if (areas == 0)
			return layer->settings.name;
		value = place_value_write(layer->value, p, layer->covers, areas);
		if (value.at == NULL)
			allocate_fail();
		writer_name(w, layer->settings.name);
		writer_raw(w, value);
	}
	writer_close_object(w);
	return NULL;
}

/* The text of a key of a layer. */
static const char *
read_text(const char *layer, const char *key, const json_t *value)
{
	const char *text = json_string_value(value);

	if (text == NULL || strlen(text) != json_string_length(value))
		settings_fail("layers", "/%s/%s: no text", layer, key);
	return text;
}

static void
read_object(struct layer_settings *s, json_t *json)
{
	const char *key;
	json_t *value;

	json_object_foreach(json, key, value)
	{
		if (strcmp(key, "boundaries") == 0)
			s->boundaries =
			    settings_beside_policy(read_text(s->name, key, value));
		else if (strcmp(key, "boundaries-crs") == 0)
			s->crs = read_text(s->name, key, value);
		else if (strcmp(key, "code") == 0)
			s->code_property = read_text(s->name, key, value);
		else if (strcmp(key, "name") == 0)
			s->name_property = read_text(s->name, key, value);
		else if (strcmp(key, "optional") == 0 && json_is_boolean(value))
			s->optional = json_is_true(value);
		else if (strcmp(key, "optional") == 0)
			settings_fail(
			    "layers", "/%s/%s: neither true nor false", s->name, key);
		else
			settings_fail("layers",
			    "/%s/%s: unknown; the keys are boundaries, boundaries-crs, "
			    "code, name and optional",
			    s->name, key);
	}
	if (s->boundaries == NULL)
		settings_fail("layers", "/%s: no boundaries", s->name);
}

struct layer *
layer_list(const json_t *json, const struct layer_settings *model, size_t *count)
{
	struct layer *layers;
	const char *name;
	json_t *value;

	*count = 1;
	if (json != NULL && !json_is_object(json))
		settings_fail("layers", "no object of layers by their names");
	layers = allocate(json_object_size(json) + 1, sizeof *layers);
	layers[0] = (struct layer){ .settings = *model };
	json_object_foreach((json_t *)json, name, value)
	{
		struct layer_settings s = *model;

		s.name = name;
		s.boundaries = NULL;
		s.optional = false;
		if (json_is_object(value))
			read_object(&s, value);
		else
			s.boundaries =
			    settings_beside_policy(read_text("", name, value));
		layers[(*count)++] = (struct layer){ .settings = s };
	}
	return layers;
}
