/*
 * admit-mask - the fields that may be published, and proof that nothing else is
 *
 * What may be published is a list of fields, some of them in a form that names nobody;
 * everything else goes.  With --check the records stay unpublished: the files that are
 * to be published are searched for the values of the fields that must not be in them.
 * With --unique they stay unpublished too: the rows that what is known of them
 * identifies are named.
 */
#include <err.h>
#include <stdlib.h>

#include "identity/secret.h"
#include "publish/combinations.h"
#include "publish/leak_check.h"
#include "publish/leaks.h"
#include "publish/mask.h"
#include "publish/published_files.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/path_load.h"
#include "stream/stream.h"

static struct text_list fields, secrets, checks, known;
static const char *secret_file;
static long least;
static struct stream_settings io;

static const struct setting settings[] = {
	SETTING_OPTION(0, SETTING_KIND_LIST, "check", "PATH", &checks,
	    "search this file, or the files of this folder, for what must not be "
	    "published"),
	SETTING_LIST(0, "fields", "FIELD", &fields,
	    "publish 'PATH' or 'PATH as name | surname | id | phone | year | "
	    "pseudonym'"),
	SETTING_LIST(0, "known", "FIELD", &known,
	    "what others may know of a record, as --fields, for --unique"),
	SETTING_OPTION(0, SETTING_KIND_FILE, "pseudonym", "FILE", &secret_file,
	    "make pseudonyms with the secret in FILE"),
	SETTING_LIST(0, "secrets", "FIELD", &secrets,
	    "a field whose values must not be published, for --check"),
	{ .kind = SETTING_KIND_NUMBER,
	    .name = "unique",
	    .argument = "N",
	    .to = &least,
	    .min = 2,
	    .max = 1000000,
	    .command_line_only = true,
	    .help = "name the records of which fewer than N are alike in --known" },
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-mask",
	.synopsis =
	    "[-p policy] [-r file] [--pseudonym file] --fields field ... [file ...] | "
	    "[-p policy] --check path ... [--secrets field] ... [file ...] | "
	    "[-p policy] --unique n --known field ... [file ...]",
	.settings = settings,
};

static struct mask mask;
static struct leak_check *leaks;
static struct path **secret_paths;
static struct combinations *alike;
static struct writer line;

static void
load_mask(const char *setting, const struct text_list *texts)
{
	const char *why;

	if (texts->count == 0)
		settings_usage();
	for (size_t i = 0; i < texts->count; i++) {
		why = mask_add(&mask, texts->items[i]);
		if (why != NULL)
			settings_fail(setting, "field %zu: %s", i + 1, why);
		path_load_watch(setting, NULL, mask.fields[i].path);
	}
	if (mask_has_pseudonyms(&mask) && secret_file == NULL && !io.dry_run)
		settings_fail(setting, "a pseudonym needs a secret: use --pseudonym");
	if (secret_file != NULL)
		mask.secret = secret_read(secret_file);
}

static void
refuse_secrets(void)
{
	for (size_t i = 0; i < secrets.count; i++)
		if (mask_shows(&mask, secrets.items[i]))
			settings_fail("fields",
			    "\"%s\" is one of the secrets: give it a form",
			    secrets.items[i]);
}

static void
load_secrets(void)
{
	secret_paths = allocate(secrets.count + 1, sizeof(struct path *));
	for (size_t i = 0; i < secrets.count; i++)
		secret_paths[i] = path_load("secrets", secrets.items[i]);
	if ((leaks = leak_check_new()) == NULL)
		allocate_fail();
}

/* Write what the mask shows of a record to line; false if it was set aside. */
static bool
write_masked(struct stream *stream, struct record *record)
{
	const char *field = NULL;

	writer_reset(&line);
	switch (mask_write(&mask, record, &line, &field)) {
	case MASK_OK:
		return true;
	case MASK_NOT_TEXT:
		stream_reject(stream, "mask-not-text", field,
		    "a value that is to be masked is no text");
		break;
	case MASK_BAD_DATE:
		stream_reject(
		    stream, "mask-no-date", field, "no year can be read in it");
		break;
	case MASK_FAILED:
		allocate_fail();
	}
	return false;
}

static void
publish(struct stream *stream, struct record *record)
{
	if (write_masked(stream, record))
		stream_write(stream, (struct span){ line.text, line.len });
}

static void
combine(struct stream *stream, struct record *record)
{
	if (!write_masked(stream, record))
		return;
	if (!combinations_add(alike, (struct span){ line.text, line.len },
		(uint32_t)stream_file_index(stream), stream_line(stream)))
		allocate_fail();
	stream_drop(stream);
}

/* The values of a record that must not be published. */
static void
learn(struct stream *stream, struct record *record)
{
	for (size_t i = 0; i < secrets.count; i++) {
		const struct value *value = path_find(secret_paths[i], record);
		struct span text;

		if (value == NULL ||
		    (value->type != VALUE_STRING && value->type != VALUE_NUMBER))
			continue;
		text = value->type == VALUE_STRING ? record_text(record, value)
						   : record_raw(record, value);
		if (text.at == NULL || !leak_check_add(leaks, text, (uint32_t)i))
			allocate_fail();
	}
	stream_drop(stream);
}

/* Write the report in line: a check has found something. */
static void
report(struct stream *stream)
{
	if (writer_failed(&line))
		allocate_fail();
	stream_make(stream, (struct span){ line.text, line.len });
	stream_fail_check(stream);
}

static void
check_file(struct stream *stream, const char *path)
{
	struct leak leak;
	struct span bytes;
	char *all = document_read_bytes(path, &bytes.len);

	bytes.at = all;
	leak_check_begin(leaks, bytes);
	while (leak_check_next(leaks, &leak)) {
		leak_check_write(&line, path, &leak,
		    leak.kind == LEAK_VALUE ? secrets.items[leak.field] : NULL);
		report(stream);
	}
	free(all);
}

static void
check_all(struct stream *stream)
{
	struct text_list published = { .count = 0 };

	leak_check_ready(leaks);
	for (size_t i = 0; i < checks.count; i++)
		published_files_add(&published, checks.items[i]);
	if (published.count == 0)
		settings_fail("check", "there are no files to search");
	for (size_t i = 0; i < published.count; i++)
		check_file(stream, published.items[i]);
	if (leak_check_short(leaks) > 0)
		warnx("%zu values are shorter than %d bytes and were not searched",
		    leak_check_short(leaks), LEAKS_SHORTEST);
	leak_check_free(leaks);
}

static void
report_unique(struct stream *stream, char *const files[])
{
	struct combination found;

	while (combinations_next(alike, (uint32_t)least, &found)) {
		writer_reset(&line);
		combinations_write(
		    &line, *files == NULL ? "<stdin>" : files[found.file], &found);
		report(stream);
	}
	combinations_free(alike);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	bool checking = checks.count > 0, combining = least > 0;
	struct record *record;
	struct stream *stream;

	if (checking && combining)
		settings_usage();
	if (checking)
		load_secrets();
	else
		load_mask(combining ? "known" : "fields", combining ? &known : &fields);
	if (!checking && !combining)
		refuse_secrets();
	if (combining && (alike = combinations_new()) == NULL)
		allocate_fail();
	stream = stream_open(files, &io);
	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		(checking ? learn : combining ? combine : publish)(stream, record);
	if (checking)
		check_all(stream);
	if (combining)
		report_unique(stream, files);
	mask_free(&mask);
	return stream_close(stream);
}
