#include "explain/explanation.h"

#include <stdlib.h>
#include <string.h>

#include "explain/needed.h"

/* What is written about now. */
struct telling {
	struct explanation_round *e;
	struct late_record *late;
	uint32_t applicant;
	struct writer *w;
};

void
explanation_free(struct explanation_round *e)
{
	size_t count =
	    e->result.market.programs + (size_t)1 + market_groups(&e->result.market);

	for (size_t i = 0; e->last != NULL && i < count; i++)
		standing_free(&e->last[i]);
	writer_free(&e->openings);
	free(e->opening);
	free(e->last);
	free(e->is_last_read);
	standing_free(&e->own);
	record_free(&e->last_record);
	explained_round_close(&e->result);
}

/* Room for what the last ones have, at the first need. */
static bool
open_last(struct explanation_round *e)
{
	size_t count =
	    e->result.market.programs + (size_t)1 + market_groups(&e->result.market);

	if (e->last == NULL)
		e->last = calloc(count, sizeof *e->last);
	if (e->is_last_read == NULL)
		e->is_last_read = calloc(count, sizeof *e->is_last_read);
	return e->last != NULL && e->is_last_read != NULL;
}

/* What the last one of a cut-off has, which is read once; NULL if memory ran out. */
static const struct standing *
standing_of_last(struct explanation_round *e, const struct cutoff *cutoff, size_t slot)
{
	struct span line;

	if (!open_last(e))
		return NULL;
	if (e->is_last_read[slot])
		return &e->last[slot];
	line = e->line(e->context, e->result.kept[cutoff->last]);
	if (record_parse(&e->last_record, line.at, line.len, NULL) != RECORD_OK ||
	    !standing_read(&e->keys, &e->last_record, &e->last[slot]))
		return NULL;
	e->is_last_read[slot] = true;
	return &e->last[slot];
}

/*
 * The name of a member, constant and without anything to escape: KEY("order").  Names
 * are a fifth of what is written, so they are not looked at again and again.
 */
#define KEY(name) "\"" name "\":", sizeof name + 2
/* Several members and marks at once, as they are always written. */
#define WRITTEN(text) text, sizeof(text) - 1

static void
write_key(struct writer *w, const char *quoted, size_t len)
{
	if (w->len > 0 && w->text[w->len - 1] != '{')
		writer_bytes(w, ",", 1);
	writer_bytes(w, quoted, len);
}

static void
write_integer(struct writer *w, const char *quoted, size_t len, uint64_t number)
{
	write_key(w, quoted, len);
	writer_integer(w, (int64_t)number);
}

/* How many tiers the priorities of a program, or of a group of it, have. */
static const struct terms *
terms_of(const struct explanation_round *e, uint32_t program, uint32_t group)
{
	const struct programs *p = e->result.round->programs;

	return group != MARKET_NONE ? &p->groups->all[group].terms
				    : programs_terms(p, program);
}

/* Whether all priorities are places in one order. */
static bool
is_place(const struct explanation_round *e)
{
	return round_is_leftover(e->result.round) || !e->result.market.ranked;
}

/* A priority as people know it: a place, or a tier and the place in it, or metres. */
static void
write_priority(struct telling *t, uint32_t program, uint32_t group, uint64_t priority)
{
	const struct terms *terms = terms_of(t->e, program, group);
	bool guarantee = t->e->result.round->programs->guarantee;
	uint64_t order = priority;
	uint32_t tier;

	if (is_place(t->e)) {
		write_integer(t->w, KEY("order"), priority);
		return;
	}
	tier = market_tier(terms_tiers(terms, guarantee), priority, &order);
	if (terms->tier_count > 0 || guarantee)
		write_integer(t->w, KEY("tier"), tier + (uint64_t)!guarantee);
	if (terms->rank != TERMS_NONE)
		write_integer(t->w, KEY("own_order"), order);
	else
		write_integer(t->w, KEY("order"), order);
}

static void
write_cutoff(
    struct telling *t, uint32_t program, uint32_t group, const struct cutoff *cutoff)
{
	const struct market *m = &t->e->result.market;
	struct writer *w = t->w;

	if (cutoff->last == MARKET_NONE) {
		write_key(w, KEY("cutoff"));
		writer_null(w);
		return;
	}
	if (m->ranked) {
		write_key(w, KEY("cutoff"));
		writer_open_object(w);
		write_priority(t, program, group, cutoff->key.priority);
	} else {
		writer_bytes(w, WRITTEN(",\"cutoff\":{\"order\":"));
		writer_integer(w, (int64_t)cutoff->last_order);
	}
	if (cutoff->last_choice != MARKET_NONE &&
	    !round_is_leftover(t->e->result.round))
		write_integer(w, KEY("choice"), cutoff->last_choice + (uint64_t)1);
	if (t->e->result.round->rules.mechanism == MECHANISM_TIERED)
		write_integer(w, KEY("score_band"), (cutoff->key.step >> 32) + 1);
	writer_close_object(w);
}

/* The first key in which the applicant and the last one of a cut-off differ. */
struct difference {
	const struct standing *of; /* the last one; NULL: it is not known */
	size_t key;
	struct span own, last; /* JSON; last.at == NULL: it is not told */
};

static bool
find_difference(
    struct telling *t, const struct cutoff *cutoff, size_t slot, struct difference *d)
{
	struct explanation_round *e = t->e;
	const struct standing *last;

	*d = (struct difference){ NULL, 0, { NULL, 0 }, { NULL, 0 } };
	if (cutoff->last == MARKET_NONE || e->keys.count == 0 ||
	    e->result.market.ranked || !e->own.known)
		return true;
	if ((last = standing_of_last(e, cutoff, slot)) == NULL)
		return false;
	if (!last->known)
		return true;
	d->key = standing_decided_by(&e->keys, &e->own, last);
	if (d->key == e->keys.count)
		return true;
	d->of = last;
	d->own = standing_value(&e->own, d->key);
	d->last = standing_value(last, d->key);
	if (d->last.at[0] == '"' || (d->key + 1 == e->keys.count && d->key > 0))
		d->last.at = NULL;
	return true;
}

static void
write_decided_by(struct telling *t, const struct difference *d)
{
	struct writer *w = t->w;

	writer_bytes(w, WRITTEN(",\"decided_by\":{\"key\":"));
	writer_quoted(w, span_of(standing_key(&t->e->keys, d->key)));
	writer_bytes(w, WRITTEN(",\"own\":"));
	writer_bytes(w, d->own.at, d->own.len);
	if (d->last.at != NULL) {
		writer_bytes(w, WRITTEN(",\"last\":"));
		writer_bytes(w, d->last.at, d->last.len);
	}
	writer_close_object(w);
}

static void
write_needed(struct telling *t, const struct needed *n, uint32_t program,
    uint32_t group, const struct difference *d)
{
	struct writer *w = t->w;

	if (n->band == 0 && n->choice == 0 && n->before != UINT64_MAX &&
	    d->last.at == NULL && is_place(t->e)) {
		writer_bytes(w, WRITTEN(",\"needed\":{\"before\":{\"order\":"));
		writer_integer(w, (int64_t)n->before);
		writer_bytes(w, WRITTEN("}}"));
		return;
	}
	write_key(w, KEY("needed"));
	writer_open_object(w);
	if (n->band > 0)
		write_integer(w, KEY("score_band"), n->band);
	if (n->choice > 0)
		write_integer(w, KEY("choice"), n->choice);
	if (n->before != UINT64_MAX) {
		write_key(w, KEY("before"));
		writer_open_object(w);
		write_priority(t, program, group, n->before);
		writer_close_object(w);
	}
	if (n->before != UINT64_MAX && d->last.at != NULL) {
		bool equal =
		    standing_equal_is_enough(&t->e->keys, &t->e->own, d->of, d->key);

		writer_bytes(w, WRITTEN(",\"key\":"));
		writer_quoted(w, span_of(standing_key(&t->e->keys, d->key)));
		writer_bytes(w, WRITTEN(",\"value\":"));
		writer_bytes(w, d->last.at, d->last.len);
		if (equal)
			writer_bytes(w, WRITTEN(",\"or\":\"equal\""));
		else
			writer_bytes(w, WRITTEN(",\"or\":\"better\""));
	}
	writer_close_object(w);
}

/*
 * Whether no round can have refused the applicant as full: the program has seats left,
 * or the last one stands behind the applicant.
 */
static bool
contradicts(const struct telling *t, uint32_t choice, uint32_t program, uint32_t group,
    const struct cutoff *cutoff)
{
	const struct explained_round *r = &t->e->result;
	enum mechanism mechanism = r->round->rules.mechanism;

	if (group == MARKET_NONE && cutoff->filled < r->market.capacity[program])
		return true;
	return mechanism != MECHANISM_TTC && cutoff->last != MARKET_NONE &&
	       cutoffs_goes_before(cutoffs_key(&r->round->rules, &r->market,
				       t->applicant, choice, group),
		   cutoff->key);
}

/* The first priority at a program of those who hold no seat there. */
static uint32_t
first_priority(const struct explanation_round *e, uint32_t program)
{
	const struct programs *p = e->result.round->programs;
	uint32_t priority = 0;

	if (p->guarantee)
		market_priority(
		    terms_tiers(programs_terms(p, program), true), 1, 0, &priority);
	return priority;
}

/* Where a program or group that was full closed, and what would have been enough. */
static bool
write_full(struct telling *t, uint32_t choice, uint32_t program, uint32_t group,
    const struct cutoff *cutoff)
{
	struct explanation_round *e = t->e;
	const struct explained_round *r = &e->result;
	const struct mechanism_rules *rules = &r->round->rules;
	struct needed n =
	    needed_for(rules, &r->market, t->applicant, choice, group, cutoff);
	size_t slot =
	    group == MARKET_NONE ? program : r->market.programs + (size_t)1 + group;
	struct difference d;

	if (e->tries && group == MARKET_NONE && needed_is_by_trial(rules, &r->market) &&
	    !needed_by_trial(rules, &r->market, t->applicant, choice,
		first_priority(e, program), &n))
		return false;
	if (!find_difference(t, cutoff, slot, &d))
		return false;
	e->contradicted |= contradicts(t, choice, program, group, cutoff);
	write_cutoff(t, program, group, cutoff);
	if (d.of != NULL)
		write_decided_by(t, &d);
	if (n.known)
		write_needed(t, &n, program, group, &d);
	return true;
}

/* Each group that is open to the applicant. */
static bool
write_full_groups(struct telling *t, uint32_t choice, uint32_t program)
{
	const struct explained_round *r = &t->e->result;
	uint64_t at = r->market.first[t->applicant] + choice;
	const struct claim *claims;
	uint32_t count;
	bool done = true;

	if (r->market.wishes == NULL)
		return true;
	claims = market_claims(&r->market, at, &count);
	write_key(t->w, KEY("groups"));
	writer_open_array(t->w);
	for (uint32_t c = 0; c < count && done; c++) {
		writer_open_object(t->w);
		write_key(t->w, KEY("group"));
		writer_string_span(t->w, round_group(r->round, claims[c].group));
		done = write_full(
		    t, choice, program, claims[c].group, &r->groups[claims[c].group]);
		writer_close_object(t->w);
	}
	writer_close_array(t->w);
	return done;
}

/* The members of a program, each with a comma before it, and the beginning of a code.
 */
static void
make_opening(struct explanation_round *e, uint32_t program)
{
	static const char *const for_people[] = { "school", "name" };
	const json_t *line = json_array_get(e->document, program);
	struct writer *w = &e->openings;

	writer_bytes(w, "0", 1); /* so that a comma comes next */
	if (program != programs_gap(e->result.round->programs)) {
		writer_name(w, "program");
		writer_string_span(w, programs_id(e->result.round->programs, program));
	}
	for (size_t i = 0; i < sizeof for_people / sizeof *for_people; i++) {
		const char *text =
		    json_string_value(json_object_get(line, for_people[i]));

		if (text == NULL)
			continue;
		writer_name(w, for_people[i]);
		writer_string(w, text);
	}
	writer_name(w, "code");
	writer_bytes(w, "\"", 1);
}

static bool
make_openings(struct explanation_round *e)
{
	uint32_t count = e->result.round->programs->count;

	if (e->opening != NULL)
		return true;
	e->opening = malloc((count + (size_t)2) * sizeof *e->opening);
	for (uint32_t p = 0; e->opening != NULL && p <= count; p++) {
		e->opening[p] = e->openings.len + 1;
		make_opening(e, p);
		e->opening[p + 1] = e->openings.len + 1;
	}
	return e->opening != NULL && !writer_failed(&e->openings);
}

/*
 * What is said of a program, and its code with what follows it; behind the members of
 * an object, or first.
 */
static void
write_program(
    struct telling *t, uint32_t program, bool first, const char *code, size_t len)
{
	const size_t *at = &t->e->opening[program];
	size_t from = at[0] + first; /* without its comma */

	writer_bytes(t->w, t->e->openings.text + from, at[1] - 1 - from);
	writer_bytes(t->w, code, len);
}

static void
write_condition(struct writer *w, const char *key, const char *text)
{
	if (text == NULL)
		return;
	write_key(w, KEY("rule"));
	writer_open_object(w);
	write_key(w, KEY("key"));
	writer_string(w, key);
	write_key(w, KEY("text"));
	writer_string(w, text);
	writer_close_object(w);
}

static bool
write_details(struct telling *t, uint32_t choice, uint32_t program, enum refusal why)
{
	struct explained_round *r = &t->e->result;
	struct record *record;

	switch (why) {
	case REFUSAL_FULL:
	case REFUSAL_GROUP_FULL:
	case REFUSAL_GROUP_CAPPED:
		if (market_grouped(&r->market, program))
			return write_full_groups(t, choice, program);
		return write_full(
		    t, choice, program, MARKET_NONE, &r->programs[program]);
	case REFUSAL_NOT_ELIGIBLE:
	case REFUSAL_BELOW_FLOOR:
		record = late_record_read(t->late);
		return record != NULL && closed_choice_write(&t->e->closed, program,
					     record, why == REFUSAL_BELOW_FLOOR, t->w);
	case REFUSAL_LOCKED:
		write_condition(t->w, "locked", t->e->locked);
		return true;
	case REFUSAL_NOT_AGREED:
		write_condition(t->w, "agreed", t->e->agreed);
		return true;
	default:
		return true;
	}
}

static bool
write_choice(struct telling *t, uint32_t choice)
{
	struct explained_round *r = &t->e->result;
	uint32_t program =
	    market_program(&r->market, r->market.first[t->applicant] + choice);
	const struct seat *seat = &r->seats[t->applicant];
	const struct holding *held = holders_of(&r->round->holders, t->applicant);
	const char *word;
	enum refusal why;
	bool done;

	if (choice > 0)
		writer_bytes(t->w, ",", 1);
	writer_bytes(t->w, WRITTEN("{\"choice\":"));
	writer_integer(t->w, choice + (int64_t)1);
	if (choice > seat->choice) {
		if (held != NULL && held->program == program)
			write_program(t, program, false, WRITTEN("released\"}"));
		else
			write_program(t, program, false, WRITTEN("not-reached\"}"));
		return true;
	}
	if (choice == seat->choice) {
		if (holders_kept(&r->round->holders, t->applicant, seat))
			write_program(t, program, false, WRITTEN("kept\""));
		else
			write_program(t, program, false, WRITTEN("admitted\""));
		if (seat->group != MARKET_NONE) {
			write_key(t->w, KEY("group"));
			writer_string_span(t->w, round_group(r->round, seat->group));
		}
		writer_close_object(t->w);
		return true;
	}
	why = refusal_of(r->refusals, &r->market, r->seats, t->applicant, choice);
	word = refusal_word(why);
	write_program(t, program, false, word, strlen(word));
	writer_bytes(t->w, "\"", 1);
	done = write_details(t, choice, program, why);
	writer_close_object(t->w);
	return done;
}

/* A round of seats that are left: one reason for all programs. */
static bool
write_any(struct telling *t)
{
	struct explained_round *r = &t->e->result;
	const struct seat *seat = &r->seats[t->applicant];
	struct needed n;
	enum refusal why;

	writer_open_object(t->w);
	if (seat->program != MARKET_NONE) {
		write_program(t, seat->program, true, WRITTEN("admitted\"}"));
		return true;
	}
	why = refusal_of_all(r->refusals, &r->market, r->seats, t->applicant);
	write_key(t->w, KEY("code"));
	writer_string(t->w, refusal_word(why));
	n = needed_of_any(&r->round->rules, &r->market, t->applicant, r->programs);
	if (why == REFUSAL_FULL && n.known) {
		write_key(t->w, KEY("needed"));
		writer_open_object(t->w);
		write_key(t->w, KEY("before"));
		writer_open_object(t->w);
		write_integer(t->w, KEY("order"), n.before);
		writer_close_object(t->w);
		writer_close_object(t->w);
	}
	if (why == REFUSAL_LOCKED)
		write_condition(t->w, "locked", t->e->locked);
	if (why == REFUSAL_NOT_AGREED)
		write_condition(t->w, "agreed", t->e->agreed);
	writer_close_object(t->w);
	return true;
}

static const char *
listing_of(const struct mechanism_rules *rules)
{
	switch (rules->mechanism) {
	case MECHANISM_SERIAL:
		/* A shared order that finds too few seats closes a program to itself.
		 */
		return rules->shared && rules->shared_rule == SHARED_NONE ? "matters"
									  : "harmless";
	case MECHANISM_DEFERRED:
	case MECHANISM_TTC:
		return "harmless";
	case MECHANISM_PARALLEL:
		return "within-band";
	case MECHANISM_IMMEDIATE:
	case MECHANISM_TIERED:
		return "matters";
	case MECHANISM_LEFTOVER:
	case MECHANISMS:
		break;
	}
	return "none";
}

/* What the applicant has in the keys of the order, if they are known. */
static bool
read_own(struct explanation_round *e, struct late_record *late)
{
	struct record *record;

	if (e->keys.count == 0)
		return true;
	record = late_record_read(late);
	return record != NULL && standing_read(&e->keys, record, &e->own);
}

bool
explanation_write(struct explanation_round *e, struct late_record *late,
    uint32_t applicant, struct writer *w)
{
	struct explained_round *r = &e->result;
	struct telling t = { e, late, applicant, w };
	bool done = make_openings(e) && read_own(e, late);

	writer_open_object(w);
	write_key(w, KEY("round"));
	writer_string_span(w, r->round->name);
	write_key(w, KEY("mechanism"));
	writer_string(w, mechanism_name(r->round->rules.mechanism));
	write_key(w, KEY("listing"));
	writer_string(w, listing_of(&r->round->rules));
	if (r->market.order != NULL)
		write_integer(w, KEY("order"), r->market.order[applicant]);
	write_key(w, KEY("choices"));
	writer_open_array(w);
	if (round_is_leftover(r->round))
		done = done && write_any(&t);
	else
		for (uint32_t c = 0;
		     done && c < market_list_length(&r->market, applicant); c++)
			done = write_choice(&t, c);
	writer_close_array(w);
	writer_close_object(w);
	return done && !writer_failed(w);
}
