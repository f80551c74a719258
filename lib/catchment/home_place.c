#include "catchment/home_place.h"

#include <stdlib.h>

#include "memory/array.h"

struct home_place {
	struct home_place_rules rules;
	struct catchment_decider *decider; /* NULL: there is no table */
	struct home_reader reader;
	struct writer value;
	struct finding *findings;
	size_t finding_count, finding_room;
	struct arena reasons;
	struct catchment_decision decision;

	/* Of the record in hand. */
	struct home home;
	bool has_address, is_located, was_asked;
	struct position position;
	size_t covers; /* how many areas of the districts */
};

struct home_place *
home_place_new(const struct home_place_rules *rules)
{
	struct home_place *h = calloc(1, sizeof *h);

	if (h == NULL)
		return NULL;
	h->rules = *rules;
	if (rules->table != NULL)
		h->decider = catchment_decider_new(rules->table);
	if (rules->table == NULL || h->decider != NULL)
		return h;
	free(h);
	return NULL;
}

void
home_place_free(struct home_place *h)
{
	if (h == NULL)
		return;
	catchment_decider_free(h->decider);
	home_reader_free(&h->reader);
	writer_free(&h->value);
	free(h->findings);
	arena_free(&h->reasons);
	free(h);
}

/* What became of a step. */
enum step { STEP_DONE, STEP_SET_ASIDE, STEP_NO_MEMORY };

static enum step
add_finding(struct home_place *h, struct finding finding)
{
	if (finding.reason == NULL || !array_reserve(&h->findings, &h->finding_room,
					  h->finding_count + 1, sizeof *h->findings))
		return STEP_NO_MEMORY;
	h->findings[h->finding_count++] = finding;
	return STEP_SET_ASIDE;
}

static enum step
set_aside(struct home_place *h, const char *code, const char *reason)
{
	const char *field =
	    h->rules.address == NULL ? NULL : path_text(h->rules.address);

	return add_finding(
	    h, (struct finding){ .code = code, .field = field, .reason = reason });
}

static enum step
read_address(struct home_place *h, struct record *record)
{
	const struct value *v =
	    h->rules.address == NULL ? NULL : path_find(h->rules.address, record);

	h->home = (struct home){ 0 };
	h->has_address = v != NULL && v->type != VALUE_NULL;
	if (!h->has_address)
		return STEP_DONE;
	switch (home_read(&h->reader, record, v, &h->home)) {
	case HOME_OK:
		return STEP_DONE;
	case HOME_NO_MEMORY:
		return STEP_NO_MEMORY;
	default:
		return set_aside(h, "place-address",
		    "there are no parts of an address: run admit-address before");
	}
}

/* Find the position, if there is one; a record may be without if it has an address. */
static enum step
read_position(struct home_place *h, struct record *record)
{
	enum map_place_result result;
	struct finding finding;

	h->is_located = false;
	if (h->rules.maps == NULL)
		return STEP_DONE;
	result = map_place_read(h->rules.maps, record, &h->position, &finding);
	h->is_located = result == MAP_PLACE_OK;
	if (result == MAP_PLACE_NO_MEMORY)
		return STEP_NO_MEMORY;
	if (h->is_located || (result == MAP_PLACE_MISSING && h->has_address))
		return STEP_DONE;
	return add_finding(h, finding);
}

/* Compare the district of the address with the areas that cover the position, or take
 * it from them. */
static enum step
compare_district(struct home_place *h)
{
	struct span *district = &h->home.parts[ADDRESS_DISTRICT];
	const struct cover *covers = h->rules.maps->layers[0].covers;
	uint32_t area;

	if (h->rules.districts == NULL)
		return STEP_DONE;
	if (district->len == 0) {
		if (h->covers == 1)
			*district =
			    district_names_of(h->rules.districts, covers[0].area);
		return STEP_DONE;
	}
	area = district_names_find(h->rules.districts, *district);
	for (size_t i = 0; i < h->covers; i++)
		if (covers[i].area == area)
			return STEP_DONE;
	if (area == DISTRICT_NAMES_NONE)
		return STEP_DONE;
	return set_aside(h, "place-disagrees",
	    "the coordinates lie in another district than the address: find out "
	    "which is right");
}

static enum step
write_located(struct home_place *h, struct record *record)
{
	struct finding finding;

	switch (map_place_write(
	    h->rules.maps, record, h->position, &h->value, &h->covers, &finding)) {
	case MAP_PLACE_OK:
		return compare_district(h);
	case MAP_PLACE_NO_MEMORY:
		return STEP_NO_MEMORY;
	default:
		return add_finding(h, finding);
	}
}

/* Write the district that the address of a record without coordinates names. */
static enum step
write_named(struct home_place *h, struct record *record)
{
	uint32_t area = h->rules.districts == NULL
			    ? DISTRICT_NAMES_NONE
			    : district_names_find(
				  h->rules.districts, h->home.parts[ADDRESS_DISTRICT]);

	if (area == DISTRICT_NAMES_NONE)
		return set_aside(h, "place-missing",
		    "there are no coordinates, and the address names no area of the "
		    "map");
	if (map_place_write_area(h->rules.maps, record, area, &h->value) !=
	    MAP_PLACE_OK)
		return set_aside(h, "place-missing",
		    "there are no coordinates, which a layer or a distance needs");
	writer_name(&h->value, "by");
	writer_string(&h->value, "address");
	return STEP_DONE;
}

static enum step
write_district(struct home_place *h, struct record *record)
{
	if (h->rules.maps == NULL) {
		writer_open_object(&h->value);
		return STEP_DONE;
	}
	return h->is_located ? write_located(h, record) : write_named(h, record);
}

/* "P01, P02: the text as published". */
static const char *
describe(struct home_place *h, const struct catchment_rule *rule)
{
	struct writer text = { 0 };
	const char *reason;

	for (size_t i = 0; i < rule->school_count; i++) {
		struct span school = catchment_school(h->rules.table, rule->schools[i]);

		writer_bytes(&text, ", ", i == 0 ? 0 : 2);
		writer_bytes(&text, school.at, school.len);
	}
	writer_bytes(&text, ": ", rule->text.len == 0 ? 0 : 2);
	writer_bytes(&text, rule->text.at, rule->text.len);
	reason =
	    writer_failed(&text) ? NULL : arena_text(&h->reasons, text.text, text.len);
	writer_free(&text);
	return reason;
}

/* Tell why there is no catchment, and among which rules people choose. */
static enum step
tell_candidates(struct home_place *h)
{
	const struct catchment_decision *d = &h->decision;
	enum step step;

	if (d->result == CATCHMENT_NOWHERE && !h->has_address)
		return set_aside(h, "place-no-address",
		    "there are no parts of an address: run admit-address before");
	step = set_aside(h,
	    arena_print(&h->reasons, "catchment-%s", catchment_result_code(d->result)),
	    catchment_result_reason(d->result));
	for (size_t i = 0; step != STEP_NO_MEMORY && i < d->candidate_count; i++) {
		const struct catchment_rule *rule =
		    catchment_rule(h->rules.table, d->candidates[i]);

		step = add_finding(h, (struct finding){ .code = "catchment-candidate",
					  .field = path_text(h->rules.address),
					  .rule = rule->id.at,
					  .reason = describe(h, rule) });
	}
	return step;
}

static enum step
write_catchment(struct home_place *h)
{
	const struct catchment_decision *d = &h->decision;

	if (h->decider == NULL)
		return STEP_DONE;
	if (h->is_located && h->rules.areas != NULL)
		catchment_areas_find(h->rules.areas, h->position, &h->home);
	catchment_decide(h->decider, &h->home, &h->decision);
	h->was_asked = true;
	if (d->result == CATCHMENT_NO_MEMORY)
		return STEP_NO_MEMORY;
	if (d->result != CATCHMENT_DECIDED)
		return tell_candidates(h);
	writer_name(&h->value, "catchment");
	writer_open_array(&h->value);
	for (size_t i = 0; i < d->school_count; i++)
		writer_string_span(
		    &h->value, catchment_school(h->rules.table, d->schools[i]));
	writer_close_array(&h->value);
	writer_name(&h->value, "rule");
	writer_string_span(&h->value, catchment_rule(h->rules.table, d->rule)->id);
	return STEP_DONE;
}

static enum step
find(struct home_place *h, struct record *record)
{
	enum step step = read_address(h, record);

	if (step == STEP_DONE)
		step = read_position(h, record);
	if (step == STEP_DONE)
		step = write_district(h, record);
	if (step == STEP_DONE)
		step = write_catchment(h);
	writer_close_object(&h->value);
	return writer_failed(&h->value) ? STEP_NO_MEMORY : step;
}

bool
home_place_find(
    struct home_place *h, struct record *record, struct home_place_answer *answer)
{
	enum step step;

	writer_reset(&h->value);
	arena_clear(&h->reasons);
	h->finding_count = 0;
	h->was_asked = false;
	step = find(h, record);
	*answer = (struct home_place_answer){ .findings = h->findings,
		.finding_count = h->finding_count,
		.decision = h->was_asked ? &h->decision : NULL };
	if (step == STEP_DONE)
		answer->value = (struct span){ h->value.text, h->value.len };
	return step != STEP_NO_MEMORY;
}
