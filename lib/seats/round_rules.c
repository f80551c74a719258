#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "seats/overfill.h"
#include "seats/round_rules.h"
#include "settings/allocate.h"
#include "settings/path_load.h"

const char *
round_rules_required(const char *name, const char *value)
{
	if (value == NULL)
		settings_fail(name, "is missing");
	return value;
}

/* The settings of one mechanism alone. */
static const struct {
	const char *name;
	enum mechanism only;
	bool required; /* there */
	size_t at;     /* in the settings */
} own[] = {
#define OWN(name, member, only, required)                   \
	{                                                   \
		name, MECHANISM_##only, required,           \
		    offsetof(struct round_settings, member) \
	}
	OWN("bands", bands, PARALLEL, true),
	OWN("score", score, TIERED, true),
	OWN("score-lines", score_lines, TIERED, true),
	OWN("leftover", leftover, LEFTOVER, true),
	OWN("agreed", agreed, LEFTOVER, true),
	OWN("holders", holders, DEFERRED, false),
	OWN("lon", lon, LEFTOVER, false),
	OWN("lat", lat, LEFTOVER, false),
};

/* Each mechanism has its own settings, and no other mechanism's. */
static void
check_own(const struct round_settings *s, enum mechanism is)
{
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		const char *value;

		memcpy(&value, (const char *)s + own[i].at, sizeof value);
		if (own[i].only != is && value != NULL)
			settings_fail(
			    own[i].name, "is only for %s", mechanism_name(own[i].only));
		if (own[i].only == is && own[i].required)
			round_rules_required(own[i].name, value);
	}
}

static struct path *
required_path(const char *setting, const char *text)
{
	return path_load(setting, round_rules_required(setting, text));
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
			    "is not a list of numbers from 1, separated by commas");
		sizes = allocate_room(sizes, &room, count + (size_t)1, sizeof *sizes);
		sizes[count++] = (uint32_t)size;
		text = end;
		if (*end == '\0')
			break;
	}
	rules->bands = sizes;
	rules->band_count = count;
}

static void
read_bundles(struct round *r, const struct round_settings *s)
{
	if (s->bundle != NULL) {
		r->bundle_names.name = required_path("bundle", s->bundle);
		r->rules.bundled = true;
		round_rules_required("last-seat", s->last_seat);
		r->rules.bundles_rule = (enum bundles_rule)settings_word("last-seat");
	} else if (s->last_seat != NULL)
		settings_fail("last-seat", "needs --bundle");
}

static void
read_taking_part(struct round *r, const struct round_settings *s)
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
	struct leftover *l = &r->leftover;

	l->rule = (enum leftover_rule)settings_word("leftover");
	if (s->choices != NULL)
		settings_fail("choices",
		    "is not for leftover, which gives any program of the round");
	if (s->lon == NULL && s->lat == NULL && l->rule == LEFTOVER_ORDER)
		return;
	l->lon = required_path("lon", s->lon);
	l->lat = required_path("lat", s->lat);
}

static void
read_mechanism(struct round *r, const struct round_settings *s)
{
	enum mechanism m;
	const char *why;

	round_rules_required("mechanism", s->mechanism);
	m = r->rules.mechanism = (enum mechanism)settings_word("mechanism");
	check_own(s, m);
	if (s->bands != NULL)
		read_choice_bands(&r->rules, s->bands);
	r->bands.score = path_load("score", s->score);
	if (s->score_lines != NULL &&
	    (why = score_bands_read(&r->bands, s->score_lines)) != NULL)
		settings_fail("score-lines", "%s", why);
	if (s->leftover != NULL)
		read_leftover(r, s);
	r->holders.decision = path_load("holders", s->holders);
	r->rules.holders = s->holders != NULL;
}

void
round_rules_read(struct round *r, const struct round_settings *s)
{
	read_mechanism(r, s);
	read_bundles(r, s);
	read_taking_part(r, s);
	if (s->ties != NULL) {
		r->rules.shared = true;
		r->rules.shared_rule = (enum shared_rule)settings_word("ties");
	}
	r->rules.ratio = OVERFILL_NONE;
	if (s->ratio != NULL && !overfill_read(s->ratio, &r->rules.ratio))
		settings_fail("ratio", "is not a number from 1 to 100");
	if (!round_is_leftover(r))
		r->choices = required_path("choices", s->choices);
	r->order = required_path("order", s->order);
}
