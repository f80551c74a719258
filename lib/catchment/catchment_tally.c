#include "catchment/catchment_tally.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 10 };

struct catchment_tally {
	const struct catchment_table *table;
	uint64_t by_kind[CATCHMENT_KINDS], by_result[CATCHMENT_RESULTS];
	uint64_t *by_rule;
};

struct catchment_tally *
catchment_tally_new(const struct catchment_table *table)
{
	struct catchment_tally *t = calloc(1, sizeof *t);

	if (t == NULL)
		return NULL;
	t->table = table;
	t->by_rule = calloc((size_t)catchment_count(table) + 1, sizeof *t->by_rule);
	if (t->by_rule != NULL)
		return t;
	free(t);
	return NULL;
}

void
catchment_tally_free(struct catchment_tally *t)
{
	if (t == NULL)
		return;
	free(t->by_rule);
	free(t);
}

void
catchment_tally_add(struct catchment_tally *t, const struct catchment_decision *d)
{
	t->by_result[d->result]++;
	if (d->result != CATCHMENT_DECIDED)
		return;
	t->by_kind[catchment_rule(t->table, d->rule)->kind]++;
	t->by_rule[d->rule]++;
}

/* The rules that decide most, the first of equals first; returns how many, and how
 * many decide nothing. */
static size_t
find_most(const struct catchment_tally *t, uint32_t most[MOST], uint64_t *unused)
{
	size_t count = 0;

	*unused = 0;
	for (uint32_t rule = 0; rule < catchment_count(t->table); rule++) {
		size_t at = count;

		*unused += t->by_rule[rule] == 0;
		if (t->by_rule[rule] == 0)
			continue;
		while (at > 0 && t->by_rule[rule] > t->by_rule[most[at - 1]])
			at--;
		if (at == MOST)
			continue;
		count += count < MOST;
		for (size_t i = count - 1; i > at; i--)
			most[i] = most[i - 1];
		most[at] = rule;
	}
	return count;
}

static void
write_counts(struct writer *w, const char *name, const uint64_t *counts, size_t from,
    size_t count, const char *(*name_of)(size_t))
{
	writer_name(w, name);
	writer_open_object(w);
	for (size_t i = from; i < count; i++) {
		if (counts[i] == 0)
			continue;
		writer_name(w, name_of(i));
		writer_integer(w, (int64_t)counts[i]);
	}
	writer_close_object(w);
}

static const char *
kind_name(size_t kind)
{
	return catchment_kind_names[kind];
}

static const char *
result_name(size_t result)
{
	return catchment_result_code((enum catchment_result)result);
}

void
catchment_tally_write(const struct catchment_tally *t, struct writer *w)
{
	uint32_t most[MOST];
	uint64_t unused;
	size_t count = find_most(t, most, &unused);

	writer_open_object(w);
	writer_name(w, "decided");
	writer_integer(w, (int64_t)t->by_result[CATCHMENT_DECIDED]);
	write_counts(w, "by", t->by_kind, 0, CATCHMENT_KINDS, kind_name);
	write_counts(w, "undecided", t->by_result, CATCHMENT_DECIDED + 1,
	    CATCHMENT_RESULTS, result_name);
	writer_name(w, "most");
	writer_open_array(w);
	for (size_t i = 0; i < count; i++) {
		writer_open_object(w);
		writer_name(w, "rule");
		writer_string_span(w, catchment_rule(t->table, most[i])->id);
		writer_name(w, "records");
		writer_integer(w, (int64_t)t->by_rule[most[i]]);
		writer_close_object(w);
	}
	writer_close_array(w);
	writer_name(w, "unused");
	writer_integer(w, (int64_t)unused);
	writer_close_object(w);
}

static void
print(struct writer *w, const char *text)
{
	writer_bytes(w, text, strlen(text));
}

/* "road  1234  41.1 %" */
static void
print_count(struct writer *w, const char *name, uint64_t count, uint64_t of)
{
	char line[128];

	snprintf(line, sizeof line, "  %-12s %10" PRIu64 " %6.1f %%\n", name, count,
	    100.0 * (double)count / (double)of);
	print(w, line);
}

void
catchment_tally_print(const struct catchment_tally *t, struct writer *w)
{
	uint32_t most[MOST];
	uint64_t unused, all = 0;
	size_t count = find_most(t, most, &unused);
	char line[128];

	for (size_t i = 0; i < CATCHMENT_RESULTS; i++)
		all += t->by_result[i];
	snprintf(
	    line, sizeof line, "catchments of %" PRIu64 " homes, decided by:\n", all);
	print(w, line);
	for (size_t i = 0; i < CATCHMENT_KINDS; i++)
		if (t->by_kind[i] > 0)
			print_count(w, kind_name(i), t->by_kind[i], all);
	print(w, "not decided, since:\n");
	for (size_t i = CATCHMENT_DECIDED + 1; i < CATCHMENT_RESULTS; i++)
		if (t->by_result[i] > 0)
			print_count(w, result_name(i), t->by_result[i], all);
	print(w, "rules that decide most:\n");
	for (size_t i = 0; i < count; i++) {
		snprintf(line, sizeof line, "  %10" PRIu64 "  ", t->by_rule[most[i]]);
		print(w, line);
		writer_bytes(w, catchment_rule(t->table, most[i])->id.at,
		    catchment_rule(t->table, most[i])->id.len);
		print(w, "\n");
	}
	snprintf(line, sizeof line, "rules that decide nothing: %" PRIu64 "\n", unused);
	print(w, line);
}
