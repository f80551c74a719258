/*
 * admit-rank - give every record its place in a total order
 *
 * Its keys are paths or expressions.  Each record is told its place, how many there
 * are, and the key that separated it from the record just above.  Only keys are held in
 * memory; the records wait in a file.  Nothing is written before every place is known,
 * since a tie that no key breaks is an error: which of two children comes first is for
 * the rules to say.
 */
#include <err.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "order/ranking_load.h"
#include "order/sort_key.h"
#include "order/sorter.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "stream/stream.h"

static struct stream_settings io;
static struct text_list by;
static const char *as, *within;
static bool keep_order;

static const struct setting settings[] = {
	SETTING_TEXT(0, "as", "NAME", &as, "write to rank.NAME (the policy's ENTRY)"),
	SETTING_LIST(
	    0, "by", "KEY", &by, "order by 'EXPR asc' or 'EXPR desc'; then the next"),
	SETTING_FLAG(0, "keep-order", &keep_order, "write in the order of the input"),
	SETTING_TEXT(
	    0, "within", "EXPR", &within, "rank each pool apart, which EXPR tells"),
	STREAM_SETTINGS(&io), SETTING_END
};

static const struct filter filter = {
	.name = "admit-rank",
	.synopsis = "[--keep-order] [-p policy] [-r file] [--as name] [--within expr] "
		    "[--by \"expr [asc | desc]\"] ... [entry] [file ...]",
	.settings = settings,
	.entries = true,
};

enum { SHOWN_TIES = 3 };

/* How many records each pool has, in the order of the pools. */
static uint32_t *pools;
static size_t pool_room;

static struct ranking *
read_keys(void)
{
	if (as == NULL)
		as = settings_entry();
	if (as == NULL)
		settings_fail("as", "the rank needs a name");
	if (by.count == 0)
		settings_fail("by", "at least one key is needed");
	return ranking_load("within", within, "by", &by);
}

/* A field that is missing is a missing key, wherever an expression reads it. */
static void
reject_failed(struct stream *stream, const struct expression *e, const char *key)
{
	struct expression_failure failure = expression_failure(e);
	bool missing = strcmp(failure.code, "no-such-field") == 0;

	stream_reject(stream, missing ? "rank-missing-key" : "rule-error", key,
	    "%s (%s, line %zu, column %zu of the expression)", failure.reason,
	    failure.code, failure.place.line, failure.place.column);
}

/* Keep a record and its keys, or set it aside. */
static void
take(struct stream *stream, struct record *record, struct ranking *ranking,
    struct sorter *sorter, struct sort_key *tuple)
{
	size_t key = 0, number = sorter_count(sorter);
	enum ranking_fault fault;
	const char *name;

	sort_key_reset(tuple);
	fault = ranking_encode(ranking, record, (uint32_t)number, tuple, &key);
	name = ranking_key(ranking, key);
	switch (fault) {
	case RANKING_OK:
		stream_keep(stream, "rank", as);
		if (sorter_add(sorter, tuple->bytes, tuple->len, (uint32_t)number))
			break;
		/* fallthrough */
	case RANKING_NO_MEMORY:
		errx(STATUS_TROUBLE, "no memory for the keys of %zu records",
		    number + 1);
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
		reject_failed(stream, ranking_expression(ranking, key), name);
		break;
	}
}

static void
refuse_mixed_types(struct stream *stream, const struct ranking *ranking)
{
	struct ranking_mix mix;

	if (ranking_mixed(ranking, &mix))
		errx(STATUS_TROUBLE,
		    "rank-mixed-types: %s is %s at %s:%" PRIu64
		    " and %s at %s:%" PRIu64,
		    ranking_key(ranking, mix.key), mix.kinds[0],
		    stream_kept_file(stream, mix.numbers[0]),
		    stream_kept_line(stream, mix.numbers[0]), mix.kinds[1],
		    stream_kept_file(stream, mix.numbers[1]),
		    stream_kept_line(stream, mix.numbers[1]));
}

static void
show_tie(const struct stream *stream, size_t above, size_t number)
{
	warnx("%s:%" PRIu64 ": rank-tie: equal in all keys to %s:%" PRIu64,
	    stream_kept_file(stream, number), stream_kept_line(stream, number),
	    stream_kept_file(stream, above), stream_kept_line(stream, above));
}

/*
 * Walk down the order once: count the pools, refuse ties, and note the numbers of
 * the records in their order, or the place of each record under its number,
 * whichever is not NULL.
 */
static void
survey(struct stream *stream, const struct ranking *ranking, struct sorter *sorter,
    uint32_t *numbers, struct ranking_place *places)
{
	struct sorted item = { 0 };
	struct ranking_place place = { 0 };
	uint32_t above = 0;
	uint64_t ties = 0;

	while (ranking_next(ranking, sorter, &item, &place)) {
		pools = allocate_room(
		    pools, &pool_room, (size_t)place.pool + 1, sizeof *pools);
		pools[place.pool] = place.order;
		if (ranking_is_tie(ranking, &place) && ++ties <= SHOWN_TIES)
			show_tie(stream, above, item.number);
		above = item.number;
		if (numbers != NULL)
			*numbers++ = item.number;
		else
			places[item.number] = place;
	}
	if (ties > 0)
		errx(STATUS_TROUBLE,
		    "rank-tie: no key separates %" PRIu64
		    " of the records from the one above; add a key that does",
		    ties);
}

static void
tell(struct stream *stream, const struct ranking *ranking, struct writer *json,
    size_t number, const struct ranking_place *place)
{
	writer_reset(json);
	writer_open_object(json);
	writer_name(json, "order");
	writer_integer(json, place->order);
	writer_name(json, "of");
	writer_integer(json, pools[place->pool]);
	if (place->order > 1) {
		writer_name(json, "decided_by");
		writer_string(json, ranking_key(ranking, place->key));
	}
	writer_close_object(json);
	if (writer_failed(json))
		errx(STATUS_TROUBLE, "no memory");
	stream_pass_kept(stream, number, (struct span){ json->text, json->len });
}

/* Write in the order of the input: every record's place is held. */
static void
rank_in_place(
    struct stream *stream, const struct ranking *ranking, struct sorter *sorter)
{
	size_t count = sorter_count(sorter);
	struct ranking_place *places = allocate(count, sizeof *places);
	struct writer json = { 0 };

	survey(stream, ranking, sorter, NULL, places);
	for (size_t number = 0; number < count; number++)
		tell(stream, ranking, &json, number, &places[number]);
	writer_free(&json);
	free(places);
}

/* Write in the order of the rank: walk down it a second time. */
static void
rank_in_order(
    struct stream *stream, const struct ranking *ranking, struct sorter *sorter)
{
	uint32_t *numbers = allocate(sorter_count(sorter), sizeof *numbers);
	struct ranking_place place = { 0 };
	struct writer json = { 0 };
	struct sorted item = { 0 };

	survey(stream, ranking, sorter, numbers, NULL);
	stream_arrange_kept(stream, numbers);
	free(numbers);
	sorter_rewind(sorter);
	while (ranking_next(ranking, sorter, &item, &place))
		tell(stream, ranking, &json, item.number, &place);
	writer_free(&json);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct ranking *ranking = read_keys();
	struct sorter *sorter = sorter_new();
	struct sort_key tuple = { 0 };
	struct stream *stream;
	struct record *record;

	if (sorter == NULL)
		errx(STATUS_TROUBLE, "no memory");
	stream = stream_open(files, &io);
	while ((record = stream_next(stream)) != NULL)
		take(stream, record, ranking, sorter, &tuple);
	refuse_mixed_types(stream, ranking);
	sorter_sort(sorter);
	if (keep_order)
		rank_in_place(stream, ranking, sorter);
	else
		rank_in_order(stream, ranking, sorter);
	free(pools);
	sort_key_free(&tuple);
	sorter_free(sorter);
	ranking_free(ranking);
	return stream_close(stream);
}
