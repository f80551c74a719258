/*
 * admit-geocode - put a record in its district
 *
 * The areas that cover a record's coordinates are looked up on a map; the first in
 * the order of the map is the district.  On a border, where areas meet, all of
 * them are named, and it is for people to decide.  A record whose coordinates are
 * missing, are no place on the globe or lie in no area is set aside; where they lie
 * in one once longitude and latitude change places, it is told so.  A policy can name
 * more maps, as layers; each has its own area for the record.
 *
 * With --check the maps themselves are checked, and no records are read.
 */
#include "place/coordinate.h"
#include "place/layer.h"
#include "place/layer_check.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "settings/settings.h"
#include "stream/stream.h"

enum { MAX_NEAR = 20000 };

static struct stream_settings io = { .max_line = STREAM_MAX_LINE };
static const char *boundaries_file, *boundaries_crs, *crs, *lon_text, *lat_text;
static const char *code_property = "code", *name_property = "name";
static long near_border;
static bool check, repair;
static json_t *layer_object;

static const struct setting settings[] = {
	SETTING_FILE(0, "boundaries", "FILE", &boundaries_file,
	    "the map: a GeoJSON FeatureCollection (required)"),
	SETTING_TEXT(0, "boundaries-crs", "NAME", &boundaries_crs,
	    "the coordinate system of the map, if not that of the records"),
	SETTING_OPTION(0, SETTING_KIND_FLAG, "check", NULL, &check,
	    "read no records, and print what is wrong with the map"),
	SETTING_TEXT(0, "code", "PROPERTY", &code_property,
	    "the property of the map that holds an area's code (code)"),
	SETTING_TEXT(0, "crs", "NAME", &crs,
	    "the coordinate system of the records: wgs84, cgcs2000, gcj02 or bd09 "
	    "(required)"),
	SETTING_JSON("layers", &layer_object),
	SETTING_TEXT(
	    0, "lat", "PATH", &lat_text, "where the latitude stands (required)"),
	SETTING_TEXT(
	    0, "lon", "PATH", &lon_text, "where the longitude stands (required)"),
	SETTING_TEXT(0, "name", "PROPERTY", &name_property,
	    "the property that holds an area's name (name); empty for none"),
	SETTING_NUMBER(0, "near-border", "METRES", &near_border, 1, MAX_NEAR,
	    "give the distance to a border that is not further than METRES"),
	SETTING_FLAG(0, "repair", &repair,
	    "use a map with a hole outside of its shell, and leave it out"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-geocode",
	.synopsis =
	    "[-p policy] [-r file] [--boundaries file] [--boundaries-crs name] "
	    "[--check] [--code property] [--crs name] [--lat path] [--lon path] "
	    "[--name property] [--near-border metres] [--repair] [file ...]",
	.settings = settings,
};

static struct path *lon_path, *lat_path;
/* The districts, and the layers of the policy behind them. */
static struct layer districts, *layers;
static size_t layer_count;
static struct writer value;

static void
load_maps(void)
{
	struct layer_settings model = {
		.boundaries = boundaries_file,
		.code_property = code_property,
		.name_property = name_property,
		.crs = boundaries_crs,
		.repair = repair,
	};

	if (boundaries_file == NULL)
		settings_fail("boundaries", "not given");
	districts.settings = model;
	layer_load(&districts);
	layers = layer_list(layer_object, &model, &layer_count);
	for (size_t i = 0; i < layer_count; i++)
		layer_load(&layers[i]);
}

static void
index_maps(void)
{
	enum coordinates_system of_records = layer_system("crs", crs);

	layer_index(&districts, of_records, near_border);
	for (size_t i = 0; i < layer_count; i++)
		layer_index(&layers[i], of_records, near_border);
}

static void
read_settings(void)
{
	if (crs == NULL)
		settings_fail("crs", "not given, and a wrong guess moves a home across "
				     "the road: wgs84, cgcs2000, gcj02 or bd09");
	lon_path = path_load("lon", lon_text);
	lat_path = path_load("lat", lat_text);
	if (lon_path == NULL || lat_path == NULL)
		settings_fail(lon_path == NULL ? "lon" : "lat", "not given");
}

/* False if the record was set aside, since it has no such coordinate. */
static bool
read_coordinate(struct stream *stream, struct record *record, struct path *path,
    int64_t *billionths)
{
	enum coordinate what = coordinate_read(path, record, billionths);

	if (what == COORDINATE_NO_MEMORY)
		allocate_fail();
	if (what != COORDINATE_OK)
		stream_reject(stream, coordinate_code(what), path_text(path), "%s",
		    coordinate_reason(what));
	return what == COORDINATE_OK;
}

static void
reject(struct stream *stream, struct position p)
{
	struct position swapped = { .lon = p.lat, .lat = p.lon };

	if (locator_find(districts.locator, swapped, districts.covers) > 0)
		stream_reject(stream, "place-swapped", NULL,
		    "outside of the map, but inside once %s and %s change places",
		    lon_text, lat_text);
	else if (!position_on_globe(p))
		stream_reject(stream, coordinate_code(COORDINATE_RANGE),
		    p.lon < -180 * POSITION_DEGREE || p.lon > 180 * POSITION_DEGREE
			? lon_text
			: lat_text,
		    "%s", coordinate_reason(COORDINATE_RANGE));
	else
		stream_reject(stream, "place-outside", NULL, "in no area of the map");
}

/* Add the areas of the layers; false if the record was set aside. */
static bool
add_layers(struct stream *stream, struct position p)
{
	writer_name(&value, "layers");
	writer_open_object(&value);
	for (size_t i = 0; i < layer_count; i++) {
		struct layer *layer = &layers[i];
		size_t count = locator_find(layer->locator, p, layer->covers);

		if (count > 0) {
			writer_name(&value, layer->settings.name);
			writer_raw(&value,
			    place_value_write(layer->value, p, layer->covers, count));
		} else if (!layer->settings.optional) {
			stream_reject(stream, "place-outside-layer", NULL,
			    "in no area of the layer \"%s\"", layer->settings.name);
			return false;
		}
	}
	writer_close_object(&value);
	return true;
}

static void
geocode(struct stream *stream, struct record *record)
{
	struct position p;
	struct span place;
	size_t count;

	if (!read_coordinate(stream, record, lon_path, &p.lon) ||
	    !read_coordinate(stream, record, lat_path, &p.lat))
		return;
	count = locator_find(districts.locator, p, districts.covers);
	if (count == 0) {
		reject(stream, p);
		return;
	}
	place = place_value_write(districts.value, p, districts.covers, count);
	if (place.at == NULL)
		allocate_fail();
	if (layer_count > 0) {
		writer_reset(&value);
		writer_bytes(&value, place.at, place.len - 1); /* without the bracket */
		if (!add_layers(stream, p))
			return;
		writer_close_object(&value);
		if (writer_failed(&value))
			allocate_fail();
		place = (struct span){ value.text, value.len };
	}
	stream_set(stream, "place", NULL, place);
	stream_pass(stream);
}

static int
check_maps(void)
{
	struct stream *stream = stream_open_output(&io);
	bool clean = layer_check(&districts, stream);

	for (size_t i = 0; i < layer_count; i++)
		clean &= layer_check(&layers[i], stream);
	if (!clean)
		stream_fail_check(stream);
	return stream_close(stream);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct stream *stream;
	struct record *record;

	if (check && files[0] != NULL)
		settings_fail(
		    "check", "it reads no records: leave out \"%s\"", files[0]);
	if (!check)
		read_settings();
	load_maps();
	if (check)
		return check_maps();
	index_maps();
	stream = stream_open(files, &io);
	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		geocode(stream, record);
	return stream_close(stream);
}
