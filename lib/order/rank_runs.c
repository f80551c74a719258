#include <stdlib.h>
#include <string.h>

#include "order/rank_runs.h"
#include "order/ranked.h"
#include "record/writer.h"
#include "settings/allocate.h"

struct named_rank *
rank_runs_add(struct rank_runs *r)
{
	r->items = allocate_room(r->items, &r->room, r->count + 1, sizeof *r->items);
	memset(&r->items[r->count], 0, sizeof *r->items);
	return &r->items[r->count++].rank;
}

void
rank_runs_open(
    struct rank_runs *r, struct stream *stream, size_t memory, bool as_they_came)
{
	struct kept *kept = stream_kept(stream);
	size_t share = memory / (r->count + as_they_came);

	for (size_t i = 0; i < r->count; i++)
		r->items[i].keys = ordered_new(
		    ORDERED_RUN, share, i == 0 && !as_they_came ? kept : NULL);
	r->lines = as_they_came ? ordered_new(share, share, kept) : r->items[0].keys;
}

/* A key that orders records as they came. */
static struct span
arrival(uint32_t number, char bytes[4])
{
	for (int i = 3; i >= 0; i--, number >>= 8)
		bytes[i] = (char)(number & 0xFF);
	return (struct span){ bytes, 4 };
}

void
rank_runs_take(struct rank_runs *r, struct stream *stream, struct record *record)
{
	uint32_t number = ordered_count(r->lines);
	char bytes[4];

	for (size_t i = 0; i < r->count; i++)
		if (!ranked_encode(stream, record, &r->items[i].rank, number))
			return;
	for (size_t i = 1; i < r->count; i++)
		stream_unset(stream, "rank", r->items[i].rank.as);
	stream_keep(stream, "rank", r->items[0].rank.as);
	if (r->lines != r->items[0].keys)
		ordered_add(r->lines, arrival(number, bytes));
	for (size_t i = 0; i < r->count; i++)
		ordered_add(r->items[i].keys, sort_key_tuple(&r->items[i].rank.tuple));
}

static void
find_places(struct rank_runs *r, struct stream *stream)
{
	ordered_close(r->lines);
	for (size_t i = 0; i < r->count; i++) {
		struct rank_run *run = &r->items[i];

		if (run->keys != r->lines) {
			ordered_close(run->keys);
			run->places =
			    allocate(ordered_count(r->lines), sizeof *run->places);
		}
		ranked_survey(stream, &run->rank, run->keys, r->lines, run->places);
	}
}

/* The places of a record as JSON, behind the name of the first rank. */
static struct span
write_places(const struct rank_runs *r, struct writer *json, uint32_t number,
    const struct ranking_place *first)
{
	writer_reset(json);
	for (size_t i = 0; i < r->count; i++) {
		const struct rank_run *run = &r->items[i];
		const struct ranking_place *place =
		    run->places != NULL ? &run->places[number] : first;

		if (i > 0)
			writer_name(json, run->rank.as);
		named_rank_write(&run->rank, place, run->rank.pools[place->pool], json);
	}
	if (writer_failed(json))
		allocate_fail();
	return (struct span){ json->text, json->len };
}

void
rank_runs_write(struct rank_runs *r, struct stream *stream)
{
	struct ranking_walk walk = { 0 };
	struct ordered_item item;
	struct span above = { NULL, 0 };
	struct writer json = { 0 };

	find_places(r, stream);
	ordered_arrange(r->lines);
	while (ordered_next(r->lines, &item)) {
		if (r->items[0].places == NULL)
			ranking_step(r->items[0].rank.ranking, above, item.key, &walk);
		above = item.key;
		stream_pass_line(stream, ordered_line(r->lines),
		    kept_record_edit(item.from),
		    write_places(r, &json, item.number, &walk.place));
	}
	writer_free(&json);
}

void
rank_runs_free(struct rank_runs *r)
{
	if (r->count > 0 && r->lines != r->items[0].keys)
		ordered_free(r->lines);
	for (size_t i = 0; i < r->count; i++) {
		ordered_free(r->items[i].keys);
		named_rank_free(&r->items[i].rank);
		free(r->items[i].places);
	}
	free(r->items);
}
