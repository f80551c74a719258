#include "identity/dedup_keys.h"

#include <err.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "identity/duplicates.h"
#include "identity/record_groups.h"
#include "identity/roster.h"
#include "identity/strength.h"
#include "record/path.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/status.h"

/* Of how many records the memory is added up once. */
enum { MEMORY_EVERY = 4096 };

/* What a run holds.  The number of a record is its place in the roster. */
struct dedup {
	struct stream *stream;
	const struct key_rules *keys;
	struct duplicates *duplicates;
	struct roster *roster;
	struct path *id_path; /* of the plan */
	bool strict_keys, notes_evidence;
	bool last;              /* keep the last */
	struct digest *digests; /* of the keys of the record, or of all records */
	size_t digest_room, memory;
	uint64_t *lacking;  /* how many records lack each key */
	struct writer mark; /* what is said of the record: the keys that it lacks */
};

static void
open_dedup(struct dedup *d, const struct dedup_plan *plan, bool with_ids)
{
	d->strict_keys = plan->strict_keys;
	d->notes_evidence = with_ids;
	d->last = keep_rule_order(plan->keep) == KEEP_LAST;
	d->keys = plan->keys;
	d->memory = plan->memory;
	d->roster = roster_new(with_ids);
	if (d->roster == NULL)
		allocate_fail();
	d->id_path = plan->id;
	d->duplicates = duplicates_new(d->keys->count);
	if (d->duplicates == NULL)
		allocate_fail();
	d->digests =
	    allocate_room(NULL, &d->digest_room, d->keys->count, sizeof *d->digests);
	d->lacking = allocate(d->keys->count, sizeof *d->lacking);
}

/* Before the next few records: what they may take at the most. */
static void
check_memory(const struct dedup *d)
{
	size_t bytes = roster_bytes(d->roster);

	if (d->last)
		bytes += d->digest_room * sizeof *d->digests +
			 kept_bytes(stream_kept(d->stream)) +
			 duplicates_bytes(d->duplicates, roster_count(d->roster));
	else
		bytes += duplicates_bytes(d->duplicates, MEMORY_EVERY);
	if (bytes > d->memory)
		errx(STATUS_TROUBLE,
		    "%" PRIu32 " records take more memory than --memory allows",
		    roster_count(d->roster));
}

/* Find the digests of a record's keys; false if it was set aside. */
static bool
digest_keys(struct dedup *d, struct record *record, struct digest *digests)
{
	for (size_t key = 0; key < d->keys->count; key++) {
		const char *name = d->keys->items[key].name;

		digests[key] = duplicates_no_key;
		switch (
		    identity_digest(d->keys->identity, record, key, &digests[key])) {
		case IDENTITY_OK:
			break;
		case IDENTITY_MISSING:
			if (!d->strict_keys)
				break;
			stream_reject(d->stream, "dedup-missing-key", name,
			    "the record lacks a part of the key %s", name);
			return false;
		case IDENTITY_WRONG:
			stream_reject(d->stream, "dedup-bad-key", name,
			    "a part of the key %s is an array or an object", name);
			return false;
		case IDENTITY_NO_MEMORY:
			allocate_fail();
		}
	}
	return true;
}

/* Count the keys that a record lacks, and write them as its mark; empty: none. */
static void
mark_lacking(struct dedup *d, const struct digest *digests)
{
	bool lacks = false;

	writer_reset(&d->mark);
	for (size_t key = 0; key < d->keys->count; key++) {
		if (digest_is_value(digests[key]))
			continue;
		if (!lacks) {
			writer_open_object(&d->mark);
			writer_name(&d->mark, "lacks");
			writer_open_array(&d->mark);
		}
		lacks = true;
		writer_string(&d->mark, d->keys->items[key].name);
	}
	if (lacks) {
		writer_close_array(&d->mark);
		writer_close_object(&d->mark);
	}
	if (writer_failed(&d->mark))
		allocate_fail();
}

static void
count_lacking(struct dedup *d, const struct digest *digests)
{
	for (size_t key = 0; key < d->keys->count; key++)
		d->lacking[key] += !digest_is_value(digests[key]);
}

static struct span
raw_id(const struct dedup *d, struct record *record)
{
	const struct value *value = path_find(d->id_path, record);

	return value != NULL ? record_raw(record, value) : (struct span){ 0 };
}

static void
enter(struct dedup *d, struct span id)
{
	if (!roster_add(d->roster, stream_file(d->stream), stream_line(d->stream), id))
		allocate_fail();
}

/* The evidence, in the form of dedup_mark.h; which records are the cluster is not known
 * yet. */
static void
note_evidence(struct dedup *d, const char *key, struct span kept_id)
{
	struct writer *w = &d->mark;

	writer_reset(w);
	writer_open_object(w);
	writer_name(w, "kind");
	writer_string(w, "duplicate");
	writer_name(w, "strength");
	writer_string(w, strength_words[STRENGTH_CERTAIN]);
	if (kept_id.len > 0) {
		writer_name(w, "with");
		writer_raw(w, kept_id);
	}
	writer_name(w, "evidence");
	writer_open_array(w);
	writer_open_object(w);
	writer_name(w, "key");
	writer_string(w, key);
	writer_name(w, "strength");
	writer_string(w, strength_words[STRENGTH_CERTAIN]);
	writer_close_object(w);
	writer_close_array(w);
	writer_close_object(w);
	if (writer_failed(w))
		allocate_fail();
	stream_reject_note(d->stream, "dedup", (struct span){ w->text, w->len });
}

static void
set_aside(struct dedup *d, struct duplicates_verdict verdict)
{
	uint32_t kept = verdict.kept;
	const char *key = d->keys->items[verdict.key].name;
	struct span kept_id = roster_id(d->roster, kept);

	if (kept_id.len > 0)
		stream_reject_note(d->stream, "kept", kept_id);
	if (d->notes_evidence)
		note_evidence(d, key, kept_id);
	stream_reject(d->stream, "duplicate", key,
	    "the same as %s:%" PRIu64 ", which is kept", roster_file(d->roster, kept),
	    roster_line(d->roster, kept));
}

static void
keep_first(struct dedup *d, struct record *record)
{
	uint32_t number = roster_count(d->roster);
	struct duplicates_verdict verdict;
	struct span id;

	if (!digest_keys(d, record, d->digests))
		return;
	/* What memory takes its time for is asked for before the rest is done. */
	duplicates_expect(d->duplicates, d->digests);
	id = raw_id(d, record);
	count_lacking(d, d->digests);
	if (!duplicates_judge(d->duplicates, d->digests, number, &verdict))
		allocate_fail();
	if (verdict.kept != number) {
		set_aside(d, verdict);
		return;
	}
	enter(d, id);
	stream_unset(d->stream, "dedup", NULL);
	mark_lacking(d, d->digests);
	if (d->mark.len > 0)
		stream_set(d->stream, "dedup", NULL,
		    (struct span){ d->mark.text, d->mark.len });
	stream_pass(d->stream);
}

/* Keep the record, and the digests of its keys behind those of the others. */
static void
keep_for_later(struct dedup *d, struct record *record)
{
	size_t count = d->keys->count;
	size_t used = roster_count(d->roster) * count;

	d->digests = allocate_room(
	    d->digests, &d->digest_room, used + count, sizeof *d->digests);
	if (!digest_keys(d, record, d->digests + used))
		return;
	count_lacking(d, d->digests + used);
	enter(d, raw_id(d, record));
	stream_unset(d->stream, "dedup", NULL);
	stream_keep(d->stream, "dedup", NULL);
}

/* Judge all records, and write those that are kept in the order of the input. */
static void
keep_last(struct dedup *d)
{
	uint32_t count = roster_count(d->roster);
	struct duplicates_verdict *verdicts = allocate(count, sizeof *verdicts);

	if (!duplicates_judge_from_last(d->duplicates, d->digests, count, verdicts))
		allocate_fail();
	for (uint32_t i = 0; i < count; i++) {
		if (verdicts[i].kept == i) {
			mark_lacking(d, d->digests + i * d->keys->count);
			stream_pass_kept(d->stream, i,
			    (struct span){
				d->mark.len > 0 ? d->mark.text : NULL, d->mark.len });
			continue;
		}
		stream_recall(d->stream, i);
		set_aside(d, verdicts[i]);
	}
	free(verdicts);
}

static void
summarize(struct dedup *d)
{
	struct writer w = { 0 };

	writer_open_object(&w);
	for (size_t key = 0; key < d->keys->count; key++) {
		writer_name(&w, d->keys->items[key].name);
		writer_integer(&w, (int64_t)d->lacking[key]);
	}
	writer_close_object(&w);
	if (writer_failed(&w))
		allocate_fail();
	stream_summarize(d->stream, "lacks", (struct span){ w.text, w.len });
	writer_free(&w);
}

static void
close_dedup(struct dedup *d)
{
	free(d->digests);
	free(d->lacking);
	writer_free(&d->mark);
	duplicates_free(d->duplicates);
	roster_free(d->roster);
}

/* Records leave as soon as they are judged, or, if the last is kept, at the end. */
void
dedup_keys_run(struct stream *stream, const struct dedup_plan *plan, bool with_ids)
{
	struct dedup d = { .stream = stream };
	struct record *record;
	uint64_t count = 0;

	open_dedup(&d, plan, with_ids);
	while ((record = stream_next(d.stream)) != NULL) {
		if (count++ % MEMORY_EVERY == 0)
			check_memory(&d);
		if (d.last)
			keep_for_later(&d, record);
		else
			keep_first(&d, record);
	}
	check_memory(&d);
	if (d.last)
		keep_last(&d);
	summarize(&d);
	close_dedup(&d);
}
