#include "identity/dedup_costs.h"

#include <err.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "settings/allocate.h"
#include "settings/status.h"

static void
print(struct stream *stream, struct writer *w)
{
	writer_bytes(w, "\n", 1);
	if (writer_failed(w))
		allocate_fail();
	stream_print(stream, w->text, w->len);
	writer_reset(w);
}

static struct blocking_cost
cost_of(struct dedup_records *records, size_t key)
{
	struct blocking_cost cost;

	if (!blocking_cost(records->blocking, key, &cost))
		allocate_fail();
	return cost;
}

static void
write_count(struct writer *w, const char *name, uint64_t count)
{
	writer_name(w, name);
	writer_integer(w, (int64_t)count);
}

void
dedup_costs_print(struct stream *stream, struct dedup_records *records,
    const struct match_rules *match)
{
	struct writer w = { 0 };

	for (size_t i = 0; i < match->blocks.count; i++) {
		struct blocking_cost cost = cost_of(records, i);

		writer_open_object(&w);
		writer_name(&w, "block");
		writer_string(&w, key_text_name(match->blocks.items[i]));
		write_count(&w, "records", cost.records);
		write_count(&w, "blocks", cost.blocks);
		write_count(&w, "largest", cost.largest);
		write_count(&w, "pairs", cost.pairs);
		writer_close_object(&w);
		print(stream, &w);
	}
	writer_free(&w);
}

uint64_t
dedup_costs_check(struct dedup_records *records, const struct match_rules *match)
{
	uint64_t pairs = 0, most = 0;
	size_t worst = 0;

	for (size_t i = 0; i < match->blocks.count; i++) {
		struct blocking_cost cost = cost_of(records, i);

		pairs += cost.pairs;
		if (cost.pairs > most) {
			most = cost.pairs;
			worst = i;
		}
	}
	if (pairs > match->max_pairs)
		errx(STATUS_TROUBLE,
		    "the blocks have %" PRIu64 " pairs, more than max-pairs (%" PRIu64
		    "): most of them, %" PRIu64 ", by \"%s\"; see --blocks",
		    pairs, match->max_pairs, most,
		    key_text_name(match->blocks.items[worst]));
	return pairs;
}

/* A member of the policy as it stands there. */
static void
write_copy(struct writer *w, const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);
	char *text;

	if (value == NULL)
		return;
	text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
	if (text == NULL) {
		allocate_fail();
	} else {
		writer_name(w, name);
		writer_raw(w, (struct span){ text, strlen(text) });
		free(text);
	}
}

/* A number of units of 10^-places as a decimal. */
static void
write_units(struct writer *w, int64_t units, uint8_t places)
{
	struct decimal d = { units, places };

	while (d.scale > 0 && d.units % 10 == 0) {
		d.units /= 10;
		d.scale--;
	}
	writer_decimal(w, d);
}

static void
write_chances(struct writer *w, const char *name, const uint64_t *chances, size_t count)
{
	writer_name(w, name);
	writer_open_array(w);
	for (size_t i = 0; i < count; i++)
		write_units(w, (int64_t)chances[i], 12);
	writer_close_array(w);
}

void
dedup_costs_print_estimate(
    struct stream *stream, const struct match_rules *match, const json_t *json)
{
	const json_t *compare = json_object_get(json, "compare"), *item;
	const struct model *model = &match->model;
	struct writer w = { 0 };
	size_t i;

	writer_open_object(&w);
	writer_name(&w, "dedup");
	writer_open_object(&w);
	writer_name(&w, "match");
	writer_open_object(&w);
	write_copy(&w, json, "blocks");
	writer_name(&w, "compare");
	writer_open_array(&w);
	json_array_foreach(compare, i, item)
	{
		writer_open_object(&w);
		write_copy(&w, item, "of");
		write_copy(&w, item, "name");
		write_copy(&w, item, "levels");
		write_copy(&w, item, "frequency");
		write_chances(&w, "m", model->m[i], model->levels[i]);
		write_chances(&w, "u", model->u[i], model->levels[i]);
		writer_close_object(&w);
	}
	writer_close_array(&w);
	writer_name(&w, "prior");
	write_units(&w, (int64_t)model->prior, 12);
	writer_name(&w, "match");
	write_units(&w, match->match, 3);
	writer_name(&w, "review");
	write_units(&w, match->review, 3);
	writer_name(&w, "chain");
	write_units(&w, match->chain, 3);
	write_count(&w, "max-pairs", match->max_pairs);
	writer_close_object(&w);
	writer_close_object(&w);
	writer_close_object(&w);
	print(stream, &w);
	writer_free(&w);
}
