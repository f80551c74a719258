/*
 * admit-geocode - put a record in its district and its catchment
 *
 * The areas that cover a record's coordinates are looked up on a map; the first in
 * the order of the map is the district.  On a border, where areas meet, all of
 * them are named, and it is for people to decide.  A record whose coordinates are
 * missing, are no place on the globe or lie in no area is set aside; where they lie
 * in one once longitude and latitude change places, it is told so.  A policy can name
 * more maps, as layers; each has its own area for the record.
 *
 * The parts of an address are looked up in a table of catchment rules, and the one rule
 * that decides is named; what no rule decides is set aside, with the rules among which
 * people choose.
 *
 * With --check maps and rules themselves are checked, and no records are read.
 */
#include <stdio.h>

#include "address/address.h"
#include "address/gazetteer_load.h"
#include "catchment/catchment_areas.h"
#include "catchment/catchment_load.h"
#include "catchment/catchment_report.h"
#include "catchment/catchment_tally.h"
#include "catchment/district_names.h"
#include "catchment/home_place.h"
#include "place/layer.h"
#include "place/layer_check.h"
#include "place/map_place.h"
#include "place/school_load.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "settings/settings.h"
#include "stream/stream.h"

enum { MAX_NEAR = 20000 };

static struct stream_settings io = { .max_line = STREAM_MAX_LINE };
static struct school_settings schools;
static struct gazetteer_settings gazetteer_settings;
static const char *boundaries_file, *boundaries_crs, *crs, *lon_text, *lat_text;
static const char *address_text, *catchments_file;
static const char *code_property = "code", *name_property = "name";
static long near_border;
static bool check, repair, verbose;
static json_t *layer_object;

static const struct setting settings[] = {
	SETTING_TEXT(0, "address", "PATH", &address_text,
	    "where the parts of the address stand (address_parts)"),
	SETTING_FILE(0, "boundaries", "FILE", &boundaries_file,
	    "the map: a GeoJSON FeatureCollection"),
	SETTING_TEXT(0, "boundaries-crs", "NAME", &boundaries_crs,
	    "the coordinate system of the map, if not that of the records"),
	SETTING_FILE(0, "catchments", "FILE", &catchments_file,
	    "a table of the rules that say which homes a school serves"),
	SETTING_OPTION(0, SETTING_KIND_FLAG, "check", NULL, &check,
	    "read no records, and print what is wrong with the map and the rules"),
	SCHOOL_CHOICES_SETTING(&schools),
	SETTING_TEXT(0, "code", "PROPERTY", &code_property,
	    "the property of the map that holds an area's code (code)"),
	SETTING_TEXT(0, "crs", "NAME", &crs,
	    "the coordinate system of the records: wgs84, cgcs2000, gcj02 or bd09"),
	GAZETTEER_SETTINGS(&gazetteer_settings),
	SETTING_JSON("layers", &layer_object),
	SETTING_TEXT(0, "lat", "PATH", &lat_text, "where the latitude stands"),
	SETTING_TEXT(0, "lon", "PATH", &lon_text, "where the longitude stands"),
	SETTING_TEXT(0, "name", "PROPERTY", &name_property,
	    "the property that holds an area's name (name); empty for none"),
	SETTING_NUMBER(0, "near-border", "METRES", &near_border, 1, MAX_NEAR,
	    "give the distance to a border that is not further than METRES"),
	SETTING_FLAG(0, "repair", &repair,
	    "use a map with a hole outside of its shell, and leave it out"),
	SCHOOL_FILE_SETTING(&schools),
	SETTING_OPTION('v', SETTING_KIND_FLAG, "verbose", NULL, &verbose,
	    "say on standard error how catchments were decided"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-geocode",
	.synopsis =
	    "[-v] [-p policy] [-r file] [--address path] [--boundaries file] "
	    "[--boundaries-crs name] [--catchments file] [--check] [--choices path] "
	    "[--city name] [--code property] [--crs name] [--gazetteer file] "
	    "[--lat path] [--lon path] [--name property] [--near-border metres] "
	    "[--repair] [--schools file] [--year year] [file ...]",
	.settings = settings,
};

static struct map_place maps;
static struct catchment_file catchments;
static struct catchment_tally *tally;
static struct gazetteer *gazetteer;
static struct home_place *places;

/* What only a map is asked for. */
static void
check_settings(char *const files[])
{
	if (check && files[0] != NULL)
		settings_fail(
		    "check", "it reads no records: leave out \"%s\"", files[0]);
	if (boundaries_file != NULL)
		return;
	if (catchments_file == NULL || crs != NULL || lon_text != NULL ||
	    lat_text != NULL || layer_object != NULL || schools.file != NULL)
		settings_fail("boundaries", "not given");
}

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
		return;
	maps.layers = layer_list(layer_object, &model, &maps.layer_count);
	for (size_t i = 0; i < maps.layer_count; i++)
		layer_load(&maps.layers[i]);
}

static void
load_catchments(void)
{
	gazetteer = gazetteer_load(&gazetteer_settings);
	if (catchments_file != NULL)
		catchments = catchment_load(catchments_file, gazetteer);
}

static void
read_coordinates(void)
{
	enum coordinates_system of_records;

	if (crs == NULL)
		settings_fail("crs", "not given, and a wrong guess moves a home across "
				     "the road: wgs84, cgcs2000, gcj02 or bd09");
	maps.lon = path_load("lon", lon_text);
	maps.lat = path_load("lat", lat_text);
	if (maps.lon == NULL || maps.lat == NULL)
		settings_fail(maps.lon == NULL ? "lon" : "lat", "not given");
	of_records = layer_system("crs", crs);
	for (size_t i = 0; i < maps.layer_count; i++)
		layer_index(&maps.layers[i], of_records, near_border);
	maps.distances = school_load(&schools);
	maps.choices = path_load("choices", schools.choices);
}

/* The districts by their names. */
static struct district_names *
name_districts(void)
{
	struct address_parser *parser = address_parser_new(gazetteer);
	struct district_names *names =
	    parser == NULL ? NULL : district_names_new(maps.layers[0].map, parser);

	if (names == NULL)
		allocate_fail();
	address_parser_free(parser);
	return names;
}

static void
prepare(void)
{
	struct home_place_rules rules = { .table = catchments.table };

	if (catchments_file != NULL && address_text == NULL)
		address_text = "address_parts";
	rules.address = path_load("address", address_text);
	if (boundaries_file != NULL) {
		read_coordinates();
		rules.maps = &maps;
	}
	if (boundaries_file != NULL && address_text != NULL)
		rules.districts = name_districts();
	if (catchments_file != NULL) {
		rules.areas =
		    catchment_areas_new(&catchments, maps.layers, maps.layer_count);
		tally = catchment_tally_new(catchments.table);
		if (tally == NULL)
			allocate_fail();
	}
	places = home_place_new(&rules);
	if (places == NULL)
		allocate_fail();
}

static void
geocode(struct stream *stream, struct record *record)
{
	struct home_place_answer answer;

	if (!home_place_find(places, record, &answer))
		allocate_fail();
	if (answer.decision != NULL)
		catchment_tally_add(tally, answer.decision);
	if (answer.value.at == NULL) {
		stream_reject_all(stream, answer.findings, answer.finding_count);
		return;
	}
	stream_set(stream, "place", NULL, answer.value);
	stream_pass(stream);
}

static int
check_all(void)
{
	struct stream *stream = stream_open_output(&io);
	bool clean = true;

	for (size_t i = 0; i < maps.layer_count; i++)
		clean &= layer_check(&maps.layers[i], stream);
	if (catchments_file != NULL)
		clean &= catchment_report(&catchments, gazetteer, stream);
	if (!clean)
		stream_fail_check(stream);
	return stream_close(stream);
}

/* How catchments were decided: to the summary, and for people. */
static void
report(struct stream *stream, struct writer *lines)
{
	struct writer counts = { 0 };

	catchment_tally_write(tally, &counts);
	catchment_tally_print(tally, lines);
	if (writer_failed(&counts) || writer_failed(lines))
		allocate_fail();
	stream_summarize(
	    stream, "catchments", (struct span){ counts.text, counts.len });
	writer_free(&counts);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct writer lines = { 0 };
	struct stream *stream;
	struct record *record;
	int status;

	check_settings(files);
	load_maps();
	load_catchments();
	if (check)
		return check_all();
	prepare();
	stream = stream_open(files, &io);
	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		geocode(stream, record);
	if (tally != NULL)
		report(stream, &lines);
	status = stream_close(stream);
	if (verbose && tally != NULL)
		fwrite(lines.text, 1, lines.len, stderr);
	writer_free(&lines);
	return status;
}
