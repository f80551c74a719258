#include "explain/explanation.h"

#include <stdlib.h>
#include <string.h>

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
	closings_free(&e->closings, &e->result);
	writer_free(&e->head);
	writer_free(&e->openings);
	free(e->opening);
	explained_round_close(&e->result);
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
	struct closing c = { .round = r,
		.program = program,
		.group = group,
		.cutoff = cutoff,
		.needed =
		    needed_for(rules, &r->market, t->applicant, choice, group, cutoff),
		.keys = e->keys };

	if (e->tries && group == MARKET_NONE && needed_is_by_trial(rules, &r->market) &&
	    !needed_by_trial(rules, &r->market, t->applicant, choice,
		first_priority(e, program), &c.needed))
		return false;
	e->contradicted |= contradicts(t, choice, program, group, cutoff);
	return closings_write(&e->closings, &c, t->w);
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
	writer_text(t->w, ",\"groups\":[");
	for (uint32_t c = 0; c < count && done; c++) {
		writer_open_object(t->w);
		writer_text(t->w, "\"group\":");
		writer_quoted(t->w, round_group(r->round, claims[c].group));
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
 * What is said of a program, up to its code: behind the members of an object, or first.
 */
static void
write_program(struct telling *t, uint32_t program, bool first)
{
	const size_t *at = &t->e->opening[program];
	size_t from = at[0] + first; /* without its comma */

	writer_bytes(t->w, t->e->openings.text + from, at[1] - 1 - from);
}

static void
write_condition(struct writer *w, const char *key, const char *text)
{
	if (text == NULL)
		return;
	writer_name(w, "rule");
	writer_open_object(w);
	writer_name(w, "key");
	writer_string(w, key);
	writer_name(w, "text");
	writer_string(w, text);
	writer_close_object(w);
}

static bool
write_details(struct telling *t, uint32_t choice, uint32_t program, enum refusal why)
{
	struct explained_round *r = &t->e->result;
	const struct holding *held = holders_of(&r->round->holders, t->applicant);
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
		if (holders_slides_past(r->round->programs, held, program)) {
			write_condition(t->w, "holders", "slide");
			return true;
		}
		/* fall through */
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

/* The beginning of a choice: its number, which mostly has one digit or two. */
static void
write_number(struct writer *w, uint64_t number)
{
	char tens = (char)('0' + number / 10), ones = (char)('0' + number % 10);

	if (number > 1)
		writer_text(w, ",");
	writer_text(w, "{\"choice\":");
	if (number >= 100) {
		writer_integer(w, (int64_t)number);
		return;
	}
	if (number >= 10)
		writer_bytes(w, &tens, 1);
	writer_bytes(w, &ones, 1);
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

	write_number(t->w, choice + (uint64_t)1);
	write_program(t, program, false);
	if (choice > seat->choice) {
		if (held != NULL && held->program == program)
			writer_text(t->w, "released\"}");
		else
			writer_text(t->w, "not-reached\"}");
		return true;
	}
	if (choice == seat->choice) {
		if (holders_kept(&r->round->holders, t->applicant, seat))
			writer_text(t->w, "kept\"");
		else
			writer_text(t->w, "admitted\"");
		if (seat->group != MARKET_NONE) {
			writer_name(t->w, "group");
			writer_string_span(t->w, round_group(r->round, seat->group));
		}
		writer_close_object(t->w);
		return true;
	}
	why = refusal_of(r->refusals, &r->market, r->seats, t->applicant, choice);
	word = refusal_word(why);
	writer_text(t->w, word);
	writer_text(t->w, "\"");
	done = write_details(t, choice, program, why);
	writer_text(t->w, "}");
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
		write_program(t, seat->program, true);
		writer_text(t->w, "admitted\"}");
		return true;
	}
	why = refusal_of_all(r->refusals, &r->market, r->seats, t->applicant);
	writer_name(t->w, "code");
	writer_string(t->w, refusal_word(why));
	n = needed_of_any(&r->round->rules, &r->market, t->applicant, r->programs);
	if (why == REFUSAL_FULL && n.known) {
		writer_name(t->w, "needed");
		writer_open_object(t->w);
		writer_name(t->w, "before");
		writer_open_object(t->w);
		writer_member_integer(t->w, "order", (int64_t)n.before);
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

/* What is said of the round to everybody. */
static bool
make_head(struct explanation_round *e)
{
	const struct round *round = e->result.round;
	struct writer *w = &e->head;

	if (w->len > 0)
		return true;
	writer_open_object(w);
	writer_member_text(w, "round", round->name);
	writer_member_text(
	    w, "mechanism", span_of(mechanism_name(round->rules.mechanism)));
	writer_member_text(w, "listing", span_of(listing_of(&round->rules)));
	return !writer_failed(w);
}

bool
explanation_write(struct explanation_round *e, struct late_record *late,
    uint32_t applicant, struct writer *w)
{
	struct explained_round *r = &e->result;
	struct telling t = { e, late, applicant, w };
	bool done = make_head(e) && make_openings(e);

	if (w->len > 0 && w->text[w->len - 1] == '}')
		writer_text(w, ",");
	writer_bytes(w, e->head.text, e->head.len);
	if (r->market.order != NULL) {
		writer_text(w, ",\"order\":");
		writer_integer(w, (int64_t)r->market.order[applicant]);
	}
	writer_text(w, ",\"choices\":[");
	if (round_is_leftover(r->round))
		done = done && write_any(&t);
	else
		for (uint32_t c = 0;
		     done && c < market_list_length(&r->market, applicant); c++)
			done = write_choice(&t, c);
	writer_text(w, "]}");
	return done && !writer_failed(w);
}
