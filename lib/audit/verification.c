#include <stdlib.h>

#include "audit/audit_alike.h"
#include "audit/audit_cutoffs.h"
#include "audit/audit_mechanism.h"
#include "audit/audit_refusals.h"
#include "audit/breaches.h"
#include "audit/verification.h"
#include "memory/array.h"
#include "seats/round_market.h"

static const struct span nothing; /* no program to name */

bool
verification_open(struct verification *v, struct round *round, bool listed,
    void (*found)(void *context, struct span breach), void *context)
{
	*v = (struct verification){ .published.round = round,
		.roll = roll_new(listed),
		.listed = listed,
		.found = found,
		.context = context };
	return v->roll != NULL;
}

void
verification_close(struct verification *v)
{
	published_free(&v->published);
	roll_free(v->roll);
	holders_free(&v->entered);
	audit_released_free(&v->released);
	for (size_t i = 0; i < v->rank_count; i++)
		rank_audit_free(v->ranks[i]);
	free(v->ranks);
	draw_audit_free(v->draw);
	writer_free(&v->breach);
}

/* Hand out the breach that the writer holds. */
static void
put_breach(struct verification *v)
{
	v->breaches++;
	v->found(v->context, (struct span){ v->breach.text, v->breach.len });
}

static void
report_row(struct verification *v, const char *code, uint32_t number,
    struct span program, const char *expected)
{
	breaches_write_row(&v->breach, code, v->roll, number, program, expected);
	if (!writer_failed(&v->breach))
		put_breach(v);
}

static void
report_audit(void *context, const struct breach *b)
{
	struct verification *v = context;

	breaches_write(
	    &v->breach, b, v->published.round->programs, v->roll, v->published.who);
	if (!writer_failed(&v->breach))
		put_breach(v);
}

static void
report_place(void *context, const struct place_breach *b)
{
	struct verification *v = context;

	breaches_write_place(&v->breach, b, v->roll);
	if (!writer_failed(&v->breach))
		put_breach(v);
}

static void
report_cutoff(void *context, const struct cutoff_breach *b)
{
	struct verification *v = context;

	breaches_write_cutoff(&v->breach, b, v->published.round->programs);
	if (!writer_failed(&v->breach))
		put_breach(v);
}

bool
verification_rank(
    struct verification *v, const char *name, struct ranking *ranking, bool shared)
{
	if (!array_reserve(&v->ranks, &v->rank_room, v->rank_count + 1,
		sizeof(struct rank_audit *)))
		return false;
	v->ranks[v->rank_count] = rank_audit_new(name, ranking, shared);
	if (v->ranks[v->rank_count] == NULL)
		return false;
	v->rank_count++;
	return true;
}

void
verification_draw(struct verification *v, struct draw_audit *draw)
{
	v->draw = draw;
}

/*
 * Remember the seat of an applicant who may try for a better one.  What is wrong with
 * the decision is seen when the applicant is called.
 */
static bool
enter_holder(struct verification *v, struct record *record,
    const struct admission *before, uint32_t number)
{
	struct round *r = v->published.round;
	struct entry_fault f;
	struct holding held;

	if (!holders_read(&r->holders, r->programs, record, before, &held, &f))
		return f.code != NULL;
	return held.program == MARKET_NONE ||
	       (holders_add(&v->entered, number, &held) &&
		   audit_released_enter(&v->released, number, record, before));
}

bool
verification_enter(struct verification *v, struct span id, struct record *record)
{
	struct admission before;
	uint32_t number;
	bool admitted = admission_read(record, &before) == NULL &&
			before.status == ADMISSION_ADMITTED;

	switch (roll_enter(v->roll, id, record, admitted, &number)) {
	case ROLL_OK:
		for (size_t i = 0; i < v->rank_count; i++)
			if (!rank_audit_add(v->ranks[i], record, number))
				return false;
		if (v->draw != NULL &&
		    !draw_audit_check(v->draw, record, number, report_place, v))
			return false;
		if (!admitted)
			break;
		round_hold(v->published.round, before.program, before.group);
		if (!enter_holder(v, record, &before, number))
			return false;
		break;
	case ROLL_NO_MEMORY:
		return false;
	default:
		report_row(v, "entrant-twice", number, nothing, NULL);
	}
	return !writer_failed(&v->breach);
}

/* The record of one applicant who was set aside. */
static bool
set_aside(struct verification *v, struct set_aside *s, struct span id)
{
	const char *code = NULL, *expected = NULL;
	enum roll_finding finding;
	uint32_t number;
	bool admitted;

	finding = roll_set_aside(v->roll, id, &s->record, &admitted, &number);
	if (finding == ROLL_NO_MEMORY)
		return false;
	if (finding != ROLL_OK) /* and so it is no record whose cause could be right */
		code = roll_word(finding);
	else if (admitted && !round_has_holders(v->published.round))
		code = "wrongly-set-aside";
	else if (published_set_aside(&v->published, s, number, &code, &expected) ==
		 PUBLISHED_NO_MEMORY)
		return false;
	if (code != NULL)
		report_row(v, code, number, nothing, expected);
	return !writer_failed(&v->breach);
}

bool
verification_set_aside(struct verification *v, struct set_aside *s, struct path *path)
{
	bool done = true;
	struct span id;

	while (done && set_aside_next(s))
		if (path_string(path, &s->record, &id) == PATH_FOUND)
			done = set_aside(v, s, id);
	return done && !s->no_memory;
}

/* Whether an admission names the seat that was held before. */
static bool
names(const struct round *r, const struct admission *a, const struct holding *held)
{
	return a->status == ADMISSION_ADMITTED &&
	       programs_find(r->programs, a->program) == held->program &&
	       groups_find(r->programs->groups, held->program, a->group) == held->group;
}

/*
 * Whether an applicant who had a seat before, and by the list takes no part, decided
 * that: false if the record had to be set aside, since it does not say so.
 */
static bool
is_decided(struct verification *v, struct stream *stream, struct record *record,
    const struct admission *a, uint32_t number, bool *enough)
{
	struct round *r = v->published.round;
	struct entry_fault f;
	struct holding now;

	*enough = true;
	if (holders_read(&r->holders, r->programs, record, a, &now, &f))
		return true;
	*enough = f.code != NULL;
	if (!*enough)
		return false;
	stream_reject(stream, f.code, f.field, "%s", f.reason);
	report_row(v, "not-set-aside", number, nothing, NULL);
	return false;
}

/* Whether an admission of the round names the seats that were given on for it. */
static bool
check_released(struct verification *v, struct record *record, const struct admission *a,
    uint32_t number)
{
	bool right;

	if (a->status != ADMISSION_ADMITTED || !round_is_of(v->published.round, a))
		return true;
	if (!audit_released_check(&v->released, number, record, &right))
		return false;
	if (!right)
		report_row(v, "wrong-released", number, a->program, NULL);
	return true;
}

/* An applicant of the round, with the seat that the record names. */
static bool
judge(struct verification *v, struct stream *stream, struct record *record,
    const struct admission *a, uint32_t number, const struct holding *held, bool *aside)
{
	struct published_faults faults;
	bool kept = held != NULL && names(v->published.round, a, held);

	switch (published_add(
	    &v->published, stream, record, a, number, held, kept, &faults)) {
	case PUBLISHED_ADDED:
		for (size_t i = 0; i < faults.count; i++)
			report_row(v, faults.codes[i], number, a->program, NULL);
		if (!kept && !check_released(v, record, a, number))
			return false;
		break;
	case PUBLISHED_SET_ASIDE:
		if (v->listed) /* the allocator cannot have passed it */
			report_row(v, "not-set-aside", number, nothing, NULL);
		*aside = true;
		break;
	case PUBLISHED_NO_MEMORY:
		return false;
	}
	return !writer_failed(&v->breach);
}

bool
verification_call(struct verification *v, struct stream *stream, struct record *record,
    struct span id, const struct admission *a, bool *aside)
{
	struct round *round = v->published.round;
	enum roll_finding finding;
	uint32_t number;
	const struct holding *held = NULL; /* what the applicant may improve */
	bool before;                       /* placed before the round */
	bool enough;                       /* memory */

	*aside = false;
	finding = roll_call(v->roll, id, record, &before, &number);
	if (finding == ROLL_NO_MEMORY)
		return false;
	if (before && finding != ROLL_TWICE)
		held = holders_of(&v->entered, number);
	if (finding != ROLL_OK && (finding != ROLL_ADMISSION_CHANGED || held == NULL ||
				      names(round, a, held)))
		report_row(v, roll_word(finding), number, nothing, NULL);
	v->unlike |= finding != ROLL_OK && finding != ROLL_ADMISSION_CHANGED;
	if (!v->listed)
		before = a->status == ADMISSION_ADMITTED && !round_is_of(round, a);
	if (before && held == NULL &&
	    !is_decided(v, stream, record, a, number, &enough)) {
		*aside = true;
		return enough;
	}
	if ((!before || held != NULL) &&
	    !judge(v, stream, record, a, number, held, aside))
		return false;
	/* With a list, the seats that it names are held, and not those of the result.
	 */
	if (before && !v->listed)
		round_hold(round, a->program, a->group);
	v->records += !*aside;
	v->placed += !*aside && a->status == ADMISSION_ADMITTED;
	return !writer_failed(&v->breach);
}

/* Who held a seat and has neither this one nor one that was wanted more. */
static void
check_holders(struct verification *v, const struct market *m)
{
	const struct published *p = &v->published;

	for (uint32_t i = 0; i < m->applicants; i++) {
		const struct holding *held = holders_of(&p->round->holders, i);
		enum breach_code code;

		if (held == NULL ||
		    (p->seats[i].program != MARKET_NONE &&
			audit_choice(m, i, &p->seats[i], &code) != MARKET_NONE))
			continue;
		report_row(v, "seat-lost", published_number(p, i),
		    programs_id(p->round->programs, held->program), NULL);
	}
}

/* The seats of all applicants, their reasons, and the cut-offs. */
static bool
check_seats(struct verification *v, const struct market *m, struct span cutoffs)
{
	struct published *p = &v->published;
	bool nearest = round_is_by_distance(p->round);
	struct audit_alike alike = { NULL, 0 };
	bool done = (!m->ranked || audit_alike_guess(&alike, p->round->programs)) &&
		    audit_mechanism(&p->round->rules, m, nearest, &alike, p->seats,
			report_audit, v);

	audit_alike_free(&alike);
	if (!done)
		return false;
	if (!audit_refusals(p->round, m, p->seats, p->reasons, report_audit, v))
		return false;
	return cutoffs.at == NULL ||
	       audit_cutoffs(p->round, m, nearest, p->seats, cutoffs, report_cutoff, v);
}

bool
verification_finish(struct verification *v, struct span cutoffs)
{
	struct market market =
	    round_market_try(v->published.round, &v->refused, &v->where);

	if (v->unlike && v->where.applicants.applicant != MARKET_NONE) {
		v->unjudged = v->refused;
		v->refused = NULL;
	} else if (v->refused == NULL) {
		check_holders(v, &market);
		if (!check_seats(v, &market, cutoffs))
			return false;
	}
	for (size_t i = 0; i < v->rank_count; i++)
		if (!rank_audit_finish(v->ranks[i], report_place, v))
			return false;
	for (uint32_t number = 0; roll_missing(v->roll, &number); number++)
		report_row(v, "entrant-lost", number, nothing, NULL);
	return !writer_failed(&v->breach);
}
