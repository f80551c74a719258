#include "catchment/district_names.h"

#include <stdlib.h>

#include "catchment/rule_names.h"
#include "text/numbering.h"

struct district_names {
	struct numbering *names;
	uint32_t *areas;   /* by the number of a name; NONE: several areas have it */
	uint32_t *numbers; /* by area: the number of its name, or NONE */
};

static bool
add_area(struct district_names *d, struct address_parser *parser, size_t area,
    const char *written)
{
	enum catchment_fault fault;
	struct span name;
	uint32_t number;
	bool known;

	d->numbers[area] = DISTRICT_NAMES_NONE;
	if (written == NULL || written[0] == '\0')
		return true;
	fault = rule_names_district(parser, span_of(written), &name);
	if (fault != CATCHMENT_OK)
		return fault != CATCHMENT_FAULT_NO_MEMORY;
	number = numbering_add(d->names, name, &known);
	if (number == NUMBERING_NONE)
		return false;
	d->areas[number] = known ? DISTRICT_NAMES_NONE : (uint32_t)area;
	d->numbers[area] = number;
	return true;
}

struct district_names *
district_names_new(const struct boundaries *map, struct address_parser *parser)
{
	struct district_names *d = calloc(1, sizeof *d);
	bool fine;

	if (d == NULL)
		return NULL;
	d->names = numbering_new();
	d->areas = calloc(map->area_count + 1, sizeof *d->areas);
	d->numbers = calloc(map->area_count + 1, sizeof *d->numbers);
	fine = d->names != NULL && d->areas != NULL && d->numbers != NULL;
	for (size_t i = 0; fine && i < map->area_count; i++)
		fine = add_area(d, parser, i, map->areas[i].name);
	if (fine)
		return d;
	district_names_free(d);
	return NULL;
}

void
district_names_free(struct district_names *d)
{
	if (d == NULL)
		return;
	numbering_free(d->names);
	free(d->areas);
	free(d->numbers);
	free(d);
}

uint32_t
district_names_find(const struct district_names *d, struct span name)
{
	uint32_t number =
	    name.len == 0 ? NUMBERING_NONE : numbering_find(d->names, name);

	return number == NUMBERING_NONE ? DISTRICT_NAMES_NONE : d->areas[number];
}

struct span
district_names_of(const struct district_names *d, size_t area)
{
	uint32_t number = d->numbers[area];

	if (number == DISTRICT_NAMES_NONE || d->areas[number] == DISTRICT_NAMES_NONE)
		return (struct span){ "", 0 };
	return numbering_text(d->names, number);
}
