#include "order/measures.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/json_pointer.h"
#include "record/path.h"
#include "sort/sort_key.h"

/* A number of a record of a group. */
struct sample {
	struct decimal value;
	uint32_t group;
};

/* A path whose numbers are held, and the parts that are asked for. */
struct quantiles {
	struct path *path;
	char **parts; /* as they were written */
	struct decimal *fractions;
	size_t count, part_room, fraction_room;
	struct sample *samples;
	size_t samples_count, sample_room;
	struct decimal read;
};

struct sum {
	struct path *path;
	struct decimal *groups;
	size_t room;
	struct decimal read;
};

/* The last record of a group: its tuple, and the object of its values. */
struct last {
	char *bytes;
	size_t tuple, len, room;
};

struct measures {
	struct sum *sums;
	size_t sum_count, sum_room;
	struct quantiles *quantiles;
	size_t quantile_count, quantile_room;
	struct ranking *order; /* of the last one; NULL: it is not asked for */
	struct path **keys;    /* of the order */
	size_t key_room;
	struct sort_key tuple;
	struct writer values;
	struct last *last;
	size_t last_room;
	size_t groups;
};

struct measures *
measures_new(void)
{
	return calloc(1, sizeof(struct measures));
}

static void
free_quantiles(struct quantiles *q)
{
	path_free(q->path);
	for (size_t i = 0; i < q->count; i++)
		free(q->parts[i]);
	free(q->parts);
	free(q->fractions);
	free(q->samples);
}

static size_t
count_keys(const struct measures *m)
{
	return m->order != NULL ? ranking_keys(m->order) : 0;
}

void
measures_free(struct measures *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < m->sum_count; i++) {
		path_free(m->sums[i].path);
		free(m->sums[i].groups);
	}
	for (size_t i = 0; i < m->quantile_count; i++)
		free_quantiles(&m->quantiles[i]);
	for (size_t i = 0; i < m->groups && m->last != NULL; i++)
		free(m->last[i].bytes);
	for (size_t i = 0; i < count_keys(m) && m->keys != NULL; i++)
		path_free(m->keys[i]);
	free(m->sums);
	free(m->quantiles);
	free(m->keys);
	free(m->last);
	ranking_free(m->order);
	sort_key_free(&m->tuple);
	writer_free(&m->values);
	free(m);
}

bool
measures_add_sum(struct measures *m, const char *text, const char **why)
{
	struct path *path;

	*why = "no memory";
	if (!array_reserve(&m->sums, &m->sum_room, m->sum_count + 1, sizeof *m->sums) ||
	    (path = path_new(text, why)) == NULL)
		return false;
	m->sums[m->sum_count++] = (struct sum){ .path = path };
	for (size_t i = 0; i + 1 < m->sum_count; i++)
		if (strcmp(path_text(m->sums[i].path), text) == 0) {
			*why = "it is there already";
			return false;
		}
	return true;
}

/* The quantiles of a path of len bytes, which are new or there already. */
static struct quantiles *
find_quantiles(struct measures *m, const char *text, size_t len, const char **why)
{
	struct path *path;
	char *copy;

	for (size_t i = 0; i < m->quantile_count; i++)
		if (span_is(
			(struct span){ text, len }, path_text(m->quantiles[i].path)))
			return &m->quantiles[i];
	*why = "no memory";
	if (!array_reserve(&m->quantiles, &m->quantile_room, m->quantile_count + 1,
		sizeof *m->quantiles) ||
	    (copy = strndup(text, len)) == NULL)
		return NULL;
	path = path_new(copy, why);
	free(copy);
	if (path == NULL)
		return NULL;
	m->quantiles[m->quantile_count] = (struct quantiles){ .path = path };
	return &m->quantiles[m->quantile_count++];
}

bool
measures_add_quantile(struct measures *m, const char *text, const char **why)
{
	const struct decimal none = { 0, 0 }, whole = { 1, 0 };
	const char *blank = strrchr(text, ' ');
	struct decimal fraction;
	struct quantiles *q;

	*why = "must be a path and a part from 0 to 1 behind it";
	if (blank == NULL || !decimal_parse(blank + 1, strlen(blank + 1), &fraction) ||
	    decimal_compare(fraction, none) < 0 || decimal_compare(fraction, whole) > 0)
		return false;
	if (fraction.scale > 6) {
		*why = "a part has at most six places behind the point";
		return false;
	}
	if ((q = find_quantiles(m, text, (size_t)(blank - text), why)) == NULL)
		return false;
	for (size_t i = 0; i < q->count; i++)
		if (decimal_compare(q->fractions[i], fraction) == 0) {
			*why = "it is there already";
			return false;
		}
	*why = "no memory";
	if (!array_reserve(&q->parts, &q->part_room, q->count + 1, sizeof *q->parts) ||
	    !array_reserve(
		&q->fractions, &q->fraction_room, q->count + 1, sizeof *q->fractions) ||
	    (q->parts[q->count] = strdup(blank + 1)) == NULL)
		return false;
	q->fractions[q->count++] = fraction;
	return true;
}

bool
measures_add_last(struct measures *m, const char *key, const char **why)
{
	struct ranking_order order;
	size_t len = ranking_read_order(key, &order), count;

	*why = "no memory";
	if (m->order == NULL && (m->order = ranking_new()) == NULL)
		return false;
	count = count_keys(m);
	if (!array_reserve(&m->keys, &m->key_room, count + 1, sizeof *m->keys) ||
	    !ranking_add_path(m->order, key, len, order, why))
		return false;
	m->keys[count] = path_new(ranking_key(m->order, count), why);
	for (size_t i = 0; i < count; i++)
		if (m->keys[count] != NULL &&
		    strcmp(path_text(m->keys[i]), path_text(m->keys[count])) == 0) {
			*why = "it is there already";
			return false;
		}
	return m->keys[count] != NULL;
}

struct path *
measures_path(const struct measures *m, size_t number, const char **kind)
{
	*kind = "sum";
	if (number < m->sum_count)
		return m->sums[number].path;
	number -= m->sum_count;
	*kind = "quantile";
	if (number < m->quantile_count)
		return m->quantiles[number].path;
	number -= m->quantile_count;
	*kind = "last";
	return number < count_keys(m) ? ranking_path(m->order, number) : NULL;
}

static enum ranking_fault
read_number(struct path *path, struct record *record, struct decimal *number,
    const char **field)
{
	*field = path_text(path);
	switch (path_decimal(path, record, number)) {
	case PATH_FOUND:
		return RANKING_OK;
	case PATH_MISSING:
		return RANKING_MISSING;
	case PATH_RANGE:
		return RANKING_RANGE;
	case PATH_NO_MEMORY:
		return RANKING_NO_MEMORY;
	case PATH_WRONG_TYPE:
		break;
	}
	return RANKING_WRONG;
}

/* The values of the keys, as an object. */
static enum ranking_fault
read_last(struct measures *m, struct record *record, const char **field)
{
	enum ranking_fault fault;
	size_t key = 0;

	sort_key_reset(&m->tuple);
	fault = ranking_encode(m->order, record, 0, &m->tuple, &key);
	*field = ranking_key(m->order, key);
	if (fault != RANKING_OK)
		return fault;
	writer_reset(&m->values);
	writer_open_object(&m->values);
	for (size_t i = 0; i < count_keys(m); i++) {
		const struct value *value = path_find(m->keys[i], record);

		writer_name(&m->values, path_text(m->keys[i]));
		if (value == NULL)
			writer_null(&m->values);
		else
			writer_raw(&m->values, record_raw(record, value));
	}
	writer_close_object(&m->values);
	return writer_failed(&m->values) || m->tuple.failed ? RANKING_NO_MEMORY
							    : RANKING_OK;
}

enum ranking_fault
measures_read(struct measures *m, struct record *record, const char **field)
{
	enum ranking_fault fault = RANKING_OK;

	for (size_t i = 0; i < m->sum_count && fault == RANKING_OK; i++)
		fault = read_number(m->sums[i].path, record, &m->sums[i].read, field);
	for (size_t i = 0; i < m->quantile_count && fault == RANKING_OK; i++)
		fault = read_number(
		    m->quantiles[i].path, record, &m->quantiles[i].read, field);
	if (fault == RANKING_OK && m->order != NULL)
		fault = read_last(m, record, field);
	return fault;
}

/* Room for one more group; what is new is zero. */
static bool
add_group(struct measures *m)
{
	size_t wanted = m->groups + 1;

	for (size_t i = 0; i < m->sum_count; i++) {
		struct sum *s = &m->sums[i];

		if (!array_reserve(&s->groups, &s->room, wanted, sizeof *s->groups))
			return false;
		s->groups[m->groups] = (struct decimal){ 0, 0 };
	}
	if (m->order != NULL) {
		if (!array_reserve(&m->last, &m->last_room, wanted, sizeof *m->last))
			return false;
		m->last[m->groups] = (struct last){ .bytes = NULL };
	}
	m->groups++;
	return true;
}

/* Whether the record that was read stands behind the last one of a group. */
static bool
is_behind(const struct measures *m, const struct last *last)
{
	size_t len = last->tuple < m->tuple.len ? last->tuple : m->tuple.len;
	int order;

	if (last->bytes == NULL)
		return true;
	order = memcmp(m->tuple.bytes, last->bytes, len);
	if (order == 0 && m->tuple.len == last->tuple) {
		/* Equal numbers may be written in two ways: the same one is kept,
		 * whichever came first. */
		struct span is = { last->bytes + last->tuple, last->len - last->tuple };

		return m->values.len < is.len ||
		       (m->values.len == is.len &&
			   memcmp(m->values.text, is.at, is.len) < 0);
	}
	return order > 0 || (order == 0 && m->tuple.len > last->tuple);
}

static bool
keep_last(struct measures *m, struct last *last)
{
	size_t len = m->tuple.len + m->values.len;

	if (!array_reserve(&last->bytes, &last->room, len, 1))
		return false;
	memcpy(last->bytes, m->tuple.bytes, m->tuple.len);
	memcpy(last->bytes + m->tuple.len, m->values.text, m->values.len);
	last->tuple = m->tuple.len;
	last->len = len;
	return true;
}

enum ranking_fault
measures_count(struct measures *m, uint32_t group)
{
	while (m->groups <= group)
		if (!add_group(m))
			return RANKING_NO_MEMORY;
	for (size_t i = 0; i < m->quantile_count; i++) {
		struct quantiles *q = &m->quantiles[i];

		if (!array_reserve(&q->samples, &q->sample_room, q->samples_count + 1,
			sizeof *q->samples))
			return RANKING_NO_MEMORY;
		q->samples[q->samples_count++] = (struct sample){ q->read, group };
	}
	if (m->order != NULL && is_behind(m, &m->last[group]) &&
	    !keep_last(m, &m->last[group]))
		return RANKING_NO_MEMORY;
	for (size_t i = 0; i < m->sum_count; i++) {
		struct sum *s = &m->sums[i];

		if (!decimal_add(s->groups[group], s->read, &s->groups[group]))
			return RANKING_RANGE;
	}
	return RANKING_OK;
}

static int
compare_samples(const void *a, const void *b)
{
	const struct sample *one = a, *other = b;

	if (one->group != other->group)
		return one->group < other->group ? -1 : 1;
	return decimal_compare(one->value, other->value);
}

void
measures_close(struct measures *m)
{
	for (size_t i = 0; i < m->quantile_count; i++) {
		struct quantiles *q = &m->quantiles[i];

		if (q->samples_count > 0)
			qsort(q->samples, q->samples_count, sizeof *q->samples,
			    compare_samples);
	}
}

/* The first sample of a group, or of the groups behind it. */
static size_t
first_sample(const struct quantiles *q, uint32_t group)
{
	size_t low = 0, high = q->samples_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (q->samples[middle].group < group)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The place of the quantile among count values, from 0: part x count, rounded up. */
static size_t
place_of(struct decimal part, size_t count)
{
	uint64_t scale = 1, units = (uint64_t)part.units, place;

	for (uint8_t i = 0; i < part.scale; i++)
		scale *= 10;
	/* In two steps, so that nothing overflows: units is at most scale. */
	place = count / scale * units + (count % scale * units + scale - 1) / scale;
	return place > 0 ? (size_t)place - 1 : 0;
}

static void
write_quantiles(const struct quantiles *q, uint32_t group, struct writer *json)
{
	size_t first = first_sample(q, group);
	size_t count = first_sample(q, group + 1) - first;

	writer_name(json, path_text(q->path));
	writer_open_object(json);
	for (size_t i = 0; i < q->count && count > 0; i++) {
		writer_name(json, q->parts[i]);
		writer_decimal(
		    json, q->samples[first + place_of(q->fractions[i], count)].value);
	}
	writer_close_object(json);
}

void
measures_write(struct measures *m, uint32_t group, struct writer *json)
{
	if (m->sum_count > 0) {
		writer_name(json, "sum");
		writer_open_object(json);
		for (size_t i = 0; i < m->sum_count; i++) {
			writer_name(json, path_text(m->sums[i].path));
			writer_decimal(json, m->sums[i].groups[group]);
		}
		writer_close_object(json);
	}
	if (m->quantile_count > 0) {
		writer_name(json, "quantile");
		writer_open_object(json);
		for (size_t i = 0; i < m->quantile_count; i++)
			write_quantiles(&m->quantiles[i], group, json);
		writer_close_object(json);
	}
	if (m->order != NULL) {
		const struct last *last = &m->last[group];

		writer_name(json, "last");
		writer_raw(json, (struct span){ last->bytes + last->tuple,
				     last->len - last->tuple });
	}
}

static void
add_column(
    struct writer *columns, const char *kind, struct path *path, const char *part)
{
	json_pointer_name(columns, span_of(kind));
	json_pointer_name(columns, span_of(path_text(path)));
	if (part != NULL)
		json_pointer_name(columns, span_of(part));
	writer_bytes(columns, "", 1);
}

void
measures_columns(const struct measures *m, struct writer *columns)
{
	for (size_t i = 0; i < m->sum_count; i++)
		add_column(columns, "sum", m->sums[i].path, NULL);
	for (size_t i = 0; i < m->quantile_count; i++)
		for (size_t j = 0; j < m->quantiles[i].count; j++)
			add_column(columns, "quantile", m->quantiles[i].path,
			    m->quantiles[i].parts[j]);
	for (size_t i = 0; i < count_keys(m); i++)
		add_column(columns, "last", m->keys[i], NULL);
}
