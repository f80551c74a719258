/*
 * admit-geocode - put a record in its district
 *
 * The areas that cover a record's coordinates are looked up on a map; the first in
 * the order of the map is the district.  On a border, where areas meet, all of
 * them are named, and it is for people to decide.  A record whose coordinates are
 * missing, are no place on the globe or lie in no area is set aside; where they lie
 * in one once longitude and latitude change places, it is told so.
 */
#include <err.h>

#include "place/boundaries.h"
#include "place/coordinate.h"
#include "place/coordinates.h"
#include "place/locator.h"
#include "place/place_value.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/path_load.h"
#include "settings/settings.h"
#include "stream/stream.h"

enum { MAX_NEAR = 20000 };

static struct stream_settings io = { .max_line = STREAM_MAX_LINE };
static const char *boundaries_file, *boundaries_crs, *crs, *lon_text, *lat_text;
static const char *code_property = "code", *name_property = "name";
static long near_border;
static bool repair;

static const struct setting settings[] = {
	SETTING_FILE(0, "boundaries", "FILE", &boundaries_file,
	    "the map: a GeoJSON FeatureCollection (required)"),
	SETTING_TEXT(0, "boundaries-crs", "NAME", &boundaries_crs,
	    "the coordinate system of the map, if not that of the records"),
	SETTING_TEXT(0, "code", "PROPERTY", &code_property,
	    "the property of the map that holds an area's code (code)"),
	SETTING_TEXT(0, "crs", "NAME", &crs,
	    "the coordinate system of the records: wgs84, cgcs2000, gcj02 or bd09 "
	    "(required)"),
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
	.synopsis = "[-p policy] [-r file] [--boundaries file] [--boundaries-crs name] "
		    "[--code property] [--crs name] [--lat path] [--lon path] "
		    "[--name property] [--near-border metres] [--repair] [file ...]",
	.settings = settings,
};

static struct path *lon_path, *lat_path;
static struct boundaries *map;
static struct locator *locator;
static struct cover *covers;
static struct place_value *value;

static enum coordinates_system
read_system(const char *setting, const char *name)
{
	enum coordinates_system system;

	if (!coordinates_system(name, &system))
		settings_fail(
		    setting, "\"%s\" is none of wgs84, cgcs2000, gcj02, bd09", name);
	return system;
}

static void
load_map(void)
{
	enum coordinates_system of_records = read_system("crs", crs);
	enum coordinates_system of_map =
	    boundaries_crs == NULL ? of_records
				   : read_system("boundaries-crs", boundaries_crs);
	json_t *json = document_load(boundaries_file);
	char *why;

	map = boundaries_new(json, code_property,
	    name_property[0] == '\0' ? NULL : name_property, repair, &why);
	if (map == NULL)
		settings_fail("boundaries", "%s: %s", boundaries_file,
		    why != NULL ? why : "no memory");
	json_decref(json);
	for (size_t i = 0; i < map->repair_count; i++)
		warnx("%s: boundary-repaired: feature %zu (code %s): %s",
		    boundaries_file, map->repairs[i].feature,
		    map->areas[map->repairs[i].feature].code, map->repairs[i].reason);
	locator = locator_new(map, of_map, of_records);
	if (locator == NULL)
		allocate_fail();
	covers = allocate(locator_room(locator), sizeof *covers);
	value = place_value_new(map, locator, near_border);
	if (value == NULL)
		allocate_fail();
}

static void
read_settings(void)
{
	if (boundaries_file == NULL)
		settings_fail("boundaries", "not given");
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

	if (locator_find(locator, swapped, covers) > 0)
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

static void
geocode(struct stream *stream, struct record *record)
{
	struct position p;
	struct span place;
	size_t count;

	if (!read_coordinate(stream, record, lon_path, &p.lon) ||
	    !read_coordinate(stream, record, lat_path, &p.lat))
		return;
	count = locator_find(locator, p, covers);
	if (count == 0) {
		reject(stream, p);
		return;
	}
	place = place_value_write(value, p, covers, count);
	if (place.at == NULL)
		allocate_fail();
	stream_set(stream, "place", NULL, place);
	stream_pass(stream);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct stream *stream;
	struct record *record;

	read_settings();
	load_map();
	stream = stream_open(files, &io);
	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		geocode(stream, record);
	return stream_close(stream);
}
