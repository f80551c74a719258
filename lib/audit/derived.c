#include "audit/derived.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "order/ranking_load.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/path_load.h"
#include "settings/status.h"

static void
open_ranks(const struct derived *d, struct verification *v)
{
	bool shared;

	for (size_t i = 0; i < d->ranks.count; i++) {
		struct ranking *ranking =
		    ranking_load_entry("rank", d->ranks.items[i], &shared);

		if (!verification_rank(v, d->ranks.items[i], ranking, shared))
			allocate_fail();
	}
}

static const char *
text_of(const json_t *entry, const char *key)
{
	return json_string_value(json_object_get(entry, key));
}

static long
number_of(const json_t *entry, const char *key)
{
	return (long)json_integer_value(json_object_get(entry, key));
}

/* The rules of an entry of the section draw, with the seed of the setting. */
static struct draw_rules *
read_rules(const struct derived *d, const json_t *entry)
{
	struct draw_rules *r = allocate(1, sizeof *r);
	const char *round = text_of(entry, "round");
	struct draw_mistake mistake;

	*r = (struct draw_rules){ .method = text_of(entry, "method"),
		.seed = d->seed != NULL ? d->seed : text_of(entry, "seed"),
		.round = round != NULL ? round : d->draw,
		.numbers = text_of(entry, "numbers"),
		.fallback = text_of(entry, "fallback"),
		.plan = number_of(entry, "plan"),
		.start = number_of(entry, "start"),
		.gap = number_of(entry, "gap"),
		.step = number_of(entry, "step") };
	if (!draw_rules_hold(r, false, &mistake))
		settings_fail(
		    "draw", "\"%s\": %s: %s", d->draw, mistake.setting, mistake.why);
	return r;
}

/* What is wrong with the list ends the program. */
static void
read_list(const struct derived *d, struct draw_audit *a)
{
	struct draw_mistake mistake;
	struct span text;
	size_t line;

	text.at = document_read(d->list, &text.len);
	switch (draw_audit_list(a, text, &line, &mistake)) {
	case DRAW_AUDIT_OK:
		break;
	case DRAW_AUDIT_LINE:
		errx(STATUS_TROUBLE,
		    "%s:%zu: is no line of a list of entrants, or names one again",
		    d->list, line);
	case DRAW_AUDIT_LIST:
		errx(STATUS_TROUBLE, "%s: the list contradicts itself", d->list);
	case DRAW_AUDIT_RULES:
		settings_fail(
		    "draw", "\"%s\": %s: %s", d->draw, mistake.setting, mistake.why);
	case DRAW_AUDIT_NO_MEMORY:
		allocate_fail();
	}
	free((char *)text.at);
}

static void
open_draw(const struct derived *d, struct verification *v)
{
	const json_t *entry = json_object_get(settings_section_of("draw"), d->draw);
	const char *id = text_of(entry, "id"), *name;
	struct draw_audit *a;

	if (entry == NULL)
		settings_fail(
		    "draw", "the policy has no \"%s\" in its section draw", d->draw);
	if (d->list == NULL)
		settings_fail("draw-list", "is missing");
	name = text_of(entry, "as");
	a = draw_audit_new(name != NULL ? name : d->draw, read_rules(d, entry),
	    path_load("draw", id != NULL ? id : "id"));
	if (a != NULL)
		read_list(d, a);
	else
		allocate_fail();
	verification_draw(v, a);
}

void
derived_open(const struct derived *d, struct verification *v, bool listed)
{
	if (d->ranks.count > 0 && !listed)
		settings_fail("rank", "needs --entrants: the list that was ranked");
	if (d->draw != NULL && !listed)
		settings_fail("draw", "needs --entrants: the list with its numbers");
	if (d->draw == NULL && (d->list != NULL || d->seed != NULL))
		settings_fail(d->list != NULL ? "draw-list" : "seed", "needs --draw");
	open_ranks(d, v);
	if (d->draw != NULL)
		open_draw(d, v);
}
