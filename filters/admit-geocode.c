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
#include "place/school_load.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "settings/settings.h"
#include "stream/stream.h"

enum { MAX_NEAR = 20000 };

static struct stream_settings io = { .max_line = STREAM_MAX_LINE };
static struct school_settings schools;
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
	SCHOOL_CHOICES_SETTING(&schools),
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
	SCHOOL_FILE_SETTING(&schools),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-geocode",
	.synopsis =
	    "[-p policy] [-r file] [--boundaries file] [--boundaries-crs name] "
	    "[--check] [--choices path] [--code property] [--crs name] [--lat path] "
	    "[--lon path] "
	    "[--name property] [--near-border metres] [--repair] [--schools file] "
	    "[file ...]",
	.settings = settings,
};

static struct path *lon_path, *lat_path, *choices_path;
static struct school_distances *distances;
/* The first are the layers[0]. */
static struct layer *layers;
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
	layers = layer_list(layer_object, &model, &layer_count);
	for (size_t i = 0; i < layer_count; i++)
		layer_load(&layers[i]);
}

static void
index_maps(void)
{
	enum coordinates_system of_records = layer_system("crs", crs);

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

	if (locator_find(layers[0].locator, swapped, layers[0].covers) > 0)
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

/* Add how far it is to the schools; false if the record was set aside. */
static bool
add_distances(struct stream *stream, struct record *record, struct position p)
{
	const struct value *choices = path_find(choices_path, record);
	enum school_distances_result result;
	struct span text;

	if (choices == NULL || choices->type == VALUE_NULL)
		return true;
	result = school_distances_write(distances, p, record, choices, &text);
	if (result == SCHOOL_DISTANCES_NO_MEMORY)
		allocate_fail();
	if (result != SCHOOL_DISTANCES_OK) {
		stream_reject(stream, school_distances_code(result), schools.choices,
		    "%s", school_distances_reason(result));
		return false;
	}
	writer_name(&value, "distance");
	writer_raw(&value, text);
	return true;
}

/* Write all that the record gets; false if it was set aside. */
static bool
write_place(struct stream *stream, struct record *record, struct position p,
    struct span district)
{
	const char *outside;

	writer_reset(&value);
	writer_bytes(&value, district.at, district.len - 1); /* without the bracket */
	outside = layer_write(layers + 1, layer_count - 1, p, &value);
	if (outside != NULL)
		stream_reject(stream, "place-outside-layer", NULL,
		    "in no area of the layer \"%s\"", outside);
	if (outside != NULL || (distances != NULL && !add_distances(stream, record, p)))
		return false;
	writer_close_object(&value);
	if (writer_failed(&value))
		allocate_fail();
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
	count = locator_find(layers[0].locator, p, layers[0].covers);
	if (count == 0) {
		reject(stream, p);
		return;
	}
	place = place_value_write(layers[0].value, p, layers[0].covers, count);
	if (place.at == NULL)
		allocate_fail();
	if (!write_place(stream, record, p, place))
		return;
	stream_set(stream, "place", NULL, (struct span){ value.text, value.len });
	stream_pass(stream);
}

static int
check_maps(void)
{
	struct stream *stream = stream_open_output(&io);
	bool clean = true;

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
	distances = school_load(&schools);
	choices_path = path_load("choices", schools.choices);
	stream = stream_open(files, &io);
	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		geocode(stream, record);
	return stream_close(stream);
}
