/*
 * admit-rank - give every record its place in a total order
 *
 * Its keys are paths or expressions.  Each record is told its place, how many there
 * are, and the key that separated it from the record just above.  Records wait where
 * they are, or in memory or on disk.  Nothing is written before every place is known,
 * since a tie that no key breaks is an error: which of two children comes first is for
 * the rules to say.
 */
#include <string.h>

#include "order/rank_merge.h"
#include "order/rank_runs.h"
#include "order/ranking_load.h"
#include "settings/memory_size.h"
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

static struct rank_runs runs;

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
	struct named_rank *r = rank_runs_add(&runs);

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
	for (size_t i = 0; i + 1 < runs.count; i++)
		check_apart(r, &runs.items[i].rank);
}

static struct stream *
rank(char *const files[])
{
	struct stream *stream = stream_open(files, &io);
	struct record *record;

	stream_fold(stream);
	rank_runs_open(&runs, stream, memory_size_read("memory", memory), keep_order);
	while ((record = stream_next(stream)) != NULL)
		rank_runs_take(&runs, stream, record);
	rank_runs_write(&runs, stream);
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
	if (runs.count > 1 || keep_order)
		settings_fail("merge", "gives one rank, in its order");
	stream = stream_open_lanes(files, &io);
	stream_fold(stream);
	rank_merge(stream, count, &runs.items[0].rank);
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
	rank_runs_free(&runs);
	return stream_close(stream);
}
