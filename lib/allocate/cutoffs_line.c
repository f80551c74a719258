#include "allocate/cutoffs_line.h"

/* A number, or null. */
static void
write_number(struct writer *w, const char *name, bool is, uint64_t number)
{
	writer_name(w, name);
	if (is)
		writer_integer(w, (int64_t)number);
	else
		writer_null(w);
}

/* The step in which the choice of the last one became final. */
static void
write_step(
    struct writer *w, const struct round *r, uint32_t program, const struct cutoff *c)
{
	bool is = c->last != MARKET_NONE;

	if (r->rules.mechanism == MECHANISM_TIERED)
		write_number(w, "last_score_band", is, (c->key.step >> 32) + 1);
	if (r->rules.mechanism == MECHANISM_PARALLEL)
		write_number(w, "last_choice_band", is, c->key.step + 1);
	if (round_is_by_distance(r))
		write_number(w, "last_metres", is,
		    is ? leftover_metres(&r->leftover, c->last, program) : 0);
}

/* The priority of the last one, where it is not the order of the round. */
static void
write_priority(struct writer *w, const struct round *r, const struct terms *t,
    const struct cutoff *c)
{
	bool is = c->last != MARKET_NONE, guarantee = r->programs->guarantee;
	uint64_t order;
	uint32_t tier;

	if (!r->programs->ranked || round_is_leftover(r))
		return;
	tier = market_tier(terms_tiers(t, guarantee), c->key.priority, &order);
	if (t->tier_count > 0 || guarantee)
		write_number(w, "last_tier", is, tier + (uint64_t)!guarantee);
	if (t->rank != TERMS_NONE)
		write_number(w, "last_own_order", is, order);
}

/* Whether more than the order of the round decides. */
static bool
is_order_not_all(const struct round *r)
{
	enum mechanism m = r->rules.mechanism;

	return m == MECHANISM_IMMEDIATE || m == MECHANISM_TIERED ||
	       m == MECHANISM_PARALLEL || round_is_by_distance(r) ||
	       (r->programs->ranked && !round_is_leftover(r));
}

static void
write_lowest(struct writer *w, const struct round *r, const struct cutoff *c)
{
	char score[DECIMAL_TEXT_SIZE];
	bool is = c->lowest != MARKET_NONE;

	if (is_order_not_all(r))
		write_number(w, "lowest_order", is, c->lowest_order);
	if (r->rules.mechanism != MECHANISM_TIERED)
		return;
	writer_name(w, "lowest_score");
	if (is)
		writer_raw(w, (struct span){ score,
				  decimal_format(r->bands.scores[c->lowest], score) });
	else
		writer_null(w);
}

void
cutoffs_line_write(struct writer *w, const struct round *r, uint32_t program,
    uint32_t group, const struct cutoff *c)
{
	const struct programs *p = r->programs;
	bool whole = group == MARKET_NONE;
	const struct terms *terms =
	    whole ? programs_terms(p, program) : &p->groups->all[group].terms;
	uint64_t over = whole ? cutoffs_over(p, program, c) : 0;

	writer_open_object(w);
	writer_name(w, "program");
	writer_string_span(w, programs_id(p, program));
	writer_name(w, "round");
	writer_string(w, p->round);
	if (!whole) {
		writer_name(w, "group");
		writer_string(w, p->groups->all[group].id);
	}
	write_number(w, whole ? "capacity" : "seats", true,
	    whole ? p->capacity[program] : p->groups->all[group].seats);
	write_number(w, "filled", true, c->filled);
	if (over > 0)
		write_number(w, "over", true, over);
	write_number(w, "last_order", c->last != MARKET_NONE, c->last_order);
	write_number(w, "last_choice",
	    c->last_choice != MARKET_NONE && !round_is_leftover(r),
	    c->last_choice + (uint64_t)1);
	write_step(w, r, program, c);
	write_priority(w, r, terms, c);
	write_lowest(w, r, c);
	writer_close_object(w);
}

void
cutoffs_line_write_all(struct writer *w, const struct round *r, uint32_t program,
    const struct cutoff *cutoff, const struct cutoff *groups)
{
	const struct programs *p = r->programs;
	uint32_t end = p->groups->first[program + 1];

	if (!p->offered[program])
		return;
	cutoffs_line_write(w, r, program, MARKET_NONE, cutoff);
	writer_bytes(w, "\n", 1);
	for (uint32_t g = p->groups->first[program]; g < end; g++) {
		if (!p->groups->all[g].offered)
			continue;
		cutoffs_line_write(w, r, program, g, &groups[g]);
		writer_bytes(w, "\n", 1);
	}
}
