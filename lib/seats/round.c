#include <err.h>
#include <string.h>

#include "seats/numbering.h"
#include "seats/round.h"
#include "settings/allocate.h"
#include "settings/document.h"

static const char *
required(const char *name, const char *value)
{
	if (value == NULL)
		settings_fail(name, "is missing");
	return value;
}

struct path *
round_path(const char *name, const char *text)
{
	const char *why;
	struct path *path = path_new(required(name, text), &why);

	if (path == NULL)
		settings_fail(name, "%s", why);
	return path;
}

static struct programs *
open_programs(const char *file, const char *round)
{
	struct programs_fault fault;
	struct programs *programs =
	    programs_read(document_load_lines(file), round, &fault);

	if (programs != NULL)
		return programs;
	if (fault.line == 0)
		errx(STATUS_TROUBLE, "%s: %s: %s", file, fault.code, fault.reason);
	errx(STATUS_TROUBLE, "%s:%zu: %s: %s %s", file, fault.line, fault.code,
	    fault.field != NULL ? fault.field : "program", fault.reason);
}

struct round *
round_open(const struct round_settings *s)
{
	struct round *r = allocate(1, sizeof *r);
	struct path *choices, *order;

	if (strcmp(required("mechanism", s->mechanism), "serial") != 0)
		settings_fail("mechanism", "is not a mechanism; there is \"serial\"");
	choices = round_path("choices", s->choices);
	order = round_path("order", s->order);
	r->programs = open_programs(required("programs", s->programs),
	    s->round != NULL ? s->round : settings_entry());
	r->applicants = applicants_new(r->programs, choices, order);
	if (r->applicants == NULL)
		err(STATUS_TROUBLE, NULL);
	r->held = allocate(r->programs->count + (size_t)1, sizeof *r->held);
	r->name = (struct span){ r->programs->round, strlen(r->programs->round) };
	return r;
}

bool
round_add(struct round *r, struct stream *stream, struct record *record)
{
	struct applicants_fault fault;

	switch (applicants_add(r->applicants, record, &fault)) {
	case APPLICANTS_ADDED:
		return true;
	case APPLICANTS_FAULT:
		stream_reject(stream, fault.code, fault.field, "%s", fault.reason);
		return false;
	case APPLICANTS_NO_MEMORY:
		break;
	}
	errx(STATUS_TROUBLE, "not enough memory");
}

void
round_hold(struct round *r, struct span program)
{
	uint32_t number = programs_find(r->programs, program);

	if (number != NUMBERING_NONE && r->programs->offered[number])
		r->held[number]++;
}

bool
round_is_of(const struct round *r, const struct admission *a)
{
	return a->round.at != NULL && a->round.len == r->name.len &&
	       memcmp(a->round.at, r->name.at, r->name.len) == 0;
}

const char *
round_seat(const struct round *r, const struct admission *a, struct seat *seat)
{
	uint32_t program;

	*seat = (struct seat){ MARKET_NONE, MARKET_NONE, MARKET_NONE };
	if (a->status == ADMISSION_NONE)
		return "undecided";
	if (!round_is_of(r, a))
		return a->status == ADMISSION_ADMITTED ? "wrong-round" : "undecided";
	if (a->status == ADMISSION_UNPLACED)
		return NULL;
	program = programs_find(r->programs, a->program);
	if (program == NUMBERING_NONE)
		return "unknown-program";
	if (!r->programs->offered[program])
		return "not-offered";
	seat->program = program;
	if (a->choice > 0 && a->choice < MARKET_NONE)
		seat->choice = (uint32_t)(a->choice - 1);
	return NULL;
}

struct market
round_market(const struct round *r)
{
	const struct applicants *a = r->applicants;

	return (struct market){
		.programs = r->programs->count,
		.capacity = r->programs->capacity,
		.held = r->held,
		.applicants = a->count,
		.first = a->first,
		.choices = a->choices,
		.order = a->order,
	};
}
