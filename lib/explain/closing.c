#include "explain/closing.h"

#include <stdlib.h>

/*
 * What was told of a program or group last.  Most who are refused there are told the
 * same but for their own value, so the text is kept, and copied for the next one.
 */
struct told {
	struct needed needed;
	size_t key;         /* the one that decided; NONE: that is not told */
	struct writer text; /* no text: nothing was told yet */
	size_t own;         /* where the own value comes in the text; at most its end */
	bool or_equal;      /* "equal" or "better" comes behind it */

	struct writer last; /* what the last one has in the keys; empty: not read yet */
};

static const size_t NONE = SIZE_MAX;

static size_t
count_of(const struct explained_round *r)
{
	return r->market.programs + (size_t)1 + market_groups(&r->market);
}

void
closings_free(struct closings *all, const struct explained_round *r)
{
	for (size_t i = 0; all->all != NULL && i < count_of(r); i++) {
		writer_free(&all->all[i].last);
		writer_free(&all->all[i].text);
	}
	free(all->all);
	late_record_free(&all->last);
}

/* What was told of the program or group; NULL if memory ran out. */
static struct told *
find_told(struct closings *all, const struct closing *c)
{
	size_t at = c->group == MARKET_NONE
			? c->program
			: c->round->market.programs + (size_t)1 + c->group;

	if (all->all == NULL)
		all->all = calloc(count_of(c->round), sizeof *all->all);
	return all->all != NULL ? &all->all[at] : NULL;
}

/* What the last one has in the keys, which is read once.  False if memory ran out. */
static bool
read_last(struct closings *all, const struct closing *c, struct told *told)
{
	struct record *record;

	if (told->last.len > 0)
		return true;
	late_record_turn(&all->last, c->round->kept[c->cutoff->last]);
	record = late_record_read(&all->last);
	return record != NULL && standing_write(c->keys, record, &told->last);
}

static struct standing
standing_of_last(const struct told *told)
{
	const char *at = told->last.text;

	return standing_take(&at);
}

static const struct terms *
terms_of(const struct closing *c)
{
	const struct programs *p = c->round->round->programs;

	return c->group != MARKET_NONE ? &p->groups->all[c->group].terms
				       : programs_terms(p, c->program);
}

/* Whether all priorities are places in one order. */
static bool
is_place(const struct closing *c)
{
	return round_is_leftover(c->round->round) || !c->round->market.ranked;
}

/* A priority as people know it: a place, or a tier and the place in it, or metres. */
static void
write_priority(const struct closing *c, uint64_t priority, struct writer *w)
{
	const struct terms *terms = terms_of(c);
	bool guarantee = c->round->round->programs->guarantee;
	uint64_t order = priority;
	uint32_t tier;

	if (is_place(c)) {
		writer_member_integer(w, "order", (int64_t)priority);
		return;
	}
	tier = market_tier(terms_tiers(terms, guarantee), priority, &order);
	if (terms->tier_count > 0 || guarantee)
		writer_member_integer(
		    w, "tier", (int64_t)(tier + (uint64_t)!guarantee));
	if (terms->rank != TERMS_NONE)
		writer_member_integer(w, "own_order", (int64_t)order);
	else
		writer_member_integer(w, "order", (int64_t)order);
}

static void
write_cutoff(const struct closing *c, struct writer *w)
{
	const struct cutoff *cutoff = c->cutoff;

	if (cutoff->last == MARKET_NONE) {
		writer_text(w, ",\"cutoff\":null");
		return;
	}
	writer_text(w, ",\"cutoff\":{");
	if (c->round->market.ranked)
		write_priority(c, cutoff->key.priority, w);
	else
		writer_member_integer(w, "order", (int64_t)cutoff->last_order);
	if (cutoff->last_choice != MARKET_NONE && !round_is_leftover(c->round->round))
		writer_member_integer(
		    w, "choice", (int64_t)(cutoff->last_choice + (uint64_t)1));
	if (c->round->round->rules.mechanism == MECHANISM_TIERED)
		writer_member_integer(
		    w, "score_band", (int64_t)((cutoff->key.step >> 32) + 1));
	writer_close_object(w);
}

/*
 * The first key in which the applicant and the last one differ, or NONE if it is not
 * known, or if there is not one order for all.  False if memory ran out.
 */
static bool
find_key(struct closings *all, const struct closing *c, struct told *told, size_t *key)
{
	struct standing last;

	*key = NONE;
	if (c->cutoff->last == MARKET_NONE || c->keys == NULL ||
	    c->keys->own.at == NULL || c->round->market.ranked)
		return true;
	if (!read_last(all, c, told))
		return false;
	last = standing_of_last(told);
	if (last.at != NULL)
		*key = standing_decided_by(c->keys, c->keys->own, last);
	if (*key == c->keys->count)
		*key = NONE;
	return true;
}

/* The value of the last one in the key, as JSON; at == NULL: it is not told. */
static struct span
value_of_last(const struct closing *c, const struct told *told)
{
	static const struct span untold = { NULL, 0 };
	struct span value;

	if (told->key == NONE || (told->key + 1 == c->keys->count && told->key > 0))
		return untold;
	value = standing_value(c->keys, standing_of_last(told), told->key);
	return value.at[0] != '"' ? value : untold;
}

static void
write_decided_by(const struct closing *c, struct told *told, struct span last)
{
	struct writer *w = &told->text;

	writer_text(w, ",\"decided_by\":{\"key\":");
	writer_quoted(w, span_of(standing_key(c->keys, told->key)));
	writer_text(w, ",\"own\":");
	told->own = w->len;
	if (last.at != NULL) {
		writer_text(w, ",\"last\":");
		writer_bytes(w, last.at, last.len);
	}
	writer_close_object(w);
}

/* Up to the word behind "or", if there is one. */
static void
write_needed(const struct closing *c, struct told *told, struct span last)
{
	const struct needed *n = &c->needed;
	struct writer *w = &told->text;

	writer_text(w, ",\"needed\":{");
	if (n->band > 0)
		writer_member_integer(w, "score_band", n->band);
	if (n->choice > 0)
		writer_member_integer(w, "choice", n->choice);
	if (n->before != UINT64_MAX) {
		writer_name(w, "before");
		writer_open_object(w);
		write_priority(c, n->before, w);
		writer_close_object(w);
	}
	told->or_equal = n->before != UINT64_MAX && last.at != NULL;
	if (told->or_equal) {
		writer_text(w, ",\"key\":");
		writer_quoted(w, span_of(standing_key(c->keys, told->key)));
		writer_text(w, ",\"value\":");
		writer_bytes(w, last.at, last.len);
		writer_text(w, ",\"or\":");
	} else {
		writer_close_object(w);
	}
}

static bool
same_needed(const struct needed *a, const struct needed *b)
{
	return a->known == b->known && a->before == b->before &&
	       a->choice == b->choice && a->band == b->band;
}

/* Write what is told, but for what is the applicant's own; false if memory ran out. */
static bool
tell(const struct closing *c, size_t key, struct told *told)
{
	struct span last;

	if (told->text.len > 0 && told->key == key &&
	    same_needed(&told->needed, &c->needed))
		return true;
	told->key = key;
	told->needed = c->needed;
	told->or_equal = false;
	last = value_of_last(c, told);
	writer_reset(&told->text);
	write_cutoff(c, &told->text);
	if (key != NONE)
		write_decided_by(c, told, last);
	if (c->needed.known)
		write_needed(c, told, last);
	return !writer_failed(&told->text);
}

bool
closings_write(struct closings *all, const struct closing *c, struct writer *w)
{
	struct told *told = find_told(all, c);
	const char *text;
	size_t key;

	if (told == NULL || !find_key(all, c, told, &key) || !tell(c, key, told))
		return false;
	text = told->text.text;
	if (key == NONE) {
		writer_bytes(w, text, told->text.len);
	} else {
		struct span own = standing_value(c->keys, c->keys->own, key);

		writer_bytes(w, text, told->own);
		writer_bytes(w, own.at, own.len);
		writer_bytes(w, text + told->own, told->text.len - told->own);
	}
	if (!told->or_equal)
		return true;
	if (standing_equal_is_enough(
		c->keys, c->keys->own, standing_of_last(told), key))
		writer_text(w, "\"equal\"}");
	else
		writer_text(w, "\"better\"}");
	return true;
}
