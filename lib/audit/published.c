#include <stdlib.h>

#include "audit/audit_distance.h"
#include "audit/audit_refusals.h"
#include "audit/published.h"
#include "audit/published_fields.h"
#include "memory/hugepages.h"
#include "seats/round_add.h"
#include "text/numbering.h"

static const struct seat no_seat = { MARKET_NONE, MARKET_NONE, MARKET_NONE };

/* Where a program stands in the list of the one who was added last. */
static uint32_t
find_wish(const struct applicants *a, uint32_t program)
{
	uint64_t first = a->first[a->count - 1], end = a->first[a->count];

	for (uint64_t at = first; at < end; at++)
		if (applicants_program(a, at) == program)
			return (uint32_t)(at - first);
	return MARKET_NONE;
}

/*
 * The program of an admission, or NUMBERING_NONE; mostly it is that of the choice which
 * the admission names.
 */
static uint32_t
find_program(const struct round *r, const struct admission *admission)
{
	const struct applicants *a = r->applicants;
	uint64_t first = a->first[a->count - 1], count = a->first[a->count] - first;
	uint32_t program;

	if (admission->choice > 0 && (uint64_t)admission->choice <= count) {
		program =
		    applicants_program(a, first + (uint64_t)admission->choice - 1);
		if (program != programs_gap(r->programs) &&
		    span_same(programs_id(r->programs, program), admission->program))
			return program;
	}
	return programs_find(r->programs, admission->program);
}

/*
 * The seat that an admission names.  Returns NULL, or the code of the breach that it
 * is; then there is no seat.
 */
static const char *
read_seat(const struct round *r, const struct admission *a, struct seat *seat)
{
	uint32_t program;

	*seat = no_seat;
	if (a->status == ADMISSION_NONE)
		return "undecided";
	if (!round_is_of(r, a))
		return a->status == ADMISSION_ADMITTED ? "wrong-round" : "undecided";
	if (a->status == ADMISSION_UNPLACED)
		return NULL;
	program = find_program(r, a);
	if (program == NUMBERING_NONE)
		return "unknown-program";
	if (!r->programs->offered[program])
		return "not-offered";
	seat->program = program;
	seat->group = groups_find(r->programs->groups, program, a->group);
	if (a->choice > 0 && a->choice < MARKET_NONE)
		seat->choice = (uint32_t)(a->choice - 1);
	else if (round_is_leftover(r))
		seat->choice = find_wish(r->applicants, program);
	return a->group.at != NULL && seat->group == MARKET_NONE ? "unknown-group"
								 : NULL;
}

/* Whether the list of an applicant who takes any program is as the rule says. */
static bool
is_list_right(const struct round *r)
{
	const struct applicants *a = r->applicants;
	const struct leftover *l = &r->leftover;

	/* Who takes no part has one closed wish, and no list. */
	if (!round_is_leftover(r) ||
	    a->first[a->count] - a->first[a->count - 1] != l->count)
		return true;
	return audit_distance_check(r->programs, l->lon != NULL ? &l->home : NULL,
		   l->list, l->count) == MARKET_NONE;
}

static void
add_fault(struct published_faults *faults, const char *code)
{
	if (code != NULL)
		faults->codes[faults->count++] = code;
}

/*
 * Room for one more applicant, who may have that number on the roll: until one has
 * another number than on the roll, the numbers need no room.
 */
static bool
make_room(struct published *p, uint32_t applicant, uint32_t number)
{
	bool same = p->who == NULL;

	if (!hugepages_reserve(
		&p->seats, &p->seats_room, applicant + (size_t)1, sizeof *p->seats))
		return false;
	if (same && number == applicant)
		return true;
	if (!hugepages_reserve(
		&p->who, &p->who_room, applicant + (size_t)1, sizeof *p->who))
		return false;
	for (uint32_t i = 0; same && i < applicant; i++)
		p->who[i] = i;
	return true;
}

/* The one who was added last is told no reasons. */
static bool
add_no_reasons(struct published *p)
{
	if (!hugepages_reserve(&p->reasons, &p->reasons_room, p->reasons_count + 1, 1))
		return false;
	p->reasons[p->reasons_count++] = AUDIT_REFUSAL_NONE;
	return true;
}

/* An applicant was added, and with the applicant a seat from before the round. */
static void
enter_seat(struct published *p, uint32_t applicant, uint32_t number)
{
	const struct holding *held = holders_of(&p->round->holders, applicant);

	if (p->who != NULL)
		p->who[applicant] = number;
	if (held != NULL)
		round_unhold(p->round, held);
}

/* The reasons that an admission has for the choices of the one who was added last. */
static bool
read_reasons(struct published *p, struct record *record,
    const struct admission *admission, struct published_faults *faults)
{
	const struct applicants *a = p->round->applicants;
	size_t choices = (size_t)(a->first[a->count] - a->first[a->count - 1]);
	uint32_t count;

	if (admission->status != ADMISSION_UNPLACED ||
	    !round_is_of(p->round, admission))
		return add_no_reasons(p);
	if (!hugepages_reserve(
		&p->reasons, &p->reasons_room, p->reasons_count + choices, 1))
		return false;
	if (!audit_refusals_read(
		record, p->round, p->reasons + p->reasons_count, &count))
		add_fault(faults, "wrong-refusal");
	p->reasons_count += count;
	return count > 0 || add_no_reasons(p);
}

enum published_result
published_add(struct published *p, struct stream *stream, struct record *record,
    const struct admission *admission, uint32_t number, const struct holding *held,
    bool kept, struct published_faults *faults)
{
	struct round *r = p->round;
	uint32_t applicant = r->applicants->count;

	faults->count = 0;
	if (!make_room(p, applicant, number))
		return PUBLISHED_NO_MEMORY;
	if (!(held != NULL ? round_add_holding(r, stream, record, held)
			   : round_add(r, stream, record)))
		return PUBLISHED_SET_ASIDE;
	enter_seat(p, applicant, number);
	if (kept) {
		p->seats[applicant] = (struct seat){ held->program,
			find_wish(r->applicants, held->program), held->group };
		return add_no_reasons(p) ? PUBLISHED_ADDED : PUBLISHED_NO_MEMORY;
	}
	add_fault(faults, read_seat(r, admission, &p->seats[applicant]));
	if (round_is_of(r, admission))
		add_fault(faults, published_fields_check(
				      record, admission->status, round_is_leftover(r)));
	if (!read_reasons(p, record, admission, faults))
		return PUBLISHED_NO_MEMORY;
	if (!is_list_right(r))
		add_fault(faults, "distance-differs");
	return PUBLISHED_ADDED;
}

/* Whether what a reject says is what is wrong with the record. */
static bool
is_cause(const struct set_aside *s, const struct entry_fault *f)
{
	return s->filter.at != NULL && span_is(s->filter, "admit-allocate") &&
	       s->code.at != NULL && span_is(s->code, f->code) &&
	       (f->field == NULL ? s->field.at == NULL
				 : s->field.at != NULL && span_is(s->field, f->field));
}

enum published_result
published_set_aside(struct published *p, struct set_aside *s, uint32_t number,
    const char **code, const char **expected)
{
	uint32_t applicant = p->round->applicants->count;
	struct admission admission;
	struct entry_fault f = { "admission-unclear",
		admission_read(&s->record, &admission), NULL };
	enum round_entry entry = ROUND_SET_ASIDE;

	*code = *expected = NULL;
	if (!make_room(p, applicant, number))
		return PUBLISHED_NO_MEMORY;
	if (f.field == NULL)
		entry = round_enter_record(p->round, &s->record, &admission, &f);
	if (entry != ROUND_SET_ASIDE)
		*code = "wrongly-set-aside";
	if (entry == ROUND_ENTERED) {
		enter_seat(p, applicant, number);
		p->seats[applicant] = no_seat;
		return add_no_reasons(p) ? PUBLISHED_ADDED : PUBLISHED_NO_MEMORY;
	}
	if (entry == ROUND_PASSED)
		return PUBLISHED_SET_ASIDE;
	if (f.code == NULL)
		return PUBLISHED_NO_MEMORY;
	if (!is_cause(s, &f)) {
		*code = "wrong-cause";
		*expected = f.code;
	}
	return PUBLISHED_SET_ASIDE;
}

void
published_free(struct published *p)
{
	hugepages_free(p->seats, p->seats_room * sizeof *p->seats);
	hugepages_free(p->who, p->who_room * sizeof *p->who);
	hugepages_free(p->reasons, p->reasons_room);
}
