#include <err.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "rules/expression.h"
#include "seats/contenders.h"
#include "seats/round.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "text/numbering.h"

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
		errx(STATUS_TROUBLE, "no memory");
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

/* A setting that goes with one mechanism, and must be there if that is it. */
static bool
goes_with(const char *name, const char *value, enum mechanism wanted, enum mechanism is)
{
	if (wanted == is)
		required(name, value);
	else if (value != NULL)
		settings_fail(name, "is only for %s", mechanism_name(wanted));
	return wanted == is;
}

static void
read_choice_bands(struct mechanism_rules *rules, const char *text)
{
	uint32_t *sizes = NULL, count = 0;
	size_t room = 0;

	for (;; text++) {
		char *end;
		unsigned long size = strtoul(text, &end, 10);

		if (*text < '1' || *text > '9' || size >= MARKET_NONE ||
		    (*end != ',' && *end != '\0'))
			settings_fail("bands",
			    "is not a list of numbers from 1, apart by commas");
		sizes = allocate_room(sizes, &room, count + (size_t)1, sizeof *sizes);
		sizes[count++] = (uint32_t)size;
		text = end;
		if (*end == '\0')
			break;
	}
	rules->bands = sizes;
	rules->band_count = count;
}

/* The place of a word among words, or the end of the program. */
static int
find_word(const char *name, const char *word, const char *const words[], int count)
{
	int i = 0;

	while (i < count && strcmp(word, words[i]) != 0)
		i++;
	if (i == count)
		settings_fail(name, "is none of the rules; see the man page");
	return i;
}

static void
read_rules(struct round *r, const struct round_settings *s)
{
	static const char *const last_seat[] = { [BUNDLES_EXPAND] = "expand",
		[BUNDLES_SKIP] = "skip",
		[BUNDLES_REFUSE] = "refuse" };
	static const char *const ties[] = {
		[SHARED_ALL] = "all", [SHARED_NONE] = "none"
	};
	struct mechanism_rules *rules = &r->rules;
	const char *why;

	rules->mechanism = mechanism_find(required("mechanism", s->mechanism));
	if (rules->mechanism == MECHANISMS)
		settings_fail("mechanism", "is not a mechanism; there are serial, "
					   "immediate, tiered, parallel, "
					   "deferred and ttc");
	if (goes_with("bands", s->bands, MECHANISM_PARALLEL, rules->mechanism))
		read_choice_bands(rules, s->bands);
	if (goes_with("score", s->score, MECHANISM_TIERED, rules->mechanism))
		r->bands.score = round_path("score", s->score);
	if (goes_with(
		"score-lines", s->score_lines, MECHANISM_TIERED, rules->mechanism) &&
	    (why = score_bands_read(&r->bands, s->score_lines)) != NULL)
		settings_fail("score-lines", "%s", why);
	if (s->bundle != NULL) {
		r->bonds.name = round_path("bundle", s->bundle);
		rules->bundled = true;
		rules->bundles_rule = (enum bundles_rule)find_word(
		    "last-seat", required("last-seat", s->last_seat), last_seat, 3);
	} else if (s->last_seat != NULL)
		settings_fail("last-seat", "needs --bundle");
	if (s->ties != NULL) {
		rules->shared = true;
		rules->shared_rule =
		    (enum shared_rule)find_word("ties", s->ties, ties, 2);
	}
}

struct round *
round_open(const struct round_settings *s)
{
	struct round *r = allocate(1, sizeof *r);
	struct path *choices, *order;

	read_rules(r, s);
	choices = round_path("choices", s->choices);
	order = round_path("order", s->order);
	r->programs = open_programs(required("programs", s->programs),
	    s->round != NULL ? s->round : settings_entry());
	r->applicants = applicants_new(r->programs, choices, order);
	if (r->applicants == NULL)
		err(STATUS_TROUBLE, NULL);
	r->held = allocate(r->programs->count + (size_t)1, sizeof *r->held);
	r->held_groups =
	    allocate(r->programs->groups->first[r->programs->count] + (size_t)1,
		sizeof *r->held_groups);
	r->name = (struct span){ r->programs->round, strlen(r->programs->round) };
	return r;
}

static _Noreturn void
no_memory(void)
{
	errx(STATUS_TROUBLE, "not enough memory");
}

/* What else the round has to know of an applicant; false if it was set aside. */
static bool
add_more(struct round *r, struct stream *stream, struct record *record)
{
	uint32_t applicant = r->applicants->count;

	if (r->bands.score != NULL)
		switch (score_bands_set(&r->bands, applicant, record)) {
		case PATH_FOUND:
			break;
		case PATH_NO_MEMORY:
			no_memory();
		default:
			stream_reject(stream, "score-not-number",
			    path_text(r->bands.score),
			    "there is no score, or no number");
			return false;
		}
	return true;
}

static bool
bind(struct round *r, struct stream *stream, struct record *record)
{
	struct span name;

	if (r->bonds.name == NULL)
		return true;
	switch (path_string(r->bonds.name, record, &name)) {
	case PATH_FOUND:
	case PATH_MISSING:
		return true;
	case PATH_NO_MEMORY:
		no_memory();
	default:
		stream_reject(stream, "bundle-not-text", path_text(r->bonds.name),
		    "the name of those who stay together is no text");
		return false;
	}
}

bool
round_add(struct round *r, struct stream *stream, struct record *record)
{
	struct applicants_fault fault;

	if (!add_more(r, stream, record) || !bind(r, stream, record))
		return false;
	switch (applicants_add(r->applicants, record, &fault)) {
	case APPLICANTS_ADDED:
		if (r->bonds.name != NULL &&
		    bonds_set(&r->bonds, r->applicants->count - 1, record) ==
			PATH_NO_MEMORY)
			no_memory();
		return true;
	case APPLICANTS_FAULT:
		stream_reject(stream, fault.code, fault.field, "%s", fault.reason);
		return false;
	case APPLICANTS_NO_MEMORY:
		break;
	}
	no_memory();
}

void
round_hold(struct round *r, struct span program, struct span group)
{
	uint32_t number = programs_find(r->programs, program), g;

	if (number == NUMBERING_NONE || !r->programs->offered[number])
		return;
	r->held[number]++;
	g = groups_find(r->programs->groups, number, group);
	if (g != MARKET_NONE)
		r->held_groups[g]++;
}

struct span
round_group(const struct round *r, uint32_t group)
{
	const char *id = r->programs->groups->all[group].id;

	return (struct span){ id, strlen(id) };
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
	seat->group = groups_find(r->programs->groups, program, a->group);
	if (a->choice > 0 && a->choice < MARKET_NONE)
		seat->choice = (uint32_t)(a->choice - 1);
	return NULL;
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

struct market
round_market(struct round *r)
{
	const struct applicants *a = r->applicants;
	const struct groups *groups = r->programs->groups;
	struct mechanism_place where;
	struct market m = {
		.programs = r->programs->count,
		.capacity = r->programs->capacity,
		.held = r->held,
		.applicants = a->count,
		.first = a->first,
		.choices = a->choices,
		.order = a->order,
		.band = r->bands.score != NULL ? r->bands.band : NULL,
		.bundle = r->bonds.name != NULL ? r->bonds.bundle : NULL,
	};
	static const uint64_t no_claims[1];
	static const uint16_t no_bands[1];
	const char *why;

	if (r->programs->ask) {
		m.choices = NULL;
		m.wishes = a->wishes;
		m.ranked = r->programs->ranked;
	}
	if (r->bands.score != NULL && m.band == NULL)
		m.band = no_bands;
	/* Where nobody is asked anything, no program with groups is offered. */
	if (r->programs->ask && groups->first[m.programs] > 0) {
		m.group_first = groups->first;
		m.groups = groups_of_round(groups, r->held_groups);
		m.claim_first = a->claim_first != NULL ? a->claim_first : no_claims;
		m.claims = a->claims;
		if (m.groups == NULL)
			no_memory();
	}
	if ((why = mechanism_check(&r->rules, &m, &where)) != NULL)
		refuse(r, why, &where);
	return m;
}

uint32_t
round_find_tie(const struct round *r, const struct market *m, struct market_tie *tie)
{
	struct contenders *all;
	uint32_t program;

	if (!m->ranked || terms_unique(r->programs->book))
		return MARKET_NONE;
	if ((all = contenders_new(m, NULL)) == NULL)
		no_memory();
	program = contenders_find_tie(all, m, tie);
	contenders_free(all);
	return program;
}
