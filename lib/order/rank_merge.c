#include <err.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "order/rank_merge.h"
#include "order/ranked.h"
#include "record/path.h"
#include "settings/allocate.h"
#include "settings/status.h"
#include "sort/merge.h"

/* A file that is ranked, and its next record. */
struct lane {
	struct sort_key tuple;
	int64_t of; /* how many are in the file, or in the record's pool of it */
	const char *file;
	uint64_t line;
};

struct merging {
	struct stream *stream;
	struct named_rank *rank;
	struct merge *merge;
	struct lane *lanes;
	size_t count;
	struct path *of;
	uint32_t read;

	/* The record that came last. */
	struct sort_key above;
	const char *file;
	uint64_t line;
	struct ranking_walk walk;
	uint64_t of_pool;
	struct writer json;
};

/* The path to what a rank says of the number of records. */
static struct path *
path_of(const char *as)
{
	const struct span names[] = { span_of("rank"), span_of(as), span_of("of") };
	struct path *path = path_of_names(names, 3);

	if (path == NULL)
		allocate_fail();
	return path;
}

static _Noreturn void
refuse(const struct merging *m, const char *code, const char *reason)
{
	errx(STATUS_TROUBLE, "%s:%" PRIu64 ": %s: %s", stream_file(m->stream),
	    stream_line(m->stream), code, reason);
}

static int
compare(const struct sort_key *a, const struct sort_key *b)
{
	int order = memcmp(a->bytes, b->bytes, a->len < b->len ? a->len : b->len);

	return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

static void
swap(struct sort_key *a, struct sort_key *b)
{
	struct sort_key other = *a;

	*a = *b;
	*b = other;
}

/* Read the next record of a lane; its tuple is the head of the lane. */
static void
advance(struct merging *m, size_t number)
{
	struct lane *lane = &m->lanes[number];
	struct ranking_mix mix;
	struct record *record;

	stream_turn(m->stream, number);
	do
		record = stream_next(m->stream);
	while (record != NULL && !ranked_encode(m->stream, record, m->rank, m->read));
	if (record == NULL) {
		merge_set(m->merge, number, (struct span){ NULL, 0 });
		return;
	}
	if (path_integer(m->of, record, &lane->of) != PATH_FOUND || lane->of < 1 ||
	    lane->of > UINT32_MAX)
		refuse(m, "merge-not-ranked", "the record has no such rank yet");
	if (lane->tuple.len > 0 && compare(&lane->tuple, &m->rank->tuple) > 0)
		refuse(m, "merge-not-in-order", "the one above it comes behind it");
	if (ranking_mixed(m->rank->ranking, &mix))
		errx(STATUS_TROUBLE,
		    "rank-mixed-types: %s is %s in one record and %s in another",
		    ranking_key(m->rank->ranking, mix.key), mix.kinds[0], mix.kinds[1]);
	m->read++;
	swap(&lane->tuple, &m->rank->tuple);
	lane->file = stream_file(m->stream);
	lane->line = stream_line(m->stream);
	merge_set(m->merge, number, sort_key_tuple(&lane->tuple));
}

static void
end_pool(const struct merging *m)
{
	if (m->walk.number != m->of_pool)
		errx(STATUS_TROUBLE,
		    "merge-not-whole: the files say that there are %" PRIu64
		    " records, and there are %" PRIu32,
		    m->of_pool, m->walk.number);
}

/* All lanes that have records of the new pool stand at the first one of it. */
static void
begin_pool(struct merging *m, struct span tuple)
{
	m->of_pool = 0;
	for (size_t i = 0; i < m->count; i++) {
		struct span head = merge_head(m->merge, i);

		if (head.at != NULL && ranking_same_pool(m->rank->ranking, head, tuple))
			m->of_pool += (uint64_t)m->lanes[i].of;
	}
	if (m->of_pool > UINT32_MAX)
		errx(STATUS_TROUBLE, "more than %" PRIu32 " records", UINT32_MAX);
}

static void
refuse_tie(const struct merging *m, const struct lane *lane)
{
	if (m->walk.tied && !m->rank->shared)
		errx(STATUS_TROUBLE,
		    "%s:%" PRIu64 ": rank-tie: equal in all keys to %s:%" PRIu64,
		    lane->file, lane->line, m->file, m->line);
}

static void
pass(struct merging *m, size_t number)
{
	struct lane *lane = &m->lanes[number];
	struct span tuple = sort_key_tuple(&lane->tuple),
		    above = sort_key_tuple(&m->above);

	if (above.at == NULL || !ranking_same_pool(m->rank->ranking, above, tuple)) {
		end_pool(m);
		begin_pool(m, tuple);
	}
	ranking_step(m->rank->ranking, above, tuple, &m->walk);
	refuse_tie(m, lane);
	writer_reset(&m->json);
	named_rank_write(m->rank, &m->walk.place, (uint32_t)m->of_pool, &m->json);
	if (writer_failed(&m->json))
		allocate_fail();
	stream_turn(m->stream, number);
	stream_set(
	    m->stream, "rank", m->rank->as, (struct span){ m->json.text, m->json.len });
	stream_pass(m->stream);
	sort_key_copy(&m->above, &lane->tuple);
	m->file = lane->file;
	m->line = lane->line;
}

void
rank_merge(struct stream *stream, size_t lanes, struct named_rank *rank)
{
	struct merging m = { .stream = stream,
		.rank = rank,
		.merge = merge_new(lanes),
		.lanes = allocate(lanes, sizeof *m.lanes),
		.count = lanes,
		.of = path_of(rank->as) };
	size_t least;

	if (m.merge == NULL)
		allocate_fail();
	for (size_t i = 0; i < lanes; i++)
		advance(&m, i);
	while ((least = merge_least(m.merge)) < lanes) {
		pass(&m, least);
		advance(&m, least);
	}
	end_pool(&m);
	for (size_t i = 0; i < lanes; i++)
		sort_key_free(&m.lanes[i].tuple);
	free(m.lanes);
	merge_free(m.merge);
	path_free(m.of);
	sort_key_free(&m.above);
	writer_free(&m.json);
}
