#include "place/school_distances.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "place/distance.h"
#include "record/writer.h"
#include "text/numbering.h"

struct school {
	struct distance_point point;
	bool located;
	uint64_t named_by; /* the last record that has named it */
};

struct school_distances {
	struct numbering *ids;
	struct school *schools;
	uint64_t record;
	struct writer text;
};

static const char *
read_school(const json_t *json, struct school *school)
{
	const json_t *lon = json_object_get(json, "lon");
	const json_t *lat = json_object_get(json, "lat");

	if (lon == NULL && lat == NULL)
		return NULL;
	if (!json_is_number(lon) || !json_is_number(lat) ||
	    fabs(json_number_value(lon)) > 180 || fabs(json_number_value(lat)) > 90)
		return "lon and lat are no longitude and latitude in decimal degrees";
	school->located = true;
	school->point = distance_point(
	    (struct position){ position_from_degrees(json_number_value(lon)),
		position_from_degrees(json_number_value(lat)) });
	return NULL;
}

/* False: no memory, or *why says what is wrong. */
static bool
add_school(struct school_distances *d, const json_t *json, const char **why)
{
	const json_t *id = json_object_get(json, "id");
	uint32_t number;
	bool known;

	*why = NULL;
	if (!json_is_string(id) || json_string_length(id) == 0) {
		*why = "the school has no id, which is a text";
		return false;
	}
	number = numbering_add(d->ids,
	    (struct span){ json_string_value(id), json_string_length(id) }, &known);
	if (number == NUMBERING_NONE)
		return false;
	if (known)
		*why = "another school has the same id";
	else
		*why = read_school(json, &d->schools[number]);
	return *why == NULL;
}

struct school_distances *
school_distances_new(const json_t *schools, size_t *line, const char **why)
{
	struct school_distances *d = calloc(1, sizeof *d);
	size_t count = json_array_size(schools);
	bool fine;

	*why = NULL;
	*line = 0;
	if (d == NULL)
		return NULL;
	d->ids = numbering_new();
	d->schools = calloc(count + 1, sizeof *d->schools);
	fine = d->ids != NULL && d->schools != NULL;
	while (fine && *line < count)
		fine = add_school(d, json_array_get(schools, (*line)++), why);
	if (fine)
		return d;
	school_distances_free(d);
	return NULL;
}

void
school_distances_free(struct school_distances *d)
{
	if (d == NULL)
		return;
	numbering_free(d->ids);
	free(d->schools);
	writer_free(&d->text);
	free(d);
}

static enum school_distances_result
add_distance(struct school_distances *d, struct distance_point home,
    struct record *record, const struct value *v)
{
	struct school *school;
	struct span id;
	uint32_t number;

	if (v->type == VALUE_NULL)
		return SCHOOL_DISTANCES_OK;
	if (v->type != VALUE_STRING)
		return SCHOOL_DISTANCES_NOT_TEXT;
	id = record_text(record, v);
	if (id.at == NULL)
		return SCHOOL_DISTANCES_NO_MEMORY;
	number = numbering_find(d->ids, id);
	if (number == NUMBERING_NONE)
		return SCHOOL_DISTANCES_UNKNOWN;
	school = &d->schools[number];
	if (!school->located)
		return SCHOOL_DISTANCES_NO_POSITION;
	if (school->named_by == d->record)
		return SCHOOL_DISTANCES_TWICE;
	school->named_by = d->record;
	writer_name_span(&d->text, id);
	writer_integer(&d->text, distance_metres(home, school->point));
	return SCHOOL_DISTANCES_OK;
}

enum school_distances_result
school_distances_write(struct school_distances *d, struct position home,
    struct record *record, const struct value *value, struct span *text)
{
	struct distance_point from = distance_point(home);
	enum school_distances_result result = SCHOOL_DISTANCES_OK;
	uint32_t index = (uint32_t)(value - record->values);
	uint32_t n, end;

	record_unfold(record, value);
	value = record->values + index;
	n = value->type == VALUE_ARRAY ? index + 1 : index;
	end = value->next;
	d->record++;
	writer_reset(&d->text);
	writer_open_object(&d->text);
	for (; result == SCHOOL_DISTANCES_OK && n < end; n = record->values[n].next)
		result = add_distance(d, from, record, &record->values[n]);
	writer_close_object(&d->text);
	if (writer_failed(&d->text))
		return SCHOOL_DISTANCES_NO_MEMORY;
	*text = (struct span){ d->text.text, d->text.len };
	return result;
}

const char *
school_distances_code(enum school_distances_result result)
{
	switch (result) {
	case SCHOOL_DISTANCES_NOT_TEXT:
		return "choice-not-text";
	case SCHOOL_DISTANCES_TWICE:
		return "choice-twice";
	case SCHOOL_DISTANCES_NO_POSITION:
		return "choice-no-position";
	default:
		return "choice-unknown";
	}
}

const char *
school_distances_reason(enum school_distances_result result)
{
	switch (result) {
	case SCHOOL_DISTANCES_NOT_TEXT:
		return "a choice is not the id of a school, which is text";
	case SCHOOL_DISTANCES_TWICE:
		return "a school is in the list twice";
	case SCHOOL_DISTANCES_NO_POSITION:
		return "a school of the list has no coordinates in the file of schools";
	default:
		return "there is no such school as one of the list";
	}
}
