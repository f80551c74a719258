#include <stdlib.h>
#include <string.h>

#include "seats/overfill.h"
#include "seats/round_rules.h"
#include "settings/allocate.h"

const char *
round_rules_required(const char *name, const char *value)
{
	if (value == NULL)
		settings_fail(name, "is missing");
	return value;
}

/* A setting that goes with one mechanism, and must be there if that is it. */
static bool
goes_with(const char *name, const char *value, enum mechanism wanted, enum mechanism is)
{
	if (wanted == is)
		round_rules_required(name, value);
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
read_bundles(struct round *r, const struct round_settings *s)
{
	static const char *const last_seat[] = { [BUNDLES_EXPAND] = "expand",
		[BUNDLES_SKIP] = "skip",
		[BUNDLES_REFUSE] = "refuse" };

	if (s->bundle != NULL) {
		r->bundle_names.name = round_path("bundle", s->bundle);
		r->rules.bundled = true;
		r->rules.bundles_rule = (enum bundles_rule)find_word("last-seat",
		    round_rules_required("last-seat", s->last_seat), last_seat, 3);
	} else if (s->last_seat != NULL)
		settings_fail("last-seat", "needs --bundle");
}

static void
read_standing(struct round *r, const struct round_settings *s)
{
	struct expression_error error;
	const char *bad, *why = taking_part_read(&r->taking_part, s->locked, s->agreed,
			     settings_constants(), &bad, &error);

	if (why != NULL)
		settings_fail(bad, "column %zu: %s", error.column, why);
}

static void
read_leftover(struct round *r, const struct round_settings *s)
{
	static const char *const rules[] = {
		[LEFTOVER_ORDER] = "order", [LEFTOVER_DISTANCE] = "distance"
	};
	struct leftover *l = &r->leftover;

	l->rule = (enum leftover_rule)find_word("leftover", s->leftover, rules, 2);
	if (s->choices != NULL)
		settings_fail("choices", "is not for leftover: who takes part takes "
					 "any program of the round");
	if (s->lon == NULL && s->lat == NULL && l->rule == LEFTOVER_ORDER)
		return;
	l->lon = round_path("lon", s->lon);
	l->lat = round_path("lat", s->lat);
}

static void
read_mechanism(struct round *r, const struct round_settings *s)
{
	struct mechanism_rules *rules = &r->rules;
	enum mechanism m =
	    mechanism_find(round_rules_required("mechanism", s->mechanism));
	const char *why;
	bool any;

	rules->mechanism = m;
	if (m == MECHANISMS)
		settings_fail("mechanism", "is not a mechanism; write one of %s",
		    MECHANISM_NAMES(""));
	if (goes_with("bands", s->bands, MECHANISM_PARALLEL, m))
		read_choice_bands(rules, s->bands);
	if (goes_with("score", s->score, MECHANISM_TIERED, m))
		r->bands.score = round_path("score", s->score);
	if (goes_with("score-lines", s->score_lines, MECHANISM_TIERED, m) &&
	    (why = score_bands_read(&r->bands, s->score_lines)) != NULL)
		settings_fail("score-lines", "%s", why);
	any = goes_with("leftover", s->leftover, MECHANISM_LEFTOVER, m);
	goes_with("agreed", s->agreed, MECHANISM_LEFTOVER, m);
	if (any)
		read_leftover(r, s);
	else if (s->lon != NULL || s->lat != NULL)
		settings_fail(s->lon != NULL ? "lon" : "lat", "is only for leftover");
}

void
round_rules_read(struct round *r, const struct round_settings *s)
{
	static const char *const ties[] = {
		[SHARED_ALL] = "all", [SHARED_NONE] = "none"
	};

	read_mechanism(r, s);
	read_bundles(r, s);
	read_standing(r, s);
	if (s->ties != NULL) {
		r->rules.shared = true;
		r->rules.shared_rule =
		    (enum shared_rule)find_word("ties", s->ties, ties, 2);
	}
	r->rules.ratio = OVERFILL_NONE;
	if (s->ratio != NULL && !overfill_read(s->ratio, &r->rules.ratio))
		settings_fail("ratio", "is not a number from 1 to 100");
	if (!round_is_leftover(r))
		r->choices = round_path("choices", s->choices);
	r->order = round_path("order", s->order);
}
