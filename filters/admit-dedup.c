/*
 * admit-dedup - set aside the records of somebody who is there already
 *
 * Records are judged from the first to the last, or from the last to the first.
 * One that agrees in any key with one that was judged before is set aside, and
 * says which record is kept in its place; the others leave byte for byte.  A
 * record that lacks a part of a key is not compared by that key.
 */
#include <err.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "identity/digest_set.h"
#include "identity/identity.h"
#include "identity/roster.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "stream/stream.h"

static struct stream_settings io;
static struct text_list key_options;
static const json_t *key_arrays;
static const char *id = "id", *keep = "first";
static bool strict_keys;

static const struct setting settings[] = {
	SETTING_TEXT(0, "id", "PATH", &id, "name the record that is kept by PATH (id)"),
	SETTING_TEXT(0, "keep", "WHICH", &keep, "keep the first or the last (first)"),
	SETTING_OPTION(0, SETTING_KIND_LIST, "key", "PATH,...", &key_options,
	    "records that agree in all of these are the same"),
	SETTING_JSON("keys", &key_arrays),
	SETTING_FLAG(
	    0, "strict-keys", &strict_keys, "set aside a record that lacks a key"),
	STREAM_SETTINGS(&io), SETTING_END
};

static const struct filter filter = {
	.name = "admit-dedup",
	.synopsis = "[-p policy] [-r file] [--id path] [--keep first | last] "
		    "[--strict-keys] [--key path,...] ... [file ...]",
	.settings = settings,
};

enum { PREFETCH = 16 };

/* In place of the digest of a key that a record lacks. */
static const struct digest no_digest;

/*
 * What a run holds.  A record has its number in the roster.  seen leads from a
 * digest to the number of the record that is kept for it.
 */
struct dedup {
	struct stream *stream;
	struct identity *identity;
	struct digest_set *seen;
	struct roster *roster;
	struct path *id_path;
	struct digest *digests; /* of the keys of a record, or of all records */
	size_t digest_room;
};

static void
read_keys(struct identity *identity)
{
	const char *why;

	for (size_t i = 0; i < key_options.count; i++)
		if (!identity_add_key(identity, key_options.items[i], &why))
			settings_fail("key", "\"%s\": %s", key_options.items[i], why);
	if (key_options.count == 0 && key_arrays != NULL &&
	    !identity_add_keys(identity, key_arrays, &why))
		settings_fail("keys", "%s", why);
	if (identity_count(identity) == 0)
		settings_fail("key", "at least one key is needed");
}

static void
start(struct dedup *d)
{
	d->identity = identity_new();
	d->seen = digest_set_new();
	/* Ids go into the file of rejects, and nowhere else. */
	d->roster = roster_new(io.rejects != NULL);
	if (d->identity == NULL || d->seen == NULL || d->roster == NULL)
		allocate_fail();
	if (strcmp(keep, "first") != 0 && strcmp(keep, "last") != 0)
		settings_fail("keep", "must be first or last");
	d->id_path = path_load("id", id);
	read_keys(d->identity);
}

/* Find the digests of a record's keys; false if it was set aside. */
static bool
digest_keys(struct dedup *d, struct record *record, struct digest *digests)
{
	for (size_t key = 0; key < identity_count(d->identity); key++) {
		const char *name = identity_name(d->identity, key);

		digests[key] = no_digest;
		switch (identity_digest(d->identity, record, key, &digests[key])) {
		case IDENTITY_OK:
			break;
		case IDENTITY_MISSING:
			if (!strict_keys)
				break;
			stream_reject(d->stream, "dedup-missing-key", name,
			    "the record lacks a part of the key %s", name);
			return false;
		case IDENTITY_WRONG:
			stream_reject(d->stream, "dedup-bad-key", name,
			    "an array or an object stands in the key %s", name);
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

/*
 * Which record is kept for the one with these digests: another that agrees with
 * it in the first key that any does, or itself.  From now on its keys lead there.
 */
static uint32_t
find_kept(struct dedup *d, const struct digest *digests, uint32_t number, size_t *key)
{
	size_t count = identity_count(d->identity);
	uint32_t kept = number;

	for (*key = 0; *key < count; ++*key)
		if ((digests[*key].high | digests[*key].low) != 0 &&
		    digest_set_find(d->seen, digests[*key], &kept))
			break;
	for (size_t i = 0; i < count; i++)
		if ((digests[i].high | digests[i].low) != 0 &&
		    !digest_set_add(d->seen, digests[i], kept))
			allocate_fail();
	return kept;
}

static void
set_aside(struct dedup *d, size_t key, uint32_t kept)
{
	struct span kept_id = roster_id(d->roster, kept);

	if (kept_id.len > 0)
		stream_reject_note(d->stream, "kept", kept_id);
	stream_reject(d->stream, "duplicate", identity_name(d->identity, key),
	    "the same as %s:%" PRIu64 ", which is kept", roster_file(d->roster, kept),
	    roster_line(d->roster, kept));
}

static void
keep_first(struct dedup *d, struct record *record)
{
	uint32_t number = roster_count(d->roster), kept;
	size_t key;

	if (!digest_keys(d, record, d->digests))
		return;
	kept = find_kept(d, d->digests, number, &key);
	if (kept != number) {
		set_aside(d, key, kept);
		return;
	}
	enter(d, record);
	stream_pass(d->stream);
}

/* Hold the record, and the digests of its keys behind those of the others. */
static void
hold(struct dedup *d, struct record *record)
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

/* Judge from the last record to the first, and write in the order of the input. */
static void
keep_last(struct dedup *d)
{
	size_t count = identity_count(d->identity), held = roster_count(d->roster);
	uint32_t *kept = allocate(held, sizeof *kept);
	uint32_t *by = allocate(held, sizeof *by);
	size_t key;

	for (size_t i = held; i-- > 0;) {
		if (i >= PREFETCH)
			for (key = 0; key < count; key++)
				digest_set_prefetch(
				    d->seen, d->digests[(i - PREFETCH) * count + key]);
		kept[i] = find_kept(d, d->digests + i * count, (uint32_t)i, &key);
		by[i] = (uint32_t)key;
	}
	for (size_t i = 0; i < held; i++) {
		if (kept[i] == i) {
			stream_pass_kept(d->stream, i, (struct span){ 0 });
			continue;
		}
		stream_recall(d->stream, i);
		set_aside(d, by[i], kept[i]);
	}
	free(kept);
	free(by);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct dedup d = { 0 };
	struct record *record;
	bool last;

	start(&d);
	last = strcmp(keep, "last") == 0;
	d.digests = allocate_room(
	    NULL, &d.digest_room, identity_count(d.identity), sizeof *d.digests);
	d.stream = stream_open(files, &io);
	while ((record = stream_next(d.stream)) != NULL) {
		if (last)
			hold(&d, record);
		else
			keep_first(&d, record);
	}
	if (last)
		keep_last(&d);
	free(d.digests);
	digest_set_free(d.seen);
	roster_free(d.roster);
	path_free(d.id_path);
	identity_free(d.identity);
	return stream_close(d.stream);
}
