#include "publish/demand.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/record.h"
#include "text/numbering.h"

struct colour {
	char *name;
	struct decimal from;
};

struct school {
	uint64_t seats;
	bool asked;
};

struct demand {
	struct colour *colours;
	size_t colour_count, colour_room;
	struct numbering *names;
	struct school *schools;
	size_t room, next, unknown;
	struct record row;
	struct writer copy; /* of the row that is parsed */
};

struct demand *
demand_new(void)
{
	struct demand *d = calloc(1, sizeof *d);

	if (d == NULL || (d->names = numbering_new()) == NULL) {
		free(d);
		return NULL;
	}
	return d;
}

void
demand_free(struct demand *d)
{
	if (d == NULL)
		return;
	for (size_t i = 0; i < d->colour_count; i++)
		free(d->colours[i].name);
	free(d->colours);
	numbering_free(d->names);
	free(d->schools);
	record_free(&d->row);
	writer_free(&d->copy);
	free(d);
}

const char *
demand_add_colour(struct demand *d, const char *text)
{
	const char *blank = strrchr(text, ' ');
	struct colour colour;

	if (blank == NULL || blank == text ||
	    !decimal_parse(blank + 1, strlen(blank + 1), &colour.from) ||
	    colour.from.units < 0)
		return "must be a colour and a ratio from 0 behind it";
	if (d->colour_count > 0 &&
	    decimal_compare(d->colours[d->colour_count - 1].from, colour.from) >= 0)
		return "must have a higher ratio than the one before";
	if (!array_reserve(&d->colours, &d->colour_room, d->colour_count + 1,
		sizeof *d->colours) ||
	    (colour.name = strndup(text, (size_t)(blank - text))) == NULL)
		return "no memory";
	d->colours[d->colour_count++] = colour;
	return NULL;
}

bool
demand_add_seats(struct demand *d, struct span school, uint64_t seats)
{
	bool known;
	uint32_t number = numbering_add(d->names, school, &known);

	if (number == NUMBERING_NONE || !array_reserve(&d->schools, &d->room,
					    (size_t)number + 1, sizeof *d->schools))
		return false;
	if (!known)
		d->schools[number] = (struct school){ .seats = 0 };
	d->schools[number].seats += seats;
	return true;
}

/* Whether count / seats is at least that; with no seats any demand is beyond all. */
static bool
reaches(struct decimal from, uint64_t count, uint64_t seats)
{
	const struct decimal demanded = { (int64_t)count, 0 },
			     all = { (int64_t)seats, 0 };
	struct decimal least;

	if (seats == 0)
		return count > 0 || from.units == 0;
	/* More than any count: what 64 bits do not hold. */
	return decimal_multiply(from, all, &least) &&
	       decimal_compare(demanded, least) >= 0;
}

static void
write_ratio(struct writer *json, uint64_t count, uint64_t seats)
{
	uint64_t whole = count / seats, rest = count % seats;
	struct decimal ratio = { 0, 3 };

	/* A count of records is far below 2^53, and so the ratio fits. */
	ratio.units = (int64_t)(whole * 1000 + (rest * 2000 + seats) / (2 * seats));
	while (ratio.scale > 0 && ratio.units % 10 == 0) {
		ratio.units /= 10;
		ratio.scale--;
	}
	writer_name(json, "ratio");
	writer_decimal(json, ratio);
}

static void
write_demand(struct demand *d, struct span school, uint64_t count, struct writer *json)
{
	uint32_t number = numbering_find(d->names, school);
	const char *colour = NULL;
	uint64_t seats;

	writer_name(json, "seats");
	if (number == NUMBERING_NONE) {
		writer_null(json);
		d->unknown++;
		return;
	}
	d->schools[number].asked = true;
	seats = d->schools[number].seats;
	writer_integer(json, (int64_t)seats);
	if (seats > 0)
		write_ratio(json, count, seats);
	for (size_t i = 0; i < d->colour_count; i++)
		if (reaches(d->colours[i].from, count, seats))
			colour = d->colours[i].name;
	if (colour == NULL)
		return;
	writer_name(json, "warning");
	writer_string(json, colour);
}

static const struct value *
member(struct demand *d, const struct value *object, const char *name)
{
	return object != NULL ? record_member(&d->row, object, name, strlen(name))
			      : NULL;
}

bool
demand_add_to(struct demand *d, const char *dimension, struct writer *row)
{
	const struct value *school, *count;
	struct decimal number;
	struct span digits;

	writer_reset(&d->copy);
	writer_bytes(&d->copy, row->text, row->len);
	if (writer_failed(row) || writer_failed(&d->copy) ||
	    record_parse(&d->row, d->copy.text, d->copy.len, NULL) != RECORD_OK)
		return false;
	school = member(d, member(d, &d->row.values[0], "by"), dimension);
	count = member(d, &d->row.values[0], "count");
	if (school == NULL || count == NULL)
		return false;
	digits = record_raw(&d->row, count);
	if (!decimal_parse(digits.at, digits.len, &number) || number.scale > 0 ||
	    number.units < 0)
		return false;
	row->len--; /* open the object again */
	write_demand(d, record_raw(&d->row, school), (uint64_t)number.units, row);
	writer_close_object(row);
	return !writer_failed(row);
}

size_t
demand_unknown(const struct demand *d)
{
	return d->unknown;
}

bool
demand_next_unasked(struct demand *d, const char *dimension, struct writer *row)
{
	uint32_t count = numbering_count(d->names);
	struct span school;

	while (d->next < count && d->schools[d->next].asked)
		d->next++;
	if (d->next == count)
		return false;
	school = numbering_text(d->names, (uint32_t)d->next);
	writer_reset(row);
	writer_open_object(row);
	writer_name(row, "by");
	writer_open_object(row);
	writer_name(row, dimension);
	writer_raw(row, school);
	writer_close_object(row);
	writer_name(row, "count");
	writer_integer(row, 0);
	write_demand(d, school, 0, row);
	writer_close_object(row);
	return true;
}

void
demand_columns(const struct demand *d, struct writer *columns)
{
	static const char all[] = "/seats\0/ratio\0/warning";

	writer_bytes(columns, all,
	    d->colour_count > 0 ? sizeof all : sizeof all - sizeof "/warning");
}
