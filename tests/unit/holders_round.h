/*
 * holders_round.h - random rounds in which holders of a seat try for a better one
 *
 * For tests of the audit: a scene has the programs, the list before the round and a
 * result of it, as the texts of its records.  run() makes a right result, or one by
 * rules that are not those of the round; broken() verifies a result as admit-verify(1)
 * does it.
 */
#ifndef HOLDERS_ROUND_H
#define HOLDERS_ROUND_H

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "allocate/decision.h"
#include "allocate/round_run.h"
#include "audit/verification.h"
#include "fixed_seed.h"
#include "seats/overfill.h"
#include "seats/round_add.h"
#include "seats/round_market.h"

/* Q is of an earlier round only. */
enum { PLACES = 4, Q = PLACES, PEOPLE = 9, LINE = 512, NONE = MARKET_NONE };

static const char *const groups[] = { "near", "open" };

struct person {
	uint32_t list[PLACES + 1], length;
	bool near;
	const char *decision;      /* "" if there is none */
	uint32_t held, held_group; /* before the round, or NONE */
	char row[LINE];            /* without admission and end */
	char before[LINE];         /* the admission, or "" */
	char released[LINE];       /* what names this one too, as a list */
	uint32_t got, group;       /* in the right result */
	char after[LINE];          /* the admission of the result */
	unsigned rows;             /* so many in the result */
};

struct scene {
	bool grouped[PLACES];
	uint32_t seats[PLACES][2]; /* of the groups; without them, all in the first */
	bool asks[PLACES];         /* only who is near may have it */
	json_t *programs;
	uint32_t count;
	struct person people[PEOPLE];
};

static struct path *choices, *order, *decision;
static struct record record;

static inline uint32_t
below(uint32_t limit)
{
	return (uint32_t)((draw() >> 33) % limit);
}

static inline void
shuffle(uint32_t *a, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		a[i] = i;
	for (uint32_t i = n; i > 1; i--) {
		uint32_t k = below(i), t = a[i - 1];

		a[i - 1] = a[k];
		a[k] = t;
	}
}

/* Write behind what is there. */
static inline void __attribute__((format(printf, 2, 3)))
add(char *text, const char *format, ...)
{
	size_t len = strlen(text);
	va_list list;

	va_start(list, format);
	assert(vsnprintf(text + len, LINE - len, format, list) < (int)(LINE - len));
	va_end(list);
}

/* A random round. */

static inline void
make_program(struct scene *s, uint32_t p)
{
	char text[LINE] = "";
	json_t *program;

	s->grouped[p] = below(3) == 0;
	s->seats[p][0] = 1 + below(2);
	s->seats[p][1] = s->grouped[p];
	add(text, "{\"id\":\"P%u\",\"round\":\"two\",\"capacity\":%u,\"school\":\"%u\"",
	    p, s->seats[p][0] + s->seats[p][1], p % 2);
	if (below(2) == 0)
		add(text, ",\"order\":\"own\"");
	if (s->grouped[p])
		add(text,
		    ",\"groups\":[{\"id\":\"near\",\"seats\":%u,\"unfilled\":\"lapse\","
		    "\"eligible\":\"applicant.near\"},"
		    "{\"id\":\"open\",\"seats\":%u,\"unfilled\":\"lapse\"}]",
		    s->seats[p][0], s->seats[p][1]);
	else if (below(3) == 0)
		add(text, ",\"tiers\":[\"applicant.near\",\"true\"]");
	else if ((s->asks[p] = below(4) == 0))
		add(text, ",\"eligible\":\"applicant.near\"");
	add(text, "}");
	program = json_loads(text, 0, NULL);
	assert(program != NULL);
	assert(json_array_append_new(s->programs, program) == 0);
}

static inline const char *
name_of(uint32_t program)
{
	static const char *const names[] = { "P0", "P1", "P2", "P3", "Q" };

	return names[program];
}

static inline uint32_t
place_in_list(const struct person *p, uint32_t program)
{
	uint32_t c = 0;

	while (c < p->length && p->list[c] != program)
		c++;
	return c;
}

/* The members of a seat; a choice that is not in the list was given by hand. */
static inline void
add_seat(char *text, const struct person *p, const char *round, uint32_t program,
    uint32_t group)
{
	add(text, "\"round\":\"%s\",\"program\":\"%s\"", round, name_of(program));
	if (group != NONE)
		add(text, ",\"group\":\"%s\"", groups[group]);
	if (place_in_list(p, program) < p->length)
		add(text, ",\"choice\":%u", place_in_list(p, program) + 1);
}

/* A seat from before the round, if one is left where it is looked for. */
static inline void
give_before(const struct scene *s, struct person *p, uint32_t seats[PLACES][2])
{
	static const char *const words[] = { "float", "float", "slide", "freeze", "" };
	uint32_t program = below(PLACES + 1), group = NONE;
	const char *earlier =
	    below(3) == 0 ? "{\"round\":\"zero\",\"program\":\"Q\"}" : "";

	if (program != Q) {
		uint32_t *left = seats[program];

		if (s->grouped[program])
			left += group = below(2);
		if (*left == 0)
			return;
		--*left;
	}
	p->held = program;
	p->held_group = group;
	p->decision = words[below(5)];
	add(p->before, "{");
	add_seat(p->before, p, "one", program, group);
	add(p->before, ",\"status\":\"admitted\"");
	if (*earlier != '\0')
		add(p->before, ",\"released\":[%s]", earlier);
	add(p->before, "}");
	add(p->released, "[%s%s{", earlier, *earlier != '\0' ? "," : "");
	add_seat(p->released, p, "one", program, group);
	add(p->released, "}]");
}

/* seats: those that are left for holders. */
static inline void
make_person(
    struct scene *s, uint32_t i, uint32_t at, uint32_t own, uint32_t seats[PLACES][2])
{
	struct person *p = &s->people[i];

	*p = (struct person){ .length = 1 + below(PLACES + 1),
		.near = below(2) == 0,
		.decision = "",
		.held = NONE,
		.held_group = NONE,
		.rows = 1 };
	shuffle(p->list, PLACES + 1);
	if (i < 5)
		give_before(s, p, seats);
	add(p->row, "{\"id\":\"A%u\",\"order\":%u,\"own\":%u,\"near\":%s,\"choices\":[",
	    i, at, own, p->near ? "true" : "false");
	for (uint32_t c = 0; c < p->length; c++)
		add(p->row, "%s\"%s\"", c > 0 ? "," : "", name_of(p->list[c]));
	add(p->row, "],\"seat\":");
}

static inline void
make(struct scene *s)
{
	uint32_t orders[PEOPLE], own[PEOPLE], seats[PLACES][2];

	*s = (struct scene){ .programs = json_array(), .count = 4 + below(PEOPLE - 3) };
	for (uint32_t p = 0; p < PLACES; p++)
		make_program(s, p);
	assert(json_array_append_new(
		   s->programs, json_loads("{\"id\":\"Q\",\"round\":\"one\","
					   "\"capacity\":9}",
				    0, NULL)) == 0);
	memcpy(seats, s->seats, sizeof seats);
	shuffle(orders, PEOPLE);
	shuffle(own, PEOPLE);
	for (uint32_t i = 0; i < s->count; i++)
		make_person(s, i, orders[i], own[i], seats);
}

/* The line of a person: the row, the decision and the admission. */
static inline struct span
line_of(const struct person *p, const char *word, const char *admission)
{
	static char line[3 * LINE];
	int len = snprintf(line, sizeof line, "%s%s%s%s%s%s}", p->row,
	    *word != '\0' ? "\"" : "null", word, *word != '\0' ? "\"" : "",
	    *admission != '\0' ? ",\"admission\":" : "", admission);

	return (struct span){ line, (size_t)len };
}

static inline void
parse(struct span line)
{
	assert(record_parse(&record, line.at, line.len, NULL) == RECORD_OK);
}

/* A round without applicants. */
static inline void
open_round(struct round *r, const struct scene *s)
{
	struct programs_fault fault;
	struct expression_error error;
	const char *bad;

	*r =
	    (struct round){ .programs = programs_read(s->programs, "two", NULL, &fault),
		    .choices = choices,
		    .order = order };
	assert(r->programs != NULL);
	r->rules.mechanism = MECHANISM_DEFERRED;
	r->rules.holders = true;
	r->rules.ratio = OVERFILL_NONE;
	assert(
	    taking_part_read(&r->taking_part, NULL, NULL, NULL, &bad, &error) == NULL);
	r->holders.decision = decision;
	programs_guarantee(r->programs);
	r->applicants = applicants_new(r->programs, choices, order);
	r->held = calloc(PLACES + 2, sizeof *r->held);
	r->held_groups = calloc(2 * PLACES + 1, sizeof *r->held_groups);
	assert(r->applicants != NULL && r->held != NULL && r->held_groups != NULL);
	r->name = span_of(r->programs->round);
}

static inline void
close_round(struct round *r)
{
	applicants_free(r->applicants);
	programs_free(r->programs);
	holders_free(&r->holders);
	taking_part_free(&r->taking_part);
	free(r->held);
	free(r->held_groups);
	free(r->groups);
	free(r->settled);
}

/* How the seats are given: as the rule is, or as a mistake would have it. */
enum how {
	RIGHT,
	ALL_FLOAT,      /* whatever they decided */
	ALL_FREEZE,     /* nobody may try */
	SLIDE_IS_FLOAT, /* for programs of any school */
	NO_GUARANTEE,   /* as if nobody held a seat */
	HELD_TWICE,     /* the seats of those who try are taken as well */
	HELD_FORGOTTEN, /* those of the others are not */
};

static inline const char *
decision_as(const struct person *p, enum how how)
{
	if (how == ALL_FLOAT && p->held != NONE)
		return "float";
	if (how == ALL_FREEZE)
		return "";
	return how == SLIDE_IS_FLOAT && strcmp(p->decision, "slide") == 0 ? "float"
									  : p->decision;
}

/* Add all; in of each becomes the number in the market, or NONE. */
static inline void
enter_all(struct round *r, const struct scene *s, enum how how, uint32_t *in)
{
	for (uint32_t i = 0; i < s->count; i++) {
		const struct person *p = &s->people[i];
		struct admission before;
		struct entry_fault fault;
		enum round_entry entry;

		parse(line_of(
		    p, decision_as(p, how), how == NO_GUARANTEE ? "" : p->before));
		assert(admission_read(&record, &before) == NULL);
		in[i] = r->applicants->count;
		entry = round_enter_record(r, &record, &before, &fault);
		assert(entry != ROUND_SET_ASIDE);
		if (before.status == ADMISSION_ADMITTED &&
		    (entry == ROUND_PASSED ? how != HELD_FORGOTTEN : how == HELD_TWICE))
			round_hold(r, before.program, before.group);
		if (entry == ROUND_PASSED)
			in[i] = NONE;
	}
}

/* The admission of the result: of who took part with that number, or of who did not. */
static inline void
decide(struct decision *d, struct refusals *refusals, const struct round *r,
    const struct market *m, const struct seat *seats, uint32_t number, struct person *p)
{
	struct span value;

	p->got = p->held;
	p->group = p->held_group;
	if (number == NONE || holders_kept(&r->holders, number, &seats[number])) {
		strcpy(p->after, p->before);
		return;
	}
	p->got = seats[number].program;
	p->group = NONE;
	if (seats[number].group != NONE)
		p->group = seats[number].group - m->group_first[p->got];
	if (holders_of(&r->holders, number) != NULL)
		assert(decision_release(d, line_of(p, p->decision, p->before)));
	value = decision_write(d, refusals, r, m, seats, number);
	assert(value.at != NULL && value.len < LINE);
	memcpy(p->after, value.at, value.len);
	p->after[value.len] = '\0';
}

/* Give the seats; false if not even the mistake would. */
static inline bool
run(struct scene *s, enum how how)
{
	struct round r;
	struct mechanism_place where;
	struct market_tie tie;
	struct seat seats[PEOPLE];
	struct refusals *refusals;
	struct decision d = { .opening = NULL };
	uint32_t in[PEOPLE];
	struct market m;
	const char *why;

	open_round(&r, s);
	enter_all(&r, s, how, in);
	m = round_market_try(&r, &why, &where);
	if (why == NULL) {
		assert(round_run(&r, &m, seats, &tie) == MARKET_OK);
		refusals = refusals_new(&r, &m, seats);
		assert(refusals != NULL);
		for (uint32_t i = 0; i < s->count; i++)
			decide(&d, refusals, &r, &m, seats, in[i], &s->people[i]);
		refusals_free(refusals);
	}
	decision_free(&d);
	close_round(&r);
	return why == NULL;
}

/* The properties that a breach breaks, as bits. */
#define P(number) (1U << (number))

static inline void
collect(void *context, struct span breach)
{
	static const char before[] = "\"property\":\"P";
	char text[LINE];
	const char *at;

	assert(breach.len < sizeof text);
	memcpy(text, breach.at, breach.len);
	text[breach.len] = '\0';
	at = strstr(text, before);
	assert(at != NULL);
	*(unsigned *)context |= P(strtoul(at + strlen(before), NULL, 10));
}

/* The properties that the verification of a result finds broken, with a right list. */
static inline unsigned
broken(const struct scene *right, const struct scene *s)
{
	unsigned properties = 0;
	struct verification v;
	struct admission a;
	struct round r;
	struct span id;
	char text[16];
	bool aside;

	open_round(&r, s);
	assert(verification_open(&v, &r, true, collect, &properties));
	for (uint32_t i = 0; i < s->count; i++) {
		sprintf(text, "A%u", i);
		id = span_of(text);
		parse(line_of(&right->people[i], right->people[i].decision,
		    right->people[i].before));
		assert(verification_enter(&v, id, &record));
	}
	for (uint32_t i = 0; i < s->count; i++)
		for (unsigned n = 0; n < s->people[i].rows; n++) {
			sprintf(text, "A%u", i);
			id = span_of(text);
			parse(line_of(
			    &s->people[i], s->people[i].decision, s->people[i].after));
			assert(admission_read(&record, &a) == NULL);
			assert(verification_call(&v, NULL, &record, id, &a, &aside));
			assert(!aside);
		}
	assert(verification_finish(&v, (struct span){ NULL, 0 }));
	assert(v.refused == NULL && v.unjudged == NULL);
	verification_close(&v);
	close_round(&r);
	return properties;
}

#endif
