#include "order/tally.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/json_pointer.h"
#include "record/path.h"
#include "sort/sorter.h"
#include "text/numbering.h"

/*
 * A group has a number, by its tuple (sort_key.h).  Under that number are its
 * count and where the beginning of its object ends in starts.
 */
struct group {
	uint64_t count;
	size_t end;
};

struct tally {
	bool places, pooled;
	struct ranking *ranking;
	struct measures *measures;
	struct path **paths; /* of the keys, the pool first */
	size_t keys, path_room;
	struct sort_key tuple;
	struct numbering *tuples;
	struct group *groups;
	size_t room;
	struct writer start, starts;
	struct sorter *sorter;
	struct sorted item; /* where tally_next() stands */
	struct ranking_walk walk;
	uint64_t cumulated;
};

struct tally *
tally_new(bool places)
{
	struct tally *t = calloc(1, sizeof *t);

	if (t == NULL)
		return NULL;
	t->places = places;
	t->ranking = ranking_new();
	t->measures = measures_new();
	t->tuples = numbering_new();
	t->sorter = sorter_new();
	if (t->ranking == NULL || t->measures == NULL || t->tuples == NULL ||
	    t->sorter == NULL) {
		tally_free(t);
		return NULL;
	}
	return t;
}

void
tally_free(struct tally *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->keys; i++)
		path_free(t->paths[i]);
	free(t->paths);
	ranking_free(t->ranking);
	measures_free(t->measures);
	sort_key_free(&t->tuple);
	numbering_free(t->tuples);
	free(t->groups);
	writer_free(&t->start);
	writer_free(&t->starts);
	sorter_free(t->sorter);
	free(t);
}

/* The path of the key that the ranking has just taken. */
static bool
add_path(struct tally *t, const char **why)
{
	const char *text = ranking_key(t->ranking, t->keys);

	*why = "no memory";
	if (!array_reserve(&t->paths, &t->path_room, t->keys + 1, sizeof *t->paths) ||
	    (t->paths[t->keys] = path_new(text, why)) == NULL)
		return false;
	t->keys++;
	for (size_t i = t->pooled; i < t->keys - 1; i++) {
		*why = "it is there already";
		if (strcmp(text, path_text(t->paths[i])) == 0)
			return false;
	}
	return true;
}

struct path *
tally_path(const struct tally *t, size_t key)
{
	return ranking_path(t->ranking, key);
}

bool
tally_add_pool(struct tally *t, const char *path, const char **why)
{
	t->pooled = true;
	return ranking_add_pool(t->ranking, path, why) && add_path(t, why);
}

bool
tally_add_key(struct tally *t, const char *key, const char **why)
{
	struct ranking_order order;
	size_t len = ranking_read_order(key, &order);

	*why = "only what is there is counted";
	if (order.missing != RANKING_REFUSED)
		return false;
	*why = "places are counted by one score";
	if (t->places && t->keys > t->pooled)
		return false;
	/* The best score is the highest, if nothing else is said. */
	if (t->places && !order.stated)
		order.descending = true;
	return ranking_add_path(t->ranking, key, len, order, why) && add_path(t, why);
}

static void
write_value(struct writer *json, struct path *path, struct record *record)
{
	const struct value *value = path_find(path, record);
	struct span raw = record_raw(record, value);
	struct decimal decimal;

	if (value->type == VALUE_NUMBER && decimal_parse(raw.at, raw.len, &decimal))
		writer_decimal(json, decimal);
	else if (value->type == VALUE_STRING)
		writer_string_span(json, record_text(record, value));
	else
		writer_raw(json, raw);
}

/* How the object of a new group begins. */
static bool
start_group(struct tally *t, struct record *record, uint32_t number)
{
	if (!array_reserve(&t->groups, &t->room, (size_t)number + 1, sizeof *t->groups))
		return false;
	writer_reset(&t->start);
	writer_open_object(&t->start);
	if (t->pooled) {
		writer_name(&t->start, "pool");
		write_value(&t->start, t->paths[0], record);
	}
	writer_name(&t->start, t->places ? "score" : "by");
	if (!t->places)
		writer_open_object(&t->start);
	for (size_t i = t->pooled; i < t->keys; i++) {
		if (!t->places)
			writer_name(&t->start, path_text(t->paths[i]));
		write_value(&t->start, t->paths[i], record);
	}
	if (!t->places)
		writer_close_object(&t->start);
	writer_bytes(&t->starts, t->start.text, t->start.len);
	t->groups[number] = (struct group){ .end = t->starts.len };
	return !writer_failed(&t->start) && !writer_failed(&t->starts);
}

struct measures *
tally_measures(struct tally *t)
{
	return t->measures;
}

/* Whether the score of a table of places is there, and no number. */
static bool
is_no_score(const struct tally *t, struct record *record)
{
	const struct value *value = path_find(t->paths[t->keys - 1], record);

	return value != NULL && value->type != VALUE_NUMBER &&
	       value->type != VALUE_NULL;
}

enum ranking_fault
tally_count(struct tally *t, struct record *record, const char **key)
{
	size_t at = t->keys > 0 ? t->keys - 1 : 0;
	enum ranking_fault fault = RANKING_WRONG;
	uint32_t number;
	bool known;

	sort_key_reset(&t->tuple);
	if (!t->places || !is_no_score(t, record))
		fault = ranking_encode(t->ranking, record, 0, &t->tuple, &at);
	if (fault != RANKING_OK) {
		*key = t->keys > 0 ? path_text(t->paths[at]) : NULL;
		return fault;
	}
	fault = measures_read(t->measures, record, key);
	if (fault != RANKING_OK)
		return fault;
	/* Without keys there are no bytes: all records are one group. */
	number = numbering_add(
	    t->tuples, t->keys > 0 ? sort_key_tuple(&t->tuple) : span_of(""), &known);
	if (number == NUMBERING_NONE || (!known && !start_group(t, record, number)))
		return RANKING_NO_MEMORY;
	t->groups[number].count++;
	*key = NULL;
	return measures_count(t->measures, number);
}

bool
tally_close(struct tally *t)
{
	for (uint32_t number = 0; number < numbering_count(t->tuples); number++) {
		struct span tuple = numbering_text(t->tuples, number);

		if (!sorter_add(t->sorter, tuple.at, tuple.len, number))
			return false;
	}
	sorter_sort(t->sorter);
	measures_close(t->measures);
	return true;
}

bool
tally_next(struct tally *t, struct writer *json)
{
	const struct group *group;
	size_t from;

	if (!ranking_next(t->ranking, t->sorter, &t->item, &t->walk))
		return false;
	group = &t->groups[t->item.number];
	from = t->item.number == 0 ? 0 : group[-1].end;
	if (t->walk.number == 1)
		t->cumulated = 0;
	t->cumulated += group->count;
	writer_reset(json);
	writer_bytes(json, t->starts.text + from, group->end - from);
	writer_name(json, "count");
	writer_integer(json, (int64_t)group->count);
	if (t->places) {
		writer_name(json, "cumulated");
		writer_integer(json, (int64_t)t->cumulated);
	}
	measures_write(t->measures, t->item.number, json);
	writer_close_object(json);
	return true;
}

static void
add_column(struct writer *columns, const char *outer, const char *inner)
{
	json_pointer_name(columns, span_of(outer));
	if (inner != NULL)
		json_pointer_name(columns, span_of(inner));
	writer_bytes(columns, "", 1);
}

void
tally_columns(const struct tally *t, struct writer *columns)
{
	if (t->pooled)
		add_column(columns, "pool", NULL);
	for (size_t i = t->pooled; i < t->keys; i++)
		add_column(columns, t->places ? "score" : "by",
		    t->places ? NULL : path_text(t->paths[i]));
	add_column(columns, "count", NULL);
	if (t->places)
		add_column(columns, "cumulated", NULL);
	measures_columns(t->measures, columns);
}
