#include <err.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cel/expression.h"
#include "seats/overfill.h"
#include "seats/round.h"
#include "seats/round_rules.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "text/numbering.h"

struct path *
round_path(const char *name, const char *text)
{
	const char *why;
	struct path *path = path_new(round_rules_required(name, text), &why);

	if (path == NULL)
		settings_fail(name, "%s", why);
	return path;
}

static _Noreturn void
fail_programs(const char *file, const struct programs_fault *fault)
{
	static struct writer shown; /* static: the program ends with it */
	char group[sizeof "groups.4294967295."] = "";

	if (fault->line == 0)
		errx(STATUS_TROUBLE, "%s: %s: %s", file, fault->code, fault->reason);
	if (fault->group != MARKET_NONE)
		snprintf(group, sizeof group, "groups.%" PRIu32 ".", fault->group);
	if (fault->text == NULL)
		errx(STATUS_TROUBLE, "%s:%zu: %s: %s%s %s", file, fault->line,
		    fault->code, group, fault->field != NULL ? fault->field : "program",
		    fault->reason);
	expression_show(&shown, fault->text, &fault->error);
	if (writer_failed(&shown))
		allocate_fail();
	errx(STATUS_TROUBLE, "%s:%zu: %s: %s%s: column %zu: %s\n%.*s", file,
	    fault->line, fault->code, group, fault->field, fault->error.column,
	    fault->reason, (int)shown.len - 1, shown.text);
}

static struct programs *
open_programs(const char *file, const char *round)
{
	struct programs_fault fault;
	struct programs *programs = programs_read(
	    document_load_lines(file), round, settings_constants(), &fault);

	if (programs == NULL)
		fail_programs(file, &fault);
	return programs;
}

/* What a program's own line must say for seats that are left. */
static void
open_leftover(struct round *r, const char *file)
{
	bool enough;
	uint32_t program = leftover_open(&r->leftover, r->programs, &enough);

	if (!enough)
		allocate_fail();
	if (program != MARKET_NONE)
		errx(STATUS_TROUBLE,
		    "%s:%" PRIu32 ": program-no-position: lon and lat are missing, and "
		    "distances are asked for",
		    file, program + 1);
}

struct round *
round_open(const struct round_settings *s)
{
	struct round *r = allocate(1, sizeof *r);

	round_rules_read(r, s);
	r->programs = open_programs(round_rules_required("programs", s->programs),
	    s->round != NULL ? s->round : settings_entry());
	if (round_is_leftover(r))
		open_leftover(r, s->programs);
	r->applicants = applicants_new(r->programs, r->choices, r->order);
	if (r->applicants == NULL)
		allocate_fail();
	if (s->locked != NULL)
		applicants_may_be_locked(r->applicants);
	r->held = allocate(r->programs->count + (size_t)1, sizeof *r->held);
	r->held_groups =
	    allocate(r->programs->groups->first[r->programs->count] + (size_t)1,
		sizeof *r->held_groups);
	if (overfill_set(r->rules.ratio)) {
		r->filed = allocate(r->programs->count + (size_t)1, sizeof *r->filed);
		for (uint32_t p = 0; p < r->programs->count; p++)
			r->filed[p] =
			    overfill_seats(r->rules.ratio, r->programs->capacity[p]);
	}
	r->name = span_of(r->programs->round);
	return r;
}

/* What a record says for this round, before it is added. */
static bool
check(struct round *r, struct record *record, uint32_t *mark, struct span *bundle,
    struct entry_fault *f)
{
	return (r->bands.score == NULL ||
		   score_bands_set(&r->bands, r->applicants->count, record, f)) &&
	       (r->bundle_names.name == NULL ||
		   bundle_names_find(&r->bundle_names, record, bundle, f)) &&
	       taking_part_mark(&r->taking_part, record, mark, f) &&
	       (!round_is_leftover(r) || *mark != 0 ||
		   leftover_list(&r->leftover, record, f));
}

static bool
add(struct round *r, struct record *record, struct entry_fault *f)
{
	struct applicants *a = r->applicants;
	struct span bundle = { NULL, 0 };
	uint32_t mark;

	if (!check(r, record, &mark, &bundle, f))
		return false;
	if (!(round_is_leftover(r)
		    ? applicants_add_any(a, record, &r->leftover, mark, f)
		    : applicants_add(a, record, mark, f)))
		return false;
	return r->bundle_names.name == NULL ||
	       bundle_names_add(&r->bundle_names, a->count - 1, bundle) ||
	       entry_fault_no_memory(f);
}

bool
round_add(struct round *r, struct stream *stream, struct record *record)
{
	struct entry_fault f;

	if (add(r, record, &f))
		return true;
	if (f.code == NULL)
		allocate_fail();
	stream_reject(stream, f.code, f.field, "%s", f.reason);
	return false;
}

uint32_t
round_hold(struct round *r, struct span program, struct span group)
{
	uint32_t number = programs_find(r->programs, program), g;

	if (number == NUMBERING_NONE || !r->programs->offered[number])
		return MARKET_NONE;
	r->held[number]++;
	g = groups_find(r->programs->groups, number, group);
	if (g != MARKET_NONE)
		r->held_groups[g]++;
	return number;
}

struct span
round_group(const struct round *r, uint32_t group)
{
	const char *id = r->programs->groups->all[group].id;

	return span_of(id);
}

bool
round_is_of(const struct round *r, const struct admission *a)
{
	return a->round.at != NULL && span_same(a->round, r->name);
}

/* What the mechanism cannot do, as the last words of the program. */
static _Noreturn void
refuse(const struct round *r, const char *why, const struct mechanism_place *where)
{
	struct span id;

	if (where->program == MARKET_NONE)
		errx(STATUS_TROUBLE,
		    "%s: %s cannot honour the policy; see the man page", why,
		    mechanism_name(r->rules.mechanism));
	id = programs_id(r->programs, where->program);
	errx(STATUS_TROUBLE,
	    "%s: %s cannot honour the policy; see the man page; program %.*s", why,
	    mechanism_name(r->rules.mechanism), (int)id.len, id.at);
}

void
round_refresh(const struct round *r, struct market *m)
{
	static const uint64_t no_claims[1];
	static const uint16_t no_bands[1];
	static const struct wish no_wishes[1];
	const struct applicants *a = r->applicants;

	m->applicants = a->count;
	m->first = a->first;
	m->order = a->order;
	if (a->wished)
		m->wishes = a->wishes != NULL ? a->wishes : no_wishes;
	else
		m->choices = a->choices;
	if (r->bands.score != NULL)
		m->band = r->bands.band != NULL ? r->bands.band : no_bands;
	if (r->bundle_names.name != NULL)
		m->bundle = r->bundle_names.bundle;
	if (market_groups(m) > 0) {
		m->claim_first = a->claim_first != NULL ? a->claim_first : no_claims;
		m->claims = a->claims;
	}
}

void
round_regroup(struct round *r, uint32_t program)
{
	groups_of_program(
	    r->programs->groups, program, r->held_groups, r->settled, r->groups);
}

/*
 * The groups as the round has them; NULL if no program has any.  Where nobody is asked
 * anything, no program with groups is offered.
 */
static const struct seat_group *
make_groups(struct round *r)
{
	const struct programs *p = r->programs;
	uint32_t count = p->groups->first[p->count];

	if (count == 0 || !r->applicants->wished)
		return NULL;
	r->groups = groups_of_round(p->groups, r->held_groups);
	r->settled = allocate(count, sizeof *r->settled);
	if (r->groups == NULL)
		allocate_fail();
	return r->groups;
}

struct market
round_market(struct round *r)
{
	const struct programs *p = r->programs;
	struct mechanism_place where;
	struct market m = {
		.programs = p->count,
		.capacity = r->filed != NULL ? r->filed : p->capacity,
		.held = r->held,
		.ranked = p->ranked && !round_is_leftover(r),
		.groups = make_groups(r),
	};
	const char *why;

	if (m.groups != NULL)
		m.group_first = p->groups->first;
	round_refresh(r, &m);
	if ((why = mechanism_check(&r->rules, &m, &where)) != NULL)
		refuse(r, why, &where);
	return m;
}
