#include <stdlib.h>
#include <string.h>

#include "compare/chains.h"
#include "compare/differences.h"
#include "compare/field_changes.h"
#include "compare/seat_change.h"
#include "kept/spill.h"
#include "memory/array.h"
#include "settings/allocate.h"
#include "text/numbering.h"

/* A line that waits in the spill file; if its cause is to come, without its end. */
struct waiting {
	uint32_t len;
	uint32_t move; /* CHAINS_NONE: the line is whole */
};

/* Whose seat is another one. */
struct mover {
	size_t id, id_end; /* in ids */
	enum difference_code code;
	enum difference_cause cause; /* CAUSE_NONE: to be found */
};

struct differences {
	struct differences_rules rules;
	struct record old;
	struct field_changes fields;
	struct numbering *programs, *added; /* added: ids that the old list has not */
	struct spill *lines;
	struct waiting *waiting;
	struct chain_move *moves;
	struct mover *movers; /* of each of moves */
	struct chain_reach *reach;
	size_t waiting_count, waiting_room, move_count, move_room, mover_room;
	struct writer line, ids;
	uint32_t counts[DIFFERENCE_CODES];
};

/* A record before and after; its admissions say what it had. */
struct change {
	struct span id;
	enum difference_code code;
	struct admission before, after;
	bool has_fields, own;
};

const char *
differences_code_word(enum difference_code code)
{
	static const char *const words[] = { [DIFFERENCE_NEW] = "new",
		[DIFFERENCE_GONE] = "gone",
		[DIFFERENCE_PLACED] = "placed",
		[DIFFERENCE_DISPLACED] = "displaced",
		[DIFFERENCE_IMPROVED] = "improved",
		[DIFFERENCE_WORSENED] = "worsened",
		[DIFFERENCE_MOVED] = "moved",
		[DIFFERENCE_CHANGED] = "changed",
		[DIFFERENCE_REWRITTEN] = "rewritten" };

	return words[code];
}

const char *
differences_cause_word(enum difference_cause cause)
{
	static const char *const words[] = { [CAUSE_NONE] = NULL,
		[CAUSE_OWN_DATA] = "own-data",
		[CAUSE_RULE] = "rule",
		[CAUSE_CHAIN] = "chain",
		[CAUSE_UNKNOWN] = "unknown" };

	return words[cause];
}

struct differences *
differences_new(const struct differences_rules *rules)
{
	struct differences *c = allocate(1, sizeof *c);

	c->rules = *rules;
	c->fields.ignored = rules->ignored;
	c->fields.computed = rules->computed;
	c->programs = numbering_new();
	c->added = numbering_new();
	if (c->programs == NULL || c->added == NULL)
		allocate_fail();
	c->lines = spill_open(0);
	return c;
}

void
differences_free(struct differences *c)
{
	record_free(&c->old);
	field_changes_free(&c->fields);
	numbering_free(c->programs);
	numbering_free(c->added);
	spill_close(c->lines);
	free(c->waiting);
	free(c->moves);
	free(c->movers);
	free(c->reach);
	writer_free(&c->line);
	writer_free(&c->ids);
	free(c);
}

static void
write_text(struct writer *w, const char *name, struct span text)
{
	if (text.at != NULL)
		writer_member_text(w, name, text);
}

static void
write_seat(struct writer *w, const char *name, const struct admission *a)
{
	if (a->status != ADMISSION_ADMITTED)
		return;
	writer_name(w, name);
	writer_open_object(w);
	write_text(w, "round", a->round);
	write_text(w, "program", a->program);
	write_text(w, "group", a->group);
	if (a->choice > 0) {
		writer_name(w, "choice");
		writer_integer(w, a->choice);
	}
	writer_close_object(w);
}

static void
write_cause(struct writer *w, enum difference_cause cause)
{
	if (cause == CAUSE_NONE)
		return;
	writer_name(w, "cause");
	writer_string(w, differences_cause_word(cause));
}

/* Whether a seat is of a program that has changed, which is then named. */
static bool
write_changed_program(struct differences *c, const struct admission *a)
{
	if (a->status != ADMISSION_ADMITTED ||
	    !rule_changes_has_program(c->rules.changes, a->program))
		return false;
	write_cause(&c->line, CAUSE_RULE);
	write_text(&c->line, "program", a->program);
	return true;
}

/* The cause that can be told from the record alone, written to the line. */
static enum difference_cause
cause_of(struct differences *c, const struct change *change)
{
	if (change->own) {
		write_cause(&c->line, CAUSE_OWN_DATA);
		return CAUSE_OWN_DATA;
	}
	return write_changed_program(c, &change->before) ||
		       write_changed_program(c, &change->after)
		   ? CAUSE_RULE
		   : CAUSE_NONE;
}

/* The number of a program; CHAINS_NONE: there is no seat.  False: no memory. */
static bool
number_program(struct differences *c, const struct admission *a, uint32_t *number)
{
	bool known;

	*number = CHAINS_NONE;
	if (a->status != ADMISSION_ADMITTED)
		return true;
	*number = numbering_add(c->programs, a->program, &known);
	return *number != NUMBERING_NONE;
}

static bool
add_move(
    struct differences *c, const struct change *change, enum difference_cause cause)
{
	bool comes = change->code == DIFFERENCE_NEW || change->code == DIFFERENCE_GONE;
	struct chain_move move = { .root = comes || cause != CAUSE_NONE };
	struct mover mover = { .code = change->code, .cause = cause };

	if (!number_program(c, &change->before, &move.from) ||
	    !number_program(c, &change->after, &move.to) ||
	    !array_reserve(&c->moves, &c->move_room, c->move_count + 1, sizeof move) ||
	    !array_reserve(&c->movers, &c->mover_room, c->move_count + 1, sizeof mover))
		return false;
	mover.id = c->ids.len;
	writer_bytes(&c->ids, change->id.at, change->id.len);
	mover.id_end = c->ids.len;
	c->moves[c->move_count] = move;
	c->movers[c->move_count++] = mover;
	return !writer_failed(&c->ids);
}

/* Whether it is a seat that differs. */
static bool
is_move(enum difference_code code)
{
	return code < DIFFERENCE_CHANGED;
}

/* Write the line of a difference, as far as it is known, and let it wait. */
static bool
add_change(struct differences *c, const struct change *change)
{
	bool comes = change->code == DIFFERENCE_NEW || change->code == DIFFERENCE_GONE;
	enum difference_cause cause = CAUSE_NONE;
	struct waiting waiting = { .move = CHAINS_NONE };

	writer_reset(&c->line);
	writer_open_object(&c->line);
	write_text(&c->line, "id", change->id);
	write_text(&c->line, "code", span_of(differences_code_word(change->code)));
	if (is_move(change->code)) {
		write_seat(&c->line, "from", &change->before);
		write_seat(&c->line, "to", &change->after);
	}
	if (change->has_fields) {
		writer_name(&c->line, "fields");
		writer_raw(&c->line,
		    (struct span){ c->fields.paths.text, c->fields.paths.len });
	}
	if (change->has_fields && c->fields.more) {
		writer_name(&c->line, "more_fields");
		writer_boolean(&c->line, true);
	}
	if (is_move(change->code)) {
		if (!comes)
			cause = cause_of(c, change);
		if (!comes && cause == CAUSE_NONE)
			waiting.move = (uint32_t)c->move_count;
		if (!add_move(c, change, cause))
			return false;
	}
	if (waiting.move == CHAINS_NONE)
		writer_close_object(&c->line);
	waiting.len = (uint32_t)c->line.len;
	if (writer_failed(&c->line) || !array_reserve(&c->waiting, &c->waiting_room,
					   c->waiting_count + 1, sizeof waiting))
		return false;
	spill_add(c->lines, c->line.text, c->line.len);
	c->waiting[c->waiting_count++] = waiting;
	c->counts[change->code]++;
	return true;
}

/* What the old list says of a record's seat; one that is not clear ends the program. */
static void
read_old(struct differences *c, uint32_t number, struct admission *before)
{
	const char *unclear;

	old_list_parse(c->rules.old, number, &c->old);
	unclear = admission_read(&c->old, before);
	if (unclear != NULL)
		old_list_fail(c->rules.old, number, "admission-unclear", unclear,
		    "it does not say where the applicant was placed");
}

static bool
compare_records(struct differences *c, struct change *change, struct record *new)
{
	static const enum difference_code codes[] = { [SEAT_PLACED] = DIFFERENCE_PLACED,
		[SEAT_DISPLACED] = DIFFERENCE_DISPLACED,
		[SEAT_IMPROVED] = DIFFERENCE_IMPROVED,
		[SEAT_WORSENED] = DIFFERENCE_WORSENED,
		[SEAT_MOVED] = DIFFERENCE_MOVED };
	bool no_memory = false;
	enum seat_change seat = seat_change_of(&change->before, &change->after, &c->old,
	    new, c->rules.choices, c->rules.choice_lists, &no_memory);

	if (no_memory)
		return false;
	/* What became of the seat is said in other words. */
	c->fields.skipped = seat != SEAT_SAME ? ADMISSION_KEY : NULL;
	if (!field_changes_find(&c->fields, &c->old, new))
		return false;
	change->has_fields = c->fields.count > 0;
	change->own = c->fields.own;
	change->code = seat != SEAT_SAME          ? codes[seat]
		       : c->rules.moves_only      ? DIFFERENCE_SAME
		       : c->fields.count > 0      ? DIFFERENCE_CHANGED
		       : c->rules.ignored != NULL ? DIFFERENCE_SAME
						  : DIFFERENCE_REWRITTEN;
	return true;
}

enum difference_step
differences_add(
    struct differences *c, struct span id, struct record *record, const char **field)
{
	struct change change = { .id = id, .code = DIFFERENCE_NEW };
	bool called = false;
	uint32_t number = old_list_call(c->rules.old, id, &called);

	*field = admission_read(record, &change.after);
	if (*field != NULL)
		return DIFFERENCE_UNCLEAR;
	if (number == NUMBERING_NONE &&
	    numbering_add(c->added, id, &called) == NUMBERING_NONE)
		return DIFFERENCE_NO_MEMORY;
	if (called)
		return DIFFERENCE_TWICE;
	if (number != NUMBERING_NONE) {
		struct span line = old_list_line(c->rules.old, number);

		for (size_t i = 0; i < c->rules.choice_lists; i++)
			path_find(c->rules.choices[i], record);
		if (span_same(line, (struct span){ record->line, record->len }))
			return DIFFERENCE_ADDED;
		read_old(c, number, &change.before);
		if (!compare_records(c, &change, record))
			return DIFFERENCE_NO_MEMORY;
	}
	return change.code == DIFFERENCE_SAME || add_change(c, &change)
		   ? DIFFERENCE_ADDED
		   : DIFFERENCE_NO_MEMORY;
}

static bool
add_gone(struct differences *c)
{
	for (uint32_t n = 0; old_list_missing(c->rules.old, &n); n++) {
		struct change gone = { .id = old_list_id(c->rules.old, n),
			.code = DIFFERENCE_GONE };

		read_old(c, n, &gone.before);
		if (!add_change(c, &gone))
			return false;
	}
	return true;
}

/* The cause of a move that was to be found. */
static enum difference_cause
found_cause(const struct differences *c, uint32_t move)
{
	if (c->reach[move].steps != CHAINS_NONE)
		return CAUSE_CHAIN;
	return json_array_size(c->rules.changes->policy) > 0 ? CAUSE_RULE
							     : CAUSE_UNKNOWN;
}

/* The end of a line that waited for its cause. */
static void
write_found_cause(struct differences *c, uint32_t move)
{
	const struct chain_reach *reach = &c->reach[move];
	const struct mover *by;

	c->movers[move].cause = found_cause(c, move);
	write_cause(&c->line, c->movers[move].cause);
	if (c->movers[move].cause == CAUSE_CHAIN) {
		by = &c->movers[reach->by];
		writer_name(&c->line, "steps");
		writer_integer(&c->line, reach->steps);
		write_text(&c->line, "by",
		    (struct span){ c->ids.text + by->id, by->id_end - by->id });
	}
	writer_close_object(&c->line);
}

bool
differences_finish(struct differences *c,
    void (*found)(void *context, struct span line), void *context)
{
	uint64_t at = 0;

	if (!add_gone(c))
		return false;
	old_list_check(c->rules.old);
	c->reach = malloc((c->move_count + 1) * sizeof *c->reach);
	if (c->reach == NULL || !chains_find(c->moves, (uint32_t)c->move_count,
				    numbering_count(c->programs), c->reach))
		return false;
	for (size_t i = 0; i < c->waiting_count; i++) {
		const struct waiting *w = &c->waiting[i];
		const char *text = spill_fetch(c->lines, at, w->len);

		at += w->len;
		writer_reset(&c->line);
		writer_bytes(&c->line, text, w->len);
		if (w->move != CHAINS_NONE)
			write_found_cause(c, w->move);
		if (writer_failed(&c->line))
			return false;
		found(context, (struct span){ c->line.text, c->line.len });
	}
	return true;
}

uint32_t
differences_count(const struct differences *c, enum difference_code code)
{
	return c->counts[code];
}

/* A row of the table for a code, a cause and a number of steps; 0: no chain. */
static bool
write_count(struct writer *w, enum difference_code code, enum difference_cause cause,
    uint32_t steps, uint32_t count)
{
	writer_reset(w);
	writer_open_object(w);
	write_text(w, "code", span_of(differences_code_word(code)));
	write_cause(w, cause);
	if (steps > 0) {
		writer_name(w, "steps");
		writer_integer(w, steps);
	}
	writer_name(w, "applicants");
	writer_integer(w, count);
	writer_close_object(w);
	return !writer_failed(w);
}

/* How many moves have each cause and number of steps, by code. */
struct tallies {
	uint32_t causes[DIFFERENCE_CODES][CAUSES];
	uint32_t *steps; /* steps[n * DIFFERENCE_CODES + code] */
	uint32_t most;
};

static bool
count_moves(const struct differences *c, struct tallies *t)
{
	for (size_t i = 0; i < c->move_count; i++)
		if (c->reach[i].steps != CHAINS_NONE && c->reach[i].steps > t->most)
			t->most = c->reach[i].steps;
	t->steps = calloc((t->most + (size_t)1) * DIFFERENCE_CODES, sizeof *t->steps);
	if (t->steps == NULL)
		return false;
	for (size_t i = 0; i < c->move_count; i++) {
		const struct mover *m = &c->movers[i];

		t->causes[m->code][m->cause]++;
		if (m->cause == CAUSE_CHAIN)
			t->steps[(size_t)c->reach[i].steps * DIFFERENCE_CODES +
				 m->code]++;
	}
	return true;
}

/* The rows of a code. */
static bool
table_code(const struct differences *c, const struct tallies *t,
    enum difference_code code, struct writer *w,
    void (*row)(void *context, struct span line), void *context)
{
	bool done = true;

	for (int cause = 0; done && is_move(code) && cause < CAUSES; cause++)
		for (uint32_t n = 0; done && n <= t->most; n++) {
			uint32_t count =
			    cause == CAUSE_CHAIN
				? t->steps[(size_t)n * DIFFERENCE_CODES + code]
			    : n == 0 ? t->causes[code][cause]
				     : 0;

			if (count == 0)
				continue;
			done = write_count(
			    w, code, (enum difference_cause)cause, n, count);
			if (done)
				row(context, (struct span){ w->text, w->len });
		}
	if (!is_move(code) && c->counts[code] > 0) {
		done = write_count(w, code, CAUSE_NONE, 0, c->counts[code]);
		if (done)
			row(context, (struct span){ w->text, w->len });
	}
	return done;
}

/* The rows of the programs, in the order in which they came up. */
static bool
table_programs(const struct differences *c, struct writer *w,
    void (*row)(void *context, struct span line), void *context)
{
	uint32_t count = numbering_count(c->programs);
	uint32_t *left = calloc(count * (size_t)2 + 1, sizeof *left);
	bool done = left != NULL;

	for (size_t i = 0; done && i < c->move_count; i++) {
		if (c->moves[i].from != CHAINS_NONE)
			left[c->moves[i].from]++;
		if (c->moves[i].to != CHAINS_NONE)
			left[count + c->moves[i].to]++;
	}
	for (uint32_t p = 0; done && p < count; p++) {
		writer_reset(w);
		writer_open_object(w);
		write_text(w, "program", numbering_text(c->programs, p));
		writer_name(w, "left");
		writer_integer(w, left[p]);
		writer_name(w, "joined");
		writer_integer(w, left[count + p]);
		writer_close_object(w);
		done = !writer_failed(w);
		if (done)
			row(context, (struct span){ w->text, w->len });
	}
	free(left);
	return done;
}

bool
differences_table(const struct differences *c,
    void (*row)(void *context, struct span line), void *context)
{
	struct tallies tallies = { .most = 0 };
	struct writer w = { 0 };
	bool done = count_moves(c, &tallies);

	for (int code = DIFFERENCE_NEW; done && code < DIFFERENCE_CODES; code++)
		done = table_code(
		    c, &tallies, (enum difference_code)code, &w, row, context);
	done = done && table_programs(c, &w, row, context);
	free(tallies.steps);
	writer_free(&w);
	return done;
}
