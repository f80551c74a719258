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
#include <math.h>
#include <stdio.h>

#include "place/boundaries.h"
#include "place/coordinate.h"
#include "place/coordinates.h"
#include "place/locator.h"
#include "record/writer.h"
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
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-geocode",
	.synopsis = "[-p policy] [-r file] [--boundaries file] [--boundaries-crs name] "
		    "[--code property] [--crs name] [--lat path] [--lon path] "
		    "[--name property] [--near-border metres] [file ...]",
	.settings = settings,
};

static struct path *lon_path, *lat_path;
static struct boundaries *map;
static struct locator *locator;
static struct cover *covers;
static struct writer *places; /* "place" in each area, but for its closing bracket */
static struct writer place;

static enum coordinates_system
read_system(const char *setting, const char *name)
{
	enum coordinates_system system;

	if (!coordinates_system(name, &system))
		settings_fail(
		    setting, "\"%s\" is none of wgs84, cgcs2000, gcj02, bd09", name);
	return system;
}

/* District and name are the same for all records in an area: write them once. */
static void
prepare_places(void)
{
	places = allocate(map->area_count, sizeof *places);
	for (size_t i = 0; i < map->area_count; i++) {
		writer_open_object(&places[i]);
		writer_name(&places[i], "district");
		writer_string(&places[i], map->areas[i].code);
		if (map->areas[i].name != NULL) {
			writer_name(&places[i], "name");
			writer_string(&places[i], map->areas[i].name);
		}
		if (writer_failed(&places[i]))
			errx(STATUS_TROUBLE, "no memory");
	}
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

	map = boundaries_new(
	    json, code_property, name_property[0] == '\0' ? NULL : name_property, &why);
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
		errx(STATUS_TROUBLE, "%s: no memory for its index", boundaries_file);
	covers = allocate(locator_room(locator), sizeof *covers);
	prepare_places();
}

/* False if the record was set aside, since it has no such coordinate. */
static bool
read_coordinate(struct stream *stream, struct record *record, struct path *path,
    int64_t *billionths)
{
	enum coordinate what = coordinate_read(path, record, billionths);

	if (what == COORDINATE_NO_MEMORY)
		errx(STATUS_TROUBLE, "no memory");
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

/* The codes of the areas on whose border the point is, or of all that cover it. */
static void
write_codes(const char *name, size_t count, bool all)
{
	writer_name(&place, name);
	writer_open_array(&place);
	for (size_t i = 0; i < count; i++)
		if (all || covers[i].on_border)
			writer_string(&place, map->areas[covers[i].area].code);
	writer_close_array(&place);
}

static void
write_near_border(struct position p)
{
	double metres = (double)near_border;
	char text[32];
	long tenths;
	int len;

	if (!locator_near_border(locator, p, &metres))
		return;
	tenths = lround(metres * 10);
	len = snprintf(text, sizeof text, "%ld.%ld", tenths / 10, tenths % 10);
	writer_name(&place, "near_border");
	writer_raw(&place, (struct span){ text, (size_t)len });
}

/* The value of "place", for the areas in covers. */
static struct span
write_place(struct position p, size_t count)
{
	const struct writer *first = &places[covers[0].area];
	size_t borders = 0;

	for (size_t i = 0; i < count; i++)
		borders += covers[i].on_border;
	writer_reset(&place);
	writer_bytes(&place, first->text, first->len);
	if (borders > 0)
		write_codes("border", count, false);
	if (count > 1 && borders < count)
		write_codes("overlap", count, true);
	if (near_border > 0)
		write_near_border(p);
	writer_close_object(&place);
	if (writer_failed(&place))
		errx(STATUS_TROUBLE, "no memory");
	return (struct span){ place.text, place.len };
}

static void
geocode(struct stream *stream, struct record *record)
{
	struct position p;
	size_t count;

	if (!read_coordinate(stream, record, lon_path, &p.lon) ||
	    !read_coordinate(stream, record, lat_path, &p.lat))
		return;
	count = locator_find(locator, p, covers);
	if (count == 0) {
		reject(stream, p);
		return;
	}
	stream_set(stream, "place", NULL, write_place(p, count));
	stream_pass(stream);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct stream *stream;
	struct record *record;

	if (boundaries_file == NULL)
		settings_fail("boundaries", "not given");
	if (crs == NULL)
		settings_fail("crs", "not given, and a wrong guess moves a home across "
				     "the road: wgs84, cgcs2000, gcj02 or bd09");
	lon_path = path_load("lon", lon_text);
	lat_path = path_load("lat", lat_text);
	if (lon_path == NULL || lat_path == NULL)
		settings_fail(lon_path == NULL ? "lon" : "lat", "not given");
	load_map();

	stream = stream_open(files, &io);
	while ((record = stream_next(stream)) != NULL)
		geocode(stream, record);
	return stream_close(stream);
}
