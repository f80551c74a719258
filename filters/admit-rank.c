/*
 * admit-rank - give every record its place in a total order
 *
 * Its keys are paths or expressions.  Each record is told its place, how many there
 * are, and the key that separated it from the record just above.  Only keys are held in
 * memory; the records wait on disk.  Nothing is written before every place is known,
 * since a tie that no key breaks is an error: which of two children comes first is for
 * the rules to say.
 */
#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "kept/ordered.h"
#include "order/named_rank.h"
#include "order/rank_merge.h"
#include "order/ranked.h"
#include "order/ranking_load.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/memory.h"
#include "stream/stream.h"

static struct stream_settings io;
static struct text_list by;
static const char *as, *within, *shared, *memory;
static bool keep_order, merge, percentile, tie_number;

static const struct setting settings[] = {
	SETTING_TEXT(0, "as", "NAME", &as, "write to rank.NAME (the policy's ENTRY)"),
	SETTING_LIST(0, "by", "KEY", &by,
	    "order by 'EXPR [asc | desc] [missing first | missing last]'; then the "
	    "next"),
	SETTING_FLAG(0, "keep-order", &keep_order, "write in the order of the input"),
	SETTING_OPTION(0, SETTING_KIND_TEXT, "memory", "SIZE", &memory,
	    "hold no more in memory, 64M say (a quarter of the machine)"),
	SETTING_OPTION(0, SETTING_KIND_FLAG, "merge", NULL, &merge,
	    "make one of files that were ranked each by itself"),
	SETTING_FLAG(
	    0, "percentile", &percentile, "tell how many in a hundred are not better"),
	SETTING_WORD(0, "shared", "NUMBERING", &shared,
	    "equal records share a place, numbered 1 2 2 4 or 1 2 2 3", "standard",
	    "dense"),
	SETTING_FLAG(0, "tie-number", &tie_number,
	    "tell the place among those equal in the first key"),
	SETTING_TEXT(
	    0, "within", "EXPR", &within, "rank each pool apart, which EXPR tells"),
	STREAM_SETTINGS(&io), SETTING_END
};

static const struct filter filter = {
	.name = "admit-rank",
	.synopsis = "[--keep-order] [--merge] [-p policy] [-r file] [--as name] "
		    "[--memory size] [--percentile] [--shared standard | dense] "
		    "[--tie-number] [--within expr] "
		    "[--by \"expr [asc | desc] [missing first | missing last]\"] ... "
		    "[entry[,entry ...]] [file ...]",
	.settings = settings,
	.entries = true,
	.several = true,
};

/* A rank of this run. */
struct run {
	struct named_rank rank;
	struct ordered *keys;
	struct ranking_place
	    *places; /* of each record; NULL: they leave in this order */
};

static struct run *runs;
static size_t run_count, run_room;

/* Ranks of one run see the records as they came, so none may build on another. */
static void
check_apart(const struct named_rank *one, const struct named_rank *other)
{
	if (strcmp(one->as, other->as) == 0)
		settings_fail("as", "another rank of this run has this name");
	if (named_rank_reads(one, other->as) || named_rank_reads(other, one->as))
		settings_fail(
		    "by", "this run writes what is read there; make two runs of it");
}

static void
read_rank(void)
{
	struct named_rank *r;

	runs = allocate_room(runs, &run_room, run_count + 1, sizeof *runs);
	memset(&runs[run_count], 0, sizeof *runs);
	r = &runs[run_count++].rank;
	r->as = as != NULL ? as : settings_entry();
	if (r->as == NULL)
		settings_fail("as", "the rank needs a name");
	if (by.count == 0)
		settings_fail("by", "at least one key is needed");
	r->ranking = ranking_load("within", within, "by", &by);
	r->shared = shared != NULL;
	r->tie_number = tie_number;
	r->percentile = percentile;
	if (shared != NULL)
		ranking_share(r->ranking,
		    settings_word("shared") == 0 ? RANKING_STANDARD : RANKING_DENSE);
	for (size_t i = 0; i + 1 < run_count; i++)
		check_apart(r, &runs[i].rank);
}

/* A key that orders records as they came. */
static struct span
arrival(uint32_t number, char bytes[4])
{
	for (int i = 3; i >= 0; i--, number >>= 8)
		bytes[i] = (char)(number & 0xFF);
	return (struct span){ bytes, 4 };
}

/* Keep a record and its keys, or set it aside. */
static void
take(struct stream *stream, struct record *record, struct ordered *lines)
{
	uint32_t number = ordered_count(lines);
	char bytes[4];

	for (size_t i = 0; i < run_count; i++)
		if (!ranked_encode(stream, record, &runs[i].rank, number))
			return;
	for (size_t i = 1; i < run_count; i++)
		stream_unset(stream, "rank", runs[i].rank.as);
	stream_keep(stream, "rank", runs[0].rank.as);
	if (lines != runs[0].keys)
		ordered_add(lines, arrival(number, bytes));
	for (size_t i = 0; i < run_count; i++)
		ordered_add(runs[i].keys, sort_key_tuple(&runs[i].rank.tuple));
}

/* Records leave in the order of lines: of the first rank, or as they came. */
static void
find_places(struct stream *stream, struct ordered *lines)
{
	ordered_close(lines);
	for (size_t i = 0; i < run_count; i++) {
		struct run *run = &runs[i];

		if (run->keys != lines) {
			ordered_close(run->keys);
			run->places =
			    allocate(ordered_count(lines), sizeof *run->places);
		}
		ranked_survey(stream, &run->rank, run->keys, lines, run->places);
	}
}

/* The places of a record, behind the name of the first rank. */
static struct span
tell(struct writer *json, uint32_t number, const struct ranking_place *first)
{
	writer_reset(json);
	for (size_t i = 0; i < run_count; i++) {
		const struct named_rank *r = &runs[i].rank;
		const struct ranking_place *place =
		    runs[i].places != NULL ? &runs[i].places[number] : first;

		if (i > 0)
			writer_name(json, r->as);
		named_rank_write(r, place, r->pools[place->pool], json);
	}
	if (writer_failed(json))
		allocate_fail();
	return (struct span){ json->text, json->len };
}

static void
write_all(struct stream *stream, struct ordered *lines)
{
	struct ranking_walk walk = { 0 };
	struct ordered_item item;
	struct span above = { NULL, 0 };
	struct writer json = { 0 };

	ordered_arrange(lines);
	while (ordered_next(lines, &item)) {
		if (runs[0].places == NULL)
			ranking_step(runs[0].rank.ranking, above, item.key, &walk);
		above = item.key;
		stream_pass_line(stream, ordered_line(lines), item.from->edit,
		    tell(&json, item.number, &walk.place));
	}
	writer_free(&json);
}

static struct stream *
rank(char *const files[])
{
	struct stream *stream = stream_open(files, &io);
	struct kept *kept = stream_kept(stream);
	size_t share = memory_read("memory", memory) / (run_count + keep_order);
	struct ordered *lines = keep_order ? ordered_new(share, share, kept) : NULL;
	struct record *record;

	for (size_t i = 0; i < run_count; i++)
		runs[i].keys = ordered_new(
		    ORDERED_RUN, share, i == 0 && lines == NULL ? kept : NULL);
	if (lines == NULL)
		lines = runs[0].keys;
	while ((record = stream_next(stream)) != NULL)
		take(stream, record, lines);
	find_places(stream, lines);
	write_all(stream, lines);
	if (keep_order)
		ordered_free(lines);
	return stream;
}

static struct stream *
merge_files(char *const files[])
{
	struct stream *stream;
	size_t count = 0;

	while (files[count] != NULL)
		count++;
	if (count == 0)
		settings_fail("merge", "which files?");
	if (run_count > 1 || keep_order)
		settings_fail("merge", "gives one rank, in its order");
	stream = stream_open_lanes(files, &io);
	rank_merge(stream, count, &runs[0].rank);
	return stream;
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct stream *stream;

	do
		read_rank();
	while (settings_next_entry());
	stream = merge ? merge_files(files) : rank(files);
	for (size_t i = 0; i < run_count; i++) {
		ordered_free(runs[i].keys);
		named_rank_free(&runs[i].rank);
		free(runs[i].places);
	}
	free(runs);
	return stream_close(stream);
}
