#include <err.h>
#include <inttypes.h>
#include <string.h>

#include "order/ranked.h"
#include "settings/allocate.h"
#include "settings/status.h"

enum { SHOWN_TIES = 3 };

/* A field that is missing is a missing key, wherever an expression reads it. */
static void
reject_failed(struct stream *stream, struct expression *e, const char *key)
{
	bool missing = strcmp(expression_failure(e).code, "no-such-field") == 0;

	stream_reject(stream, missing ? "rank-missing-key" : "rule-error", key, "%s",
	    expression_failure_text(e));
}

bool
ranked_encode(struct stream *stream, struct record *record, struct named_rank *rank,
    uint32_t number)
{
	enum ranking_fault fault;
	const char *name;
	size_t key = 0;

	sort_key_reset(&rank->tuple);
	fault = ranking_encode(rank->ranking, record, number, &rank->tuple, &key);
	name = ranking_key(rank->ranking, key);
	switch (fault) {
	case RANKING_OK:
		return true;
	case RANKING_NO_MEMORY:
		allocate_fail();
	case RANKING_MISSING:
		stream_reject(
		    stream, "rank-missing-key", name, "there is nothing at %s", name);
		break;
	case RANKING_WRONG:
		stream_reject(stream, "rank-bad-key", name,
		    "%s is neither a number, a text nor a boolean", name);
		break;
	case RANKING_RANGE:
		stream_reject(stream, "rank-number-range", name,
		    "the number at %s has too many digits", name);
		break;
	case RANKING_FAILED:
		reject_failed(stream, ranking_expression(rank->ranking, key), name);
		break;
	}
	return false;
}

/* Two records, by their numbers, and where they come from. */
struct pair {
	uint32_t numbers[2];
	char *from[2];
};

/* A walk through all of them: there is an error to be explained, and time for it. */
static void
find_sources(
    struct stream *stream, struct ordered *lines, struct pair pairs[], size_t count)
{
	struct ordered_item item;

	ordered_arrange(lines);
	while (ordered_next(lines, &item))
		for (size_t i = 0; i < count; i++)
			for (size_t k = 0; k < 2; k++)
				if (pairs[i].numbers[k] == item.number)
					pairs[i].from[k] = stream_origin_of(
					    stream, item.from, ordered_line(lines));
}

static void
refuse_mixed_types(
    struct stream *stream, const struct ranking *ranking, struct ordered *lines)
{
	struct ranking_mix mix;
	struct pair pair;

	if (!ranking_mixed(ranking, &mix))
		return;
	memcpy(pair.numbers, mix.numbers, sizeof pair.numbers);
	find_sources(stream, lines, &pair, 1);
	errx(STATUS_TROUBLE, "rank-mixed-types: %s is %s at %s and %s at %s",
	    ranking_key(ranking, mix.key), mix.kinds[0], pair.from[0], mix.kinds[1],
	    pair.from[1]);
}

static _Noreturn void
refuse_ties(
    struct stream *stream, struct ordered *lines, struct pair shown[], uint64_t ties)
{
	size_t count = ties < SHOWN_TIES ? (size_t)ties : SHOWN_TIES;

	find_sources(stream, lines, shown, count);
	for (size_t i = 0; i < count; i++)
		warnx("%s: rank-tie: equal in all keys to %s", shown[i].from[1],
		    shown[i].from[0]);
	errx(STATUS_TROUBLE,
	    "rank-tie: no key separates %" PRIu64
	    " of the records from the one above; add a key that does",
	    ties);
}

void
ranked_survey(struct stream *stream, struct named_rank *rank, struct ordered *keys,
    struct ordered *lines, struct ranking_place *places)
{
	struct ranking_walk walk = { 0 };
	struct ordered_item item = { 0 };
	struct pair shown[SHOWN_TIES];
	struct span above = { NULL, 0 };
	uint32_t number_above = 0;
	uint64_t ties = 0;

	refuse_mixed_types(stream, rank->ranking, lines);
	ordered_rewind(keys);
	while (ordered_next(keys, &item)) {
		ranking_step(rank->ranking, above, item.key, &walk);
		if (!named_rank_count(rank, &walk))
			allocate_fail();
		if (walk.tied && !rank->shared && ties++ < SHOWN_TIES) {
			shown[ties - 1].numbers[0] = number_above;
			shown[ties - 1].numbers[1] = item.number;
		}
		if (places != NULL)
			places[item.number] = walk.place;
		above = item.key;
		number_above = item.number;
	}
	if (ties > 0)
		refuse_ties(stream, lines, shown, ties);
}
