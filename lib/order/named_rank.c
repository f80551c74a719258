#include "order/named_rank.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/json_pointer.h"

void
named_rank_free(struct named_rank *r)
{
	ranking_free(r->ranking);
	sort_key_free(&r->tuple);
	free(r->pools);
}

bool
named_rank_count(struct named_rank *r, const struct ranking_walk *walk)
{
	size_t pool = walk->place.pool;

	if (!array_reserve(&r->pools, &r->pool_room, pool + 1, sizeof *r->pools))
		return false;
	r->pools[pool] = walk->number;
	return true;
}

/* Whether a path with such a mark between its steps goes into rank, and there into as.
 */
static bool
goes_into(const char *path, char mark, const char *as)
{
	static const char rank[] = "rank";
	size_t len = strlen(as);

	path += path[0] == '/';
	if (strncmp(path, rank, strlen(rank)) != 0)
		return false;
	path += strlen(rank);
	if (*path == '\0')
		return true;
	if (*path != mark || strncmp(path + 1, as, len) != 0)
		return false;
	return path[1 + len] == '\0' || path[1 + len] == mark;
}

bool
named_rank_reads(const struct named_rank *r, const char *as)
{
	struct writer pointer = { 0 };
	bool reads;

	json_pointer_name(&pointer, span_of("rank"));
	json_pointer_name(&pointer, span_of(as));
	writer_bytes(&pointer, "", 1);
	reads = writer_failed(&pointer);
	for (size_t i = 0; i < ranking_keys(r->ranking) && !reads; i++) {
		const char *key = ranking_key(r->ranking, i);
		const struct expression *e = ranking_expression(r->ranking, i);

		if (e != NULL)
			reads = expression_reads(e, pointer.text, NULL);
		else
			reads = goes_into(key, key[0] == '/' ? '/' : '.', as);
	}
	writer_free(&pointer);
	return reads;
}

static struct decimal
percentile(const struct ranking_place *place, uint32_t of)
{
	uint64_t here_or_behind = (uint64_t)of - place->ahead;
	struct decimal d = { (int64_t)(here_or_behind * 10000 / of), 2 };

	for (; d.scale > 0 && d.units % 10 == 0; d.scale--)
		d.units /= 10;
	return d;
}

void
named_rank_write(const struct named_rank *r, const struct ranking_place *place,
    uint32_t of, struct writer *json)
{
	writer_open_object(json);
	writer_name(json, "order");
	writer_integer(json, place->order);
	writer_name(json, "of");
	writer_integer(json, of);
	if (r->tie_number) {
		writer_name(json, "tie_number");
		writer_integer(json, place->tie_number);
	}
	if (r->percentile) {
		writer_name(json, "percentile");
		writer_decimal(json, percentile(place, of));
	}
	if (place->order > 1) {
		writer_name(json, "decided_by");
		writer_string(json, ranking_key(r->ranking, place->key));
	}
	writer_close_object(json);
}
