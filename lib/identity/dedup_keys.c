#include "identity/dedup_keys.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "identity/duplicates.h"
#include "identity/roster.h"
#include "record/path.h"
#include "settings/allocate.h"

/* What a run holds.  The number of a record is its place in the roster. */
struct dedup {
	struct stream *stream;
	struct identity *identity;
	struct duplicates *duplicates;
	struct roster *roster;
	struct path *id_path; /* of the plan, as the identity */
	bool strict_keys;
	bool last;              /* keep the last */
	struct digest *digests; /* of the keys of the record, or of all records */
	size_t digest_room;
};

static void
open_dedup(struct dedup *d, const struct dedup_plan *plan, bool with_ids)
{
	d->strict_keys = plan->strict_keys;
	d->last = keep_rule_order(plan->keep) == KEEP_LAST;
	d->identity = plan->keys->identity;
	d->roster = roster_new(with_ids);
	if (d->roster == NULL)
		allocate_fail();
	d->id_path = plan->id;
	d->duplicates = duplicates_new(identity_count(d->identity));
	if (d->duplicates == NULL)
		allocate_fail();
	d->digests = allocate_room(
	    NULL, &d->digest_room, identity_count(d->identity), sizeof *d->digests);
}

/* Find the digests of a record's keys; false if it was set aside. */
static bool
digest_keys(struct dedup *d, struct record *record, struct digest *digests)
{
	for (size_t key = 0; key < identity_count(d->identity); key++) {
		const char *name = identity_name(d->identity, key);

		digests[key] = duplicates_no_key;
		switch (identity_digest(d->identity, record, key, &digests[key])) {
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

static void
enter(struct dedup *d, struct record *record)
{
	const struct value *value = path_find(d->id_path, record);
	struct span span = { 0 };

	if (value != NULL)
		span = record_raw(record, value);
	if (!roster_add(
		d->roster, stream_file(d->stream), stream_line(d->stream), span))
		allocate_fail();
}

static void
set_aside(struct dedup *d, struct duplicates_verdict verdict)
{
	uint32_t kept = verdict.kept;
	struct span kept_id = roster_id(d->roster, kept);

	if (kept_id.len > 0)
		stream_reject_note(d->stream, "kept", kept_id);
	stream_reject(d->stream, "duplicate", identity_name(d->identity, verdict.key),
	    "the same as %s:%" PRIu64 ", which is kept", roster_file(d->roster, kept),
	    roster_line(d->roster, kept));
}

static void
keep_first(struct dedup *d, struct record *record)
{
	uint32_t number = roster_count(d->roster);
	struct duplicates_verdict verdict;

	if (!digest_keys(d, record, d->digests))
		return;
	if (!duplicates_judge(d->duplicates, d->digests, number, &verdict))
		allocate_fail();
	if (verdict.kept != number) {
		set_aside(d, verdict);
		return;
	}
	enter(d, record);
	stream_pass(d->stream);
}

/* Keep the record, and the digests of its keys behind those of the others. */
static void
keep_for_later(struct dedup *d, struct record *record)
{
	size_t count = identity_count(d->identity);
	size_t used = roster_count(d->roster) * count;

	d->digests = allocate_room(
	    d->digests, &d->digest_room, used + count, sizeof *d->digests);
	if (!digest_keys(d, record, d->digests + used))
		return;
	enter(d, record);
	stream_keep(d->stream, NULL, NULL);
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
			stream_pass_kept(d->stream, i, (struct span){ 0 });
			continue;
		}
		stream_recall(d->stream, i);
		set_aside(d, verdicts[i]);
	}
	free(verdicts);
}

static void
dedup(struct dedup *d, struct record *record)
{
	if (d->last)
		keep_for_later(d, record);
	else
		keep_first(d, record);
}

static void
close_dedup(struct dedup *d)
{
	free(d->digests);
	duplicates_free(d->duplicates);
	roster_free(d->roster);
}

/* Records leave as soon as they are judged, or, if the last is kept, at the end. */
void
dedup_keys_run(struct stream *stream, const struct dedup_plan *plan, bool with_ids)
{
	struct dedup d = { .stream = stream };
	struct record *record;

	open_dedup(&d, plan, with_ids);
	while ((record = stream_next(d.stream)) != NULL)
		dedup(&d, record);
	if (d.last)
		keep_last(&d);
	close_dedup(&d);
}
