#include "draw/draw_rules.h"

#include <stdlib.h>
#include <string.h>

#include "draw/draw_hash.h"
#include "draw/draw_walk.h"
#include "text/unseen.h"

static bool
is(const char *text, const char *word)
{
	return text != NULL && strcmp(text, word) == 0;
}

/* The number of the winner in fallback; 0 if it is a word or nonsense. */
static uint32_t
winner(const char *fallback)
{
	uint64_t number = 0;

	for (const char *c = fallback; *c != '\0'; c++) {
		if (*c < '0' || *c > '9' || number > UINT32_MAX / 10)
			return 0;
		number = number * 10 + (uint64_t)(*c - '0');
	}
	return number < UINT32_MAX ? (uint32_t)number : 0;
}

/* What a method has no use for is a mistake, as it is in somebody's mind. */
static const char *
unused(const struct draw_rules *r)
{
	bool hash = is(r->method, "hash");

	if (r->gap != 0 && !is(r->method, "ring"))
		return "gap";
	if (r->step != 0 && !is(r->method, "step"))
		return "step";
	if (r->fallback != NULL && !is(r->method, "step"))
		return "fallback";
	if (r->start != 0 && hash)
		return "start";
	if (r->plan != 0 && hash)
		return "plan";
	if (r->numbers != NULL && hash)
		return "numbers";
	return r->seed != NULL && r->numbers != NULL ? "seed" : NULL;
}

static const char *
missing(const struct draw_rules *r, bool before)
{
	bool hash = is(r->method, "hash");

	if (r->plan == 0 && is(r->method, "step"))
		return "plan";
	if (before)
		return NULL;
	if (r->seed == NULL && r->numbers == NULL)
		return "seed";
	if (r->start == 0 && !hash)
		return "start";
	return r->gap == 0 && is(r->method, "ring") ? "gap" : NULL;
}

bool
draw_rules_hold(const struct draw_rules *r, bool before, struct draw_mistake *mistake)
{
	*mistake = (struct draw_mistake){ "method", "must be hash, ring or step" };
	if (!is(r->method, "hash") && !is(r->method, "ring") && !is(r->method, "step"))
		return false;
	*mistake = (struct draw_mistake){ unused(r),
		"the method that is set has no use for it" };
	if (mistake->setting != NULL)
		return false;
	*mistake = (struct draw_mistake){ missing(r, before),
		"the method that is set needs it, and it has no default" };
	if (mistake->setting != NULL)
		return false;
	*mistake = (struct draw_mistake){ "seed",
		"must be text that can be read aloud: no invisible characters (a "
		"byte order mark?), no space at its ends, no two in a row" };
	if (r->seed != NULL && !unseen_is_readable(span_of(r->seed)))
		return false;
	mistake->setting = "round";
	if (r->round != NULL && !unseen_is_readable(span_of(r->round)))
		return false;
	*mistake = (struct draw_mistake){ "fallback",
		"must be first, last or the number of a winner" };
	return r->fallback == NULL || is(r->fallback, "first") ||
	       is(r->fallback, "last") || winner(r->fallback) != 0;
}

static uint32_t
drawn(const struct draw_rules *r, uint32_t lots)
{
	return r->plan == 0 || r->plan > (long)lots ? lots : (uint32_t)r->plan;
}

uint32_t
draw_rules_step(const struct draw_rules *r, uint32_t lots)
{
	return r->step != 0 ? (uint32_t)r->step
			    : draw_step_length(lots, drawn(r, lots));
}

static struct draw_step
step_of(const struct draw_rules *r, uint32_t lots)
{
	struct draw_step step = { .count = lots,
		.plan = drawn(r, lots),
		.start = (uint32_t)r->start,
		.step = draw_rules_step(r, lots) };

	if (is(r->fallback, "last"))
		step.from = DRAW_FROM_LAST;
	else if (r->fallback == NULL || is(r->fallback, "first"))
		step.from = DRAW_FROM_FIRST;
	else
		step.from = winner(r->fallback);
	return step;
}

/* Whether the winner to go on from is one, which only the start can tell. */
static bool
fallback_has_won(const struct draw_rules *r, uint32_t lots)
{
	struct draw_step step = step_of(r, lots);
	uint32_t apart = lots / draw_step_reach(lots, step.step);
	uint32_t from = step.from;

	if (from == DRAW_FROM_FIRST || from == DRAW_FROM_LAST)
		return true;
	/* The walk comes to all numbers that are a multiple of the gcd away. */
	return from <= lots &&
	       (from > step.start ? from - step.start : step.start - from) % apart == 0;
}

bool
draw_rules_fit(const struct draw_rules *r, uint32_t lots, bool before,
    struct draw_mistake *mistake)
{
	if (lots == 0)
		return true;
	*mistake = (struct draw_mistake){ "start", "there are not as many numbers" };
	if (!before && r->start > (long)lots)
		return false;
	mistake->setting = "step";
	if (r->step > (long)lots)
		return false;
	if (!is(r->method, "step") ||
	    draw_step_reach(lots, draw_rules_step(r, lots)) >= drawn(r, lots))
		return true;
	*mistake = (struct draw_mistake){ "fallback",
		"the ring is closed before the plan is full, so the rules must say "
		"from which winner consecutive numbers go on" };
	if (r->fallback == NULL)
		return false;
	mistake->why = "that number has not won when the ring is closed";
	return before || fallback_has_won(r, lots);
}

static bool
hash(const struct draw_rules *r, struct draw_list *list, uint32_t numbers[],
    uint64_t values[])
{
	const char *round = r->round == NULL ? "" : r->round;
	struct draw_hash *h = draw_hash_new(span_of(r->seed), span_of(round));
	bool done = h != NULL && draw_hash_numbers(h, list, numbers, values);

	draw_hash_free(h);
	return done;
}

/* The tickets in the order in which they win. */
static bool
walk(const struct draw_rules *r, uint32_t lots, uint32_t winners[])
{
	struct draw_step step;

	if (lots == 0)
		return true;
	if (is(r->method, "ring"))
		return draw_ring(lots, drawn(r, lots), (uint32_t)r->start,
		    (uint32_t)r->gap, winners);
	step = step_of(r, lots);
	return draw_step(&step, winners) == DRAW_STEP_OK;
}

bool
draw_result_start(struct draw_result *result, const struct draw_rules *r, uint32_t lots)
{
	size_t room = (size_t)lots + 1;

	result->numbers = calloc(room, sizeof *result->numbers);
	result->tickets = calloc(room, sizeof *result->tickets);
	result->values =
	    r->numbers == NULL ? calloc(room, sizeof *result->values) : NULL;
	return result->numbers != NULL && result->tickets != NULL &&
	       (result->values != NULL || r->numbers != NULL);
}

void
draw_result_free(struct draw_result *result)
{
	free(result->numbers);
	free(result->tickets);
	free(result->values);
}

bool
draw_rules_run(
    const struct draw_rules *r, struct draw_list *list, struct draw_result *result)
{
	uint32_t lots = draw_list_lots(list), count = drawn(r, lots);
	uint32_t *winners, *holders;
	bool done;

	if (is(r->method, "hash"))
		return hash(r, list, result->numbers, result->values);
	if (r->numbers == NULL && !hash(r, list, result->tickets, result->values))
		return false;
	winners = calloc((size_t)lots + 1, sizeof *winners);
	holders = calloc((size_t)lots + 1, sizeof *holders);
	done = winners != NULL && holders != NULL && walk(r, lots, winners);
	if (done) {
		for (uint32_t lot = 0; lot < lots; lot++)
			holders[result->tickets[lot]] = lot;
		for (uint32_t i = 0; i < count; i++)
			result->numbers[holders[winners[i]]] = i + 1;
	}
	free(winners);
	free(holders);
	return done;
}

static void
write_text(struct writer *json, const char *name, const char *text)
{
	if (text == NULL)
		return;
	writer_name(json, name);
	writer_string(json, text);
}

void
draw_rules_write(const struct draw_rules *r, uint32_t lots, struct writer *json)
{
	write_text(json, "method", r->method);
	if (r->numbers == NULL)
		write_text(json, "round", r->round);
	write_text(json, "numbers", r->numbers);
	if (r->plan != 0) {
		writer_name(json, "plan");
		writer_integer(json, r->plan);
	}
	if (is(r->method, "step") && lots > 0) {
		writer_name(json, "step");
		writer_integer(json, draw_rules_step(r, lots));
	}
	write_text(json, "fallback", r->fallback);
}

static void
write_value(struct writer *w, uint64_t value)
{
	static const char hex[] = "0123456789abcdef";
	char digits[sizeof value * 2];

	for (size_t i = sizeof digits; i-- > 0; value >>= 4)
		digits[i] = hex[value & 0xf];
	writer_name(w, "value");
	writer_string_span(w, (struct span){ digits, sizeof digits });
}

void
draw_result_write(const struct draw_result *result, const struct draw_rules *r,
    uint32_t lots, uint32_t lot, struct writer *json)
{
	writer_open_object(json);
	if (result->numbers[lot] != 0) {
		writer_name(json, "number");
		writer_integer(json, result->numbers[lot]);
	}
	writer_name(json, "of");
	writer_integer(json, lots);
	if (!is(r->method, "hash")) {
		writer_name(json, "ticket");
		writer_integer(json, result->tickets[lot]);
	}
	if (result->values != NULL)
		write_value(json, result->values[lot]);
	writer_close_object(json);
}
