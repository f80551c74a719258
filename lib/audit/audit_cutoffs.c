#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/audit.h"
#include "audit/audit_cutoffs.h"
#include "audit/audit_tally.h"
#include "record/record.h"
#include "text/numbering.h"

/* What the seats of a program, or of a group, say. */
struct count {
	uint64_t filled;
	bool any; /* the last one, by what decides there: */
	struct audit_key key;
	uint64_t order;
	uint32_t choice;
	bool given; /* the lowest one of all: */
	uint64_t lowest_order;
	struct decimal lowest_score; /* where scores count */
	uint64_t refused;            /* trades: the first priority that was refused */
	bool seen;                   /* there is a line of it */
};

struct cutoffs_audit {
	const struct round *round;
	const struct market *market;
	struct audit_precedence precedence;
	bool stepped; /* more than the order of the round decides */
	void (*found)(void *context, const struct cutoff_breach *);
	void *context;
	struct count *counts; /* of the programs, and then of the groups */
	uint64_t place, line; /* of the line before, in the order of the programs */
	struct record record;
};

/* A field that a line must have: a text, or a number, or neither: null. */
struct field {
	const char *name;
	struct span text;
	bool is_number;
	uint64_t number;
	bool is_decimal;
	struct decimal decimal;
};

enum { MOST_FIELDS = 16 };

static uint64_t
place_of(const struct cutoffs_audit *a, uint32_t program, uint32_t group)
{
	const uint32_t *first = a->round->programs->groups->first;

	return (uint64_t)program + (group == MARKET_NONE ? first[program] : group + 1);
}

static struct count *
count_of(struct cutoffs_audit *a, uint32_t program, uint32_t group)
{
	return &a->counts[group == MARKET_NONE ? program
					       : a->round->programs->count + group];
}

/* Of those who share the last place, the choice with the largest number counts. */
static void
add_seat(struct count *c, struct audit_key key, uint64_t order, uint32_t choice)
{
	bool same = c->any && !audit_priorities_before(c->key, key) &&
		    !audit_priorities_before(key, c->key);

	if (key.priority > c->refused)
		return;
	if (c->any && !same && audit_priorities_before(key, c->key))
		return;
	if (same && choice <= c->choice)
		return;
	c->any = true;
	c->key = key;
	c->order = order;
	c->choice = choice;
}

/* The lowest one of all who have a seat is told apart from the last one. */
static void
add_lowest(const struct cutoffs_audit *a, struct count *c, uint32_t applicant)
{
	const struct score_bands *b = &a->round->bands;
	uint64_t order = a->market->order[applicant];

	c->filled++;
	if (!c->given || order > c->lowest_order)
		c->lowest_order = order;
	if (b->scores != NULL &&
	    (!c->given || decimal_compare(b->scores[applicant], c->lowest_score) < 0))
		c->lowest_score = b->scores[applicant];
	c->given = true;
}

/* Whether the groups of a program have a last one in common: they rank alike. */
static bool
is_alike(const struct cutoffs_audit *a, uint32_t program)
{
	return !market_grouped(a->market, program) || !a->market->ranked ||
	       a->round->programs->alike[program];
}

/* Count the seat of an applicant, if it is one of the list. */
static void
count_seat(struct cutoffs_audit *a, uint32_t applicant, const struct seat *seat)
{
	const struct market *m = a->market;
	uint64_t order = m->order[applicant];
	uint32_t priority = 0, choice;
	const struct claim *claim = NULL;
	struct count *program, *group = NULL;
	struct audit_key key;
	enum breach_code code;

	if (seat->program >= m->programs)
		return;
	program = count_of(a, seat->program, MARKET_NONE);
	choice = audit_choice(m, applicant, seat, &code);
	if (choice != MARKET_NONE && market_open(m, m->first[applicant] + choice)) {
		uint64_t at = m->first[applicant] + choice;

		if (market_grouped(m, seat->program))
			claim = audit_tally_claim(m, at, seat->group);
		else if (m->wishes != NULL)
			priority = m->wishes[at].priority;
		if (claim != NULL) {
			priority = claim->priority;
			group = count_of(a, seat->program, seat->group);
		}
	}
	key = audit_priorities_key(m, &a->precedence, applicant, choice, priority);
	add_lowest(a, program, applicant);
	if (is_alike(a, seat->program))
		add_seat(program, key, order, choice);
	if (group == NULL)
		return;
	add_lowest(a, group, applicant);
	add_seat(group, key, order, choice);
}

/*
 * Trades: the first one refused by each program; the last one is looked for among those
 * who come before.
 */
static void
find_refused(struct cutoffs_audit *a, const struct seat *seats)
{
	const struct market *m = a->market;

	for (uint32_t i = 0; i < m->applicants; i++) {
		for (uint64_t at = m->first[i]; at < m->first[i + 1]; at++) {
			uint32_t p = market_program(m, at);
			struct count *c = count_of(a, p, MARKET_NONE);

			if (p == seats[i].program)
				break;
			if (market_open(m, at) && m->wishes[at].priority < c->refused)
				c->refused = m->wishes[at].priority;
		}
	}
}

static bool
count_all(struct cutoffs_audit *a, const struct seat *seats)
{
	const struct programs *p = a->round->programs;
	uint32_t groups = p->groups->first[p->count];

	a->counts = calloc((size_t)p->count + groups + 1, sizeof *a->counts);
	if (a->counts == NULL)
		return false;
	for (uint32_t i = 0; i < p->count; i++)
		a->counts[i].filled = a->round->held[i];
	for (uint32_t g = 0; g < groups; g++)
		a->counts[p->count + g].filled = a->round->held_groups[g];
	for (size_t i = 0; i < (size_t)p->count + groups + 1; i++)
		a->counts[i].refused = UINT64_MAX;
	if (a->market->ranked && a->round->rules.mechanism == MECHANISM_TTC)
		find_refused(a, seats);
	for (uint32_t i = 0; i < a->market->applicants; i++)
		count_seat(a, i, &seats[i]);
	return true;
}

static struct field
number_field(const char *name, uint64_t number)
{
	return (struct field){ .name = name, .is_number = true, .number = number };
}

/* A number that is null where there is none. */
static struct field
number_if(bool is, const char *name, uint64_t number)
{
	return (struct field){ .name = name, .is_number = is, .number = number };
}

static struct field
decimal_if(bool is, const char *name, struct decimal decimal)
{
	return (struct field){ .name = name, .is_decimal = is, .decimal = decimal };
}

static struct field
text_field(const char *name, struct span text)
{
	return (struct field){ .name = name, .text = text };
}

/* The fields that say who was the last one; returns how many. */
static size_t
list_last(
    struct cutoffs_audit *a, uint32_t program, uint32_t group, struct field *fields)
{
	const struct programs *p = a->round->programs;
	const struct count *c = count_of(a, program, group);
	const struct terms *t = group == MARKET_NONE ? programs_terms(p, program)
						     : &p->groups->all[group].terms;
	uint64_t tiers = (t->tier_count > 0 ? t->tier_count : 1) + p->guarantee;
	uint64_t orders = WISH_MARKS / tiers;
	size_t n = 0;

	fields[n++] = number_if(c->any, "last_order", c->order);
	fields[n++] = number_if(c->any && !round_is_leftover(a->round), "last_choice",
	    (uint64_t)c->choice + 1);
	if (a->precedence.score_bands)
		fields[n++] =
		    number_if(c->any, "last_score_band", (c->key.step >> 32) + 1);
	else if (a->round->rules.mechanism == MECHANISM_PARALLEL)
		fields[n++] = number_if(c->any, "last_choice_band", c->key.step + 1);
	else if (a->precedence.nearest)
		fields[n++] = number_if(c->any, "last_metres", c->key.step);
	/* Those who hold a seat are the tier 0. */
	if (a->market->ranked && (t->tier_count > 0 || p->guarantee))
		fields[n++] = number_if(
		    c->any, "last_tier", c->key.priority / orders + !p->guarantee);
	if (a->market->ranked && t->rank != TERMS_NONE)
		fields[n++] =
		    number_if(c->any, "last_own_order", c->key.priority % orders);
	return n;
}

/* The fields of the line of a program or group; returns how many. */
static size_t
list_fields(struct cutoffs_audit *a, uint32_t program, uint32_t group,
    struct field fields[MOST_FIELDS])
{
	const struct programs *p = a->round->programs;
	const struct count *c = count_of(a, program, group);
	uint64_t seats = p->capacity[program];
	size_t n = 0;

	fields[n++] = text_field("program", programs_id(p, program));
	fields[n++] = text_field("round", a->round->name);
	if (group != MARKET_NONE) {
		seats = p->groups->all[group].seats;
		fields[n++] = text_field("group", span_of(p->groups->all[group].id));
	}
	fields[n++] = number_field(group == MARKET_NONE ? "capacity" : "seats", seats);
	fields[n++] = number_field("filled", c->filled);
	if (group == MARKET_NONE && c->filled > seats)
		fields[n++] = number_field("over", c->filled - seats);
	n += list_last(a, program, group, fields + n);
	if (a->stepped)
		fields[n++] = number_if(c->given, "lowest_order", c->lowest_order);
	if (a->precedence.score_bands)
		fields[n++] = decimal_if(c->given, "lowest_score", c->lowest_score);
	return n;
}

static bool
says(struct record *r, const struct field *f)
{
	const struct value *v =
	    record_member(r, &r->values[0], f->name, strlen(f->name));
	char number[sizeof "18446744073709551615"];

	if (v == NULL)
		return false;
	if (f->text.at != NULL)
		return v->type == VALUE_STRING && span_same(record_text(r, v), f->text);
	if (f->is_decimal) {
		char text[DECIMAL_TEXT_SIZE];

		decimal_format(f->decimal, text);
		return v->type == VALUE_NUMBER && span_is(record_raw(r, v), text);
	}
	if (!f->is_number)
		return v->type == VALUE_NULL;
	snprintf(number, sizeof number, "%" PRIu64, f->number);
	return v->type == VALUE_NUMBER && span_is(record_raw(r, v), number);
}

static void
report(struct cutoffs_audit *a, const char *code, uint32_t program, uint32_t group,
    struct span field)
{
	const struct cutoff_breach b = { code, program, group, field, a->line };

	a->found(a->context, &b);
}

static const struct span no_field;

static void
check_fields(struct cutoffs_audit *a, uint32_t program, uint32_t group)
{
	struct field fields[MOST_FIELDS];
	size_t count = list_fields(a, program, group, fields), k;
	struct record *r = &a->record;

	for (size_t i = 0; i < count; i++)
		if (!says(r, &fields[i]))
			report(
			    a, "wrong-cutoff", program, group, span_of(fields[i].name));
	for (uint32_t n = 1; n < r->values[0].next; n = r->values[n + 1].next) {
		struct span name = record_text(r, &r->values[n]);

		for (k = 0; k < count && !span_is(name, fields[k].name); k++)
			;
		if (k == count)
			report(a, "wrong-cutoff", program, group, name);
	}
}

/* A text of the line, at == NULL if there is none. */
static struct span
find_text(struct record *r, const char *name)
{
	const struct value *v = record_member(r, &r->values[0], name, strlen(name));

	return v != NULL && v->type == VALUE_STRING ? record_text(r, v) : no_field;
}

/* The program and group of the line; false if the round does not offer them. */
static bool
find_place(struct cutoffs_audit *a, uint32_t *program, uint32_t *group)
{
	const struct programs *p = a->round->programs;
	struct span id = find_text(&a->record, "program");
	struct span part = find_text(&a->record, "group");

	*group = MARKET_NONE;
	*program = id.at != NULL ? programs_find(p, id) : NUMBERING_NONE;
	if (*program == NUMBERING_NONE || !p->offered[*program])
		return false;
	if (part.at == NULL)
		return true;
	*group = groups_find(p->groups, *program, part);
	return *group != MARKET_NONE && p->groups->all[*group].offered;
}

static void
check_line(struct cutoffs_audit *a)
{
	uint32_t program, group;
	struct count *c;

	if (!find_place(a, &program, &group)) {
		report(a, "cutoff-unknown", MARKET_NONE, MARKET_NONE, no_field);
		return;
	}
	c = count_of(a, program, group);
	if (c->seen) {
		report(a, "cutoff-twice", program, group, no_field);
		return;
	}
	c->seen = true;
	if (place_of(a, program, group) < a->place)
		report(a, "cutoff-order", program, group, no_field);
	else
		a->place = place_of(a, program, group);
	check_fields(a, program, group);
}

static bool
check_lines(struct cutoffs_audit *a, struct span text)
{
	const char *at = text.at, *end = text.at + text.len;
	enum record_fault fault = RECORD_OK;

	while (at < end && fault != RECORD_NO_MEMORY) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		if (stop == NULL)
			stop = end;
		a->line++;
		fault = record_parse(&a->record, at, (size_t)(stop - at), NULL);
		if (fault == RECORD_OK)
			check_line(a);
		else if (fault != RECORD_NO_MEMORY)
			report(a, "cutoff-unclear", MARKET_NONE, MARKET_NONE, no_field);
		at = stop + 1;
	}
	a->line = 0;
	return fault != RECORD_NO_MEMORY;
}

static void
find_missing(struct cutoffs_audit *a)
{
	const struct programs *p = a->round->programs;

	for (uint32_t i = 0; i < p->count; i++) {
		if (p->offered[i] && !a->counts[i].seen)
			report(a, "cutoff-missing", i, MARKET_NONE, no_field);
		for (uint32_t g = p->groups->first[i]; g < p->groups->first[i + 1]; g++)
			if (p->groups->all[g].offered && !a->counts[p->count + g].seen)
				report(a, "cutoff-missing", i, g, no_field);
	}
}

bool
audit_cutoffs(const struct round *round, const struct market *m, bool nearest,
    const struct seat *seats, struct span text,
    void (*found)(void *context, const struct cutoff_breach *), void *context)
{
	struct cutoffs_audit a = { .round = round,
		.market = m,
		.precedence = audit_priorities_precedence(&round->rules, nearest),
		.found = found,
		.context = context };
	bool done = count_all(&a, seats);

	a.stepped = m->ranked || nearest || audit_priorities_steps(&a.precedence);
	record_init(&a.record);
	if (done && (done = check_lines(&a, text)))
		find_missing(&a);
	record_free(&a.record);
	free(a.counts);
	return done;
}
