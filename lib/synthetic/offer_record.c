#include "synthetic/offer_record.h"
#include "synthetic/city.h"
#include "synthetic/form.h"

/* The published line, and how far below it a round goes. */
enum { LINE = 465, FEEDER_DROP = 20, SUPPLEMENTARY_DROP = 30 };

static void
member_floor(struct writer *json, uint32_t drop)
{
	writer_name(json, "floor");
	writer_open_object(json);
	form_text(json, "value", "total");
	form_number(json, "line", LINE);
	form_number(json, "drop", drop);
	writer_close_object(json);
}

/* Who gets what is left; NULL: nobody. */
static void
member_unfilled(struct writer *json, const char *group)
{
	writer_name(json, "unfilled");
	if (group == NULL) {
		writer_string(json, "lapse");
		return;
	}
	writer_open_object(json);
	form_text(json, "to", group);
	writer_close_object(json);
}

static void
open_group(struct writer *json, const char *id, const char *round, uint32_t seats)
{
	writer_open_object(json);
	form_text(json, "id", id);
	form_text(json, "round", round);
	form_number(json, "seats", seats);
}

/* The seats for one junior school. */
static void
write_cell(struct writer *json, uint32_t junior_code, uint32_t seats)
{
	struct phrase code = { 0 }, eligible = { 0 };

	phrase_add_number(&code, junior_code, 0);
	phrase_add(&eligible, "applicant.junior.code == '");
	phrase_add(&eligible, code.text);
	phrase_add(&eligible, "' && applicant.quota");
	open_group(json, code.text, "feeder", seats);
	form_text(json, "eligible", eligible.text);
	member_floor(json, FEEDER_DROP);
	member_unfilled(json, "open");
	writer_close_object(json);
}

/* What the cells leave goes to the open seats. */
static void
write_quota(struct writer *json, const struct offer *offer, size_t number)
{
	const struct program *p = offer_program(offer, number);
	const struct district *d = &city_districts[p->district];

	for (uint32_t junior = 0; junior < d->juniors; junior++) {
		uint32_t seats = offer_cell(offer, number, junior);

		if (seats > 0)
			write_cell(json, d->code * 100 + junior + 1, seats);
	}
	writer_open_object(json);
	form_text(json, "id", "open");
	writer_name(json, "round");
	writer_open_array(json);
	writer_string(json, "first");
	writer_string(json, "supplementary");
	writer_close_array(json);
	form_number(json, "seats", p->capacity - p->quota);
	member_unfilled(json, NULL);
	writer_close_object(json);
}

/* Down to the line, and then below it for the seats that are left. */
static void
write_second(struct writer *json, uint32_t capacity)
{
	open_group(json, "second", "second", capacity);
	member_floor(json, 0);
	member_unfilled(json, "supplementary");
	writer_close_object(json);
	open_group(json, "supplementary", "supplementary", 0);
	member_floor(json, SUPPLEMENTARY_DROP);
	member_unfilled(json, NULL);
	writer_close_object(json);
}

static void
write_groups(struct writer *json, const struct offer *offer, size_t number)
{
	const struct program *p = offer_program(offer, number);

	if (p->quota == 0 && !p->second)
		return;
	writer_name(json, "groups");
	writer_open_array(json);
	if (p->second)
		write_second(json, p->capacity);
	else
		write_quota(json, offer, number);
	writer_close_array(json);
}

void
offer_record_write(const struct offer *offer, size_t number, struct writer *json)
{
	const struct program *p = offer_program(offer, number);

	writer_open_object(json);
	form_text(json, "id", p->id.text);
	form_text(json, "school", p->school.text);
	form_text(json, "name", p->selective ? "实验班" : "普通班");
	writer_name(json, "round");
	writer_open_array(json);
	if (p->quota > 0)
		writer_string(json, "feeder");
	writer_string(json, p->second ? "second" : "first");
	writer_string(json, "supplementary");
	writer_close_array(json);
	form_number(json, "capacity", p->capacity);
	write_groups(json, offer, number);
	writer_close_object(json);
}
