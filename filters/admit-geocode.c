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
#include "place/layer.h"
#include "place/layer_check.h"
#include "place/map_place.h"
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

static struct map_place maps;
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
	maps.layers = layer_list(layer_object, &model, &maps.layer_count);
	for (size_t i = 0; i < maps.layer_count; i++)
		layer_load(&maps.layers[i]);
}

static void
index_maps(void)
{
	enum coordinates_system of_records = layer_system("crs", crs);

	for (size_t i = 0; i < maps.layer_count; i++)
		layer_index(&maps.layers[i], of_records, near_border);
}

static void
read_settings(void)
{
	if (crs == NULL)
		settings_fail("crs", "not given, and a wrong guess moves a home across "
				     "the road: wgs84, cgcs2000, gcj02 or bd09");
	maps.lon = path_load("lon", lon_text);
	maps.lat = path_load("lat", lat_text);
	if (maps.lon == NULL || maps.lat == NULL)
		settings_fail(maps.lon == NULL ? "lon" : "lat", "not given");
}

static void
geocode(struct stream *stream, struct record *record)
{
	struct finding finding;
	struct position p;
	size_t count;
	enum map_place_result result = map_place_read(&maps, record, &p, &finding);

	writer_reset(&value);
	if (result == MAP_PLACE_OK)
		result = map_place_write(&maps, record, p, &value, &count, &finding);
	writer_close_object(&value);
	if (result == MAP_PLACE_NO_MEMORY || writer_failed(&value))
		allocate_fail();
	if (result != MAP_PLACE_OK) {
		stream_reject_all(stream, &finding, 1);
		return;
	}
	stream_set(stream, "place", NULL, (struct span){ value.text, value.len });
	stream_pass(stream);
}

static int
check_maps(void)
{
	struct stream *stream = stream_open_output(&io);
	bool clean = true;

	for (size_t i = 0; i < maps.layer_count; i++)
		clean &= layer_check(&maps.layers[i], stream);
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
	maps.distances = school_load(&schools);
	maps.choices = path_load("choices", schools.choices);
	stream = stream_open(files, &io);
	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		geocode(stream, record);
	return stream_close(stream);
}
