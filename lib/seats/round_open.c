#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cel/expression.h"
#include "seats/overfill.h"
#include "seats/round_open.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/path_load.h"

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

static void
watch_paths(const struct programs *programs, const char *file)
{
	struct path *path;

	for (uint32_t i = 0; (path = terms_path(programs->book, i)) != NULL; i++)
		path_load_watch(NULL, file, path);
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
	watch_paths(r->programs, s->programs);
	if (round_has_holders(r))
		programs_guarantee(r->programs);
	if (round_is_leftover(r))
		open_leftover(r, s->programs);
	r->applicants = applicants_new(r->programs, r->choices, r->order);
	if (r->applicants == NULL)
		allocate_fail();
	if (r->rules.mechanism == MECHANISM_TTC && r->programs->ranked &&
	    !applicants_rank_all(r->applicants))
		allocate_fail();
	if (s->locked != NULL)
		applicants_may_be_locked(r->applicants);
	r->held = allocate(r->programs->count + (size_t)1, sizeof *r->held);
	r->held_groups =
	    allocate(r->programs->groups->first[r->programs->count] + (size_t)1,
		sizeof *r->held_groups);
	if (overfill_set(r->rules.ratio)) {
		r->most = allocate(r->programs->count + (size_t)1, sizeof *r->most);
		for (uint32_t p = 0; p < r->programs->count; p++)
			r->most[p] =
			    overfill_seats(r->rules.ratio, r->programs->capacity[p]);
	}
	r->name = span_of(r->programs->round);
	return r;
}
