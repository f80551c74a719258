#include "identity/dedup_run.h"

#include <err.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "identity/dedup_costs.h"
#include "identity/dedup_mark.h"
#include "identity/dedup_records.h"
#include "identity/dedup_verdicts.h"
#include "identity/homes.h"
#include "identity/matching.h"
#include "record/path.h"
#include "settings/allocate.h"

/* Of how many records the memory is added up once. */
enum { MEMORY_EVERY = 4096 };

struct run {
	struct stream *stream;
	const struct dedup_plan *plan;
	struct dedup_records records;
	struct dedup_verdicts verdicts;
	/* Two records that are looked at again, and the line of the first one. */
	struct record one, other;
	struct writer line;
};

/* Reading */

static struct span
raw_id(const struct run *run, struct record *record)
{
	const struct value *value = path_find(run->plan->id, record);

	if (value == NULL || value->type == VALUE_NULL)
		return (struct span){ 0 };
	return record_raw(record, value);
}

/* Set a record aside for a key; false if it is not for that. */
static bool
reject_key(struct run *run, struct dedup_fault fault)
{
	const char *name = fault.key < run->plan->keys->count
			       ? run->plan->keys->items[fault.key].name
			       : "";

	switch (fault.fault) {
	case IDENTITY_OK:
		return false;
	case IDENTITY_MISSING:
		stream_reject(run->stream, "dedup-missing-key", name,
		    "the record lacks a part of the key %s", name);
		return true;
	case IDENTITY_WRONG:
		stream_reject(run->stream, "dedup-bad-key", name,
		    "a part of the key %s is an array or an object", name);
		return true;
	case IDENTITY_NO_MEMORY:
		break;
	}
	allocate_fail();
}

static _Noreturn void
fail_for_memory(const struct run *run)
{
	errx(STATUS_TROUBLE,
	    "%" PRIu32 " records take more memory than --memory allows",
	    run->records.count);
}

/* What of --memory is left when the records are being judged. */
static size_t
check_memory(struct run *run)
{
	size_t bytes = dedup_records_bytes(&run->records) +
		       dedup_records_bytes_to_judge(&run->records);

	if (run->plan->task == DEDUP_DECIDE)
		bytes += kept_bytes(stream_kept(run->stream));
	if (bytes > run->plan->memory)
		fail_for_memory(run);
	return run->plan->memory - bytes;
}

static void
read_records(struct run *run)
{
	const struct dedup_plan *plan = run->plan;
	struct record *record;

	while ((record = stream_next(run->stream)) != NULL) {
		bool earlier = stream_file_index(run->stream) < plan->against;
		struct dedup_fault fault = dedup_records_add(&run->records, record,
		    stream_file(run->stream), stream_line(run->stream),
		    raw_id(run, record), earlier, plan->strict_keys && !earlier);

		if (reject_key(run, fault))
			continue;
		if (plan->task != DEDUP_DECIDE) {
			stream_drop(run->stream);
			continue;
		}
		stream_unset(run->stream, "dedup", NULL);
		stream_keep(run->stream, "dedup", NULL);
		if (run->records.count % MEMORY_EVERY == 0)
			check_memory(run);
	}
	check_memory(run);
}

/* Looking at a record again */

/* Parse a record that waits; the line is copied, since the next fetch takes its place.
 */
static void
look_again(struct run *run, uint32_t number, struct record *record, struct writer *line)
{
	struct span kept = kept_fetch(stream_kept(run->stream), number);

	if (line != NULL) {
		writer_reset(line);
		writer_bytes(line, kept.at, kept.len);
		if (writer_failed(line))
			allocate_fail();
		kept = (struct span){ line->text, line->len };
	}
	if (record_parse(record, kept.at, kept.len, NULL) != RECORD_OK)
		allocate_fail();
}

/* An exception that fails on two records excepts nothing. */
static int
is_excepted(void *context, uint32_t record, uint32_t user)
{
	struct run *run = context;
	struct expression *except = run->plan->homes->except;
	struct expression_binding bindings[3] = { { .record = &run->one },
		{ .record = &run->other } };

	if (except == NULL)
		return 0;
	look_again(run, record, &run->one, &run->line);
	look_again(run, user, &run->other, NULL);
	switch (expression_evaluate(except, bindings)) {
	case EXPRESSION_BOOLEAN:
		return expression_boolean(except);
	case EXPRESSION_NO_MEMORY:
		return -1;
	default:
		return 0;
	}
}

/* The school of the record that used a home before; borrowed until the next look. */
static struct span
school_of(struct run *run, uint32_t user)
{
	const struct home_rules *homes = run->plan->homes;
	const struct value *value;

	if (homes->school == NULL)
		return (struct span){ 0 };
	look_again(run, user, &run->one, &run->line);
	value = path_find(homes->school, &run->one);
	if (value == NULL)
		return (struct span){ 0 };
	return record_raw(&run->one, value);
}

/* Deciding */

/* Weights that the policy does not give are estimated. */
static void
weigh(struct run *run)
{
	struct match_rules *match = run->plan->match;
	uint64_t pairs = dedup_costs_check(&run->records, match);

	if (!match->is_given)
		switch (matching_estimate(
		    &run->records, &match->model, run->plan->one_to_one, pairs)) {
		case MATCHING_OK:
			break;
		case MATCHING_TOO_MANY:
		case MATCHING_NO_MEMORY:
			allocate_fail();
		case MATCHING_NO_PAIRS:
			match->model.prior = 1;
			break;
		}
	model_weigh(&match->model);
}

static void
find_pairs(struct run *run, struct matching_pairs *pairs)
{
	const struct dedup_plan *plan = run->plan;

	weigh(run);
	switch (matching_find(&run->records, plan->match->review, plan->one_to_one,
	    check_memory(run), pairs)) {
	case MATCHING_OK:
	case MATCHING_NO_PAIRS:
		break;
	case MATCHING_TOO_MANY:
		fail_for_memory(run);
	case MATCHING_NO_MEMORY:
		allocate_fail();
	}
}

static void
judge(struct run *run)
{
	const struct dedup_plan *plan = run->plan;
	const struct dedup_orders orders = { .sets_aside = plan->sets_aside,
		.one_to_one = plan->one_to_one,
		.is_excepted = is_excepted,
		.context = run };
	struct matching_pairs pairs = { 0 };

	if (plan->match != NULL)
		find_pairs(run, &pairs);
	if (!dedup_verdicts_judge(
		&run->verdicts, &run->records, pairs.items, pairs.count, &orders))
		allocate_fail();
	free(pairs.items);
}

/* Whether the home of a record was used in an earlier year, and the rules then set the
 * record aside. */
static bool
loses_home(const struct run *run, uint32_t record)
{
	const struct home_rules *homes = run->plan->homes;
	uint32_t user;

	if (homes == NULL || !homes->sets_aside || run->plan->marks)
		return false;
	user = run->verdicts.users[record];
	return user != HOMES_NONE &&
	       run->records.years[user] < run->records.years[record];
}

static void
note(struct run *run, const char *name, struct writer *w)
{
	if (writer_failed(w))
		allocate_fail();
	stream_reject_note(run->stream, name, (struct span){ w->text, w->len });
	writer_reset(w);
}

static void
set_aside(struct run *run, uint32_t record, struct writer *w)
{
	const struct dedup_records *r = &run->records;
	uint32_t kept = run->verdicts.kept[record];

	writer_reset(w);
	stream_recall(run->stream, record);
	dedup_mark_write_id(w, r, kept);
	note(run, "kept", w);
	dedup_mark_write_reject(w, r, &run->verdicts, record);
	note(run, "dedup", w);
	stream_reject(run->stream, "duplicate", dedup_mark_field(r, record, kept),
	    "the same as %s:%" PRIu64 ", which is kept", roster_file(r->roster, kept),
	    roster_line(r->roster, kept));
}

static void
set_aside_for_home(struct run *run, uint32_t record, struct writer *w)
{
	uint32_t user = run->verdicts.users[record];

	dedup_mark_write(w, &run->records, &run->verdicts, record, school_of(run, user),
	    run->plan->marks);
	stream_recall(run->stream, record);
	note(run, "dedup", w);
	stream_reject(run->stream, "same-home", "homes",
	    "a place was given for the home in %" PRId32 ", less than %" PRId32
	    " years before",
	    run->records.years[user], run->plan->homes->years);
}

static void
pass(struct run *run, uint32_t record, struct writer *w)
{
	uint32_t user =
	    run->verdicts.users == NULL ? HOMES_NONE : run->verdicts.users[record];
	struct span school = { 0 };
	bool said;

	if (user != HOMES_NONE)
		school = school_of(run, user);
	writer_reset(w);
	said = dedup_mark_write(
	    w, &run->records, &run->verdicts, record, school, run->plan->marks);
	if (writer_failed(w))
		allocate_fail();
	if (!said)
		writer_reset(w);
	stream_pass_kept(
	    run->stream, record, (struct span){ said ? w->text : NULL, w->len });
}

/* How many records lack each key, for the summary. */
static void
summarize(const struct run *run, struct writer *w)
{
	const struct dedup_records *r = &run->records;

	writer_reset(w);
	writer_open_object(w);
	for (size_t key = 0; key < r->keys->count; key++) {
		int64_t count = 0;

		for (uint32_t i = r->earlier; i < r->count; i++)
			count += dedup_records_lacks(r, i, key);
		writer_name(w, r->keys->items[key].name);
		writer_integer(w, count);
	}
	writer_close_object(w);
	if (writer_failed(w))
		allocate_fail();
	stream_summarize(run->stream, "lacks", (struct span){ w->text, w->len });
}

static void
decide(struct run *run)
{
	struct writer w = { 0 };

	judge(run);
	for (uint32_t i = 0; i < run->records.count; i++) {
		if (i < run->records.earlier)
			stream_drop(run->stream);
		else if (run->verdicts.kept[i] != i)
			set_aside(run, i, &w);
		else if (loses_home(run, i))
			set_aside_for_home(run, i, &w);
		else
			pass(run, i, &w);
	}
	summarize(run, &w);
	writer_free(&w);
	dedup_verdicts_close(&run->verdicts);
}

void
dedup_run(struct stream *stream, const struct dedup_plan *plan)
{
	struct run run = { .stream = stream,
		.plan = plan,
		.records = { .keys = plan->keys,
		    .match = plan->match,
		    .twins = plan->twins,
		    .homes = plan->homes,
		    .keep = plan->keep,
		    .with_pseudonyms = plan->with_pseudonyms } };

	if (!dedup_records_open(&run.records))
		allocate_fail();
	read_records(&run);
	switch (plan->task) {
	case DEDUP_DECIDE:
		decide(&run);
		break;
	case DEDUP_ESTIMATE:
		weigh(&run);
		dedup_costs_print_estimate(stream, plan->match, plan->match_json);
		break;
	case DEDUP_BLOCKS:
		dedup_costs_print(stream, &run.records, plan->match);
		break;
	}
	dedup_records_close(&run.records);
	record_free(&run.one);
	record_free(&run.other);
	writer_free(&run.line);
}
