/*
 * admit-tally - count records by what they have in common
 *
 * Records are counted as they come and not held; in memory is one number for each
 * combination of values.  What comes out is one record for each, in the order of
 * the values.  A table of places (one score, one place) counts from the best score
 * down and says how many are at each score or above it.
 */
#include <err.h>

#include "order/tally.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "stream/stream.h"

static struct stream_settings io;
static struct text_list by;
static const char *within;
static bool as_places;

static const struct setting settings[] = {
	SETTING_FLAG(0, "as-places", &as_places,
	    "from the best score down: how many have it, how many have it or better"),
	SETTING_LIST(0, "by", "PATH", &by,
	    "count by the values there; may be given again, and be 'PATH desc'"),
	SETTING_TEXT(
	    0, "within", "PATH", &within, "count each pool, named at PATH, apart"),
	STREAM_SETTINGS(&io), SETTING_END
};

static const struct filter filter = {
	.name = "admit-tally",
	.synopsis = "[--as-places] [-p policy] [-r file] [--within path] "
		    "[--by \"path [asc | desc]\"] ... [entry] [file ...]",
	.settings = settings,
	.entries = true,
};

static struct tally *
open_tally(void)
{
	struct tally *t = tally_new(as_places);
	size_t keys = 0;
	const char *why;

	if (t == NULL)
		allocate_fail();
	if (by.count == 0)
		settings_fail("by", "at least one key is needed");
	if (within != NULL && !tally_add_pool(t, within, &why))
		settings_fail("within", "\"%s\": %s", within, why);
	if (within != NULL)
		path_load_watch("within", NULL, tally_path(t, keys++));
	for (size_t i = 0; i < by.count; i++) {
		if (!tally_add_key(t, by.items[i], &why))
			settings_fail("by", "\"%s\": %s", by.items[i], why);
		path_load_watch("by", NULL, tally_path(t, keys++));
	}
	return t;
}

/* Count a record, or set it aside. */
static void
tally(struct stream *stream, struct record *record, struct tally *t)
{
	const char *key;

	switch (tally_count(t, record, &key)) {
	case RANKING_OK:
		stream_drop(stream);
		break;
	case RANKING_MISSING:
		stream_reject(
		    stream, "tally-missing-key", key, "there is nothing at %s", key);
		break;
	case RANKING_FAILED: /* not here: the keys of a tally are paths */
	case RANKING_WRONG:
		stream_reject(stream, "tally-bad-key", key, "%s is %s", key,
		    as_places ? "no number" : "neither a number, a text nor a boolean");
		break;
	case RANKING_RANGE:
		stream_reject(stream, "tally-number-range", key,
		    "the number at %s has too many digits", key);
		break;
	case RANKING_NO_MEMORY:
		allocate_fail();
	}
}

static void
write_counts(struct stream *stream, struct tally *t)
{
	struct writer json = { 0 };

	if (!tally_close(t))
		allocate_fail();
	while (tally_next(t, &json)) {
		if (writer_failed(&json))
			allocate_fail();
		stream_make(stream, (struct span){ json.text, json.len });
	}
	writer_free(&json);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct tally *t = open_tally();
	struct stream *stream = stream_open(files, &io);
	struct record *record;

	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		tally(stream, record, t);
	write_counts(stream, t);
	tally_free(t);
	return stream_close(stream);
}
