/*
 * admit-mask - the fields that may be published, and proof that nothing else is
 *
 * What may be published is a list of fields, some of them in a form that names nobody;
 * everything else goes.  With --check the records stay unpublished: the files that are
 * to be published are searched for the values of the fields that must not be in them.
 */
#include <dirent.h>
#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "identity/secret.h"
#include "publish/leaks.h"
#include "publish/mask.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/path_load.h"
#include "stream/stream.h"

static struct text_list fields, secrets, checks;
static const char *secret_file;
static struct stream_settings io;

static const struct setting settings[] = {
	SETTING_OPTION(0, SETTING_KIND_LIST, "check", "PATH", &checks,
	    "search this file, or the files of this folder, for what must not be "
	    "published"),
	SETTING_LIST(0, "fields", "FIELD", &fields,
	    "publish 'PATH' or 'PATH as name | id | phone | year | pseudonym'"),
	SETTING_OPTION(0, SETTING_KIND_FILE, "pseudonym", "FILE", &secret_file,
	    "make pseudonyms with the secret in FILE"),
	SETTING_LIST(0, "secrets", "FIELD", &secrets,
	    "a field whose values must not be published, for --check"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-mask",
	.synopsis =
	    "[-p policy] [-r file] [--pseudonym file] --fields field ... [file ...] | "
	    "[-p policy] --check path ... --secrets field ... [file ...]",
	.settings = settings,
};

static struct mask mask;
static struct leaks *leaks;
static struct path **secret_paths;
static struct writer line;

static void
load_mask(void)
{
	const char *why;

	if (fields.count == 0)
		settings_usage();
	for (size_t i = 0; i < fields.count; i++) {
		why = mask_add(&mask, fields.items[i]);
		if (why != NULL)
			settings_fail("fields", "field %zu: %s", i + 1, why);
		path_load_watch("fields", NULL, mask.fields[i].path);
	}
	for (size_t i = 0; i < secrets.count; i++)
		if (mask_shows(&mask, secrets.items[i]))
			settings_fail("fields",
			    "\"%s\" is one of the secrets: give it a form",
			    secrets.items[i]);
	if (mask_has_pseudonyms(&mask) && secret_file == NULL)
		settings_fail("fields", "a pseudonym needs a secret: use --pseudonym");
	if (secret_file != NULL)
		mask.secret = secret_read(secret_file);
}

static void
publish(struct stream *stream, struct record *record)
{
	const char *field = NULL;

	writer_reset(&line);
	switch (mask_write(&mask, record, &line, &field)) {
	case MASK_OK:
		stream_write(stream, (struct span){ line.text, line.len });
		break;
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
}

static void
load_secrets(void)
{
	if (secrets.count == 0)
		settings_usage();
	secret_paths = allocate(secrets.count, sizeof(struct path *));
	for (size_t i = 0; i < secrets.count; i++)
		secret_paths[i] = path_load("secrets", secrets.items[i]);
	if ((leaks = leaks_new()) == NULL)
		allocate_fail();
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
		if (text.at == NULL || !leaks_add(leaks, text, (uint32_t)i))
			allocate_fail();
	}
	stream_drop(stream);
}

static void
report(struct stream *stream, const char *file, const char *code, uint64_t number,
    const char *field)
{
	writer_reset(&line);
	writer_open_object(&line);
	writer_name(&line, "file");
	writer_string(&line, file);
	if (number > 0) {
		writer_name(&line, "line");
		writer_integer(&line, (int64_t)number);
	}
	writer_name(&line, "code");
	writer_string(&line, code);
	if (field != NULL) {
		writer_name(&line, "field");
		writer_string(&line, field);
	}
	writer_close_object(&line);
	if (writer_failed(&line))
		allocate_fail();
	stream_make(stream, (struct span){ line.text, line.len });
	stream_fail_check(stream);
}

/* What is packed cannot be searched, so nothing is proved about it. */
static bool
is_packed(struct span bytes)
{
	return bytes.len >= 4 && (memcmp(bytes.at, "PK\3\4", 4) == 0 ||
				     memcmp(bytes.at, "\x1f\x8b", 2) == 0);
}

static void
check_file(struct stream *stream, const char *path)
{
	struct span bytes;
	char *all = document_read_bytes(path, &bytes.len);
	uint64_t number = 1;
	size_t at = 0, counted = 0;
	uint32_t field = 0;

	bytes.at = all;
	if (is_packed(bytes))
		report(stream, path, "leak-unknown", 0, NULL);
	while ((at = leaks_find(leaks, bytes, at, &field)) != SIZE_MAX) {
		for (; counted < at; counted++)
			number += bytes.at[counted] == '\n';
		report(stream, path, "leak", number, secrets.items[field]);
		at++;
	}
	free(all);
}

static int
is_no_dot(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* A file, or all files of a folder and of those in it, in the order of their names. */
static void
check(struct stream *stream, const char *path)
{
	struct dirent **entries;
	struct stat st;
	int count;

	if (stat(path, &st) == -1)
		err(STATUS_TROUBLE, "%s", path);
	if (!S_ISDIR(st.st_mode)) {
		check_file(stream, path);
		return;
	}
	if ((count = scandir(path, &entries, is_no_dot, by_name)) == -1)
		err(STATUS_TROUBLE, "%s", path);
	for (int i = 0; i < count; i++) {
		struct writer inside = { 0 };

		writer_bytes(&inside, path, strlen(path));
		writer_bytes(&inside, "/", 1);
		writer_bytes(
		    &inside, entries[i]->d_name, strlen(entries[i]->d_name) + 1);
		if (writer_failed(&inside))
			allocate_fail();
		check(stream, inside.text);
		writer_free(&inside);
		free(entries[i]);
	}
	free(entries);
}

static void
check_all(struct stream *stream)
{
	leaks_sort(leaks);
	for (size_t i = 0; i < checks.count; i++)
		check(stream, checks.items[i]);
	if (leaks_short(leaks) > 0)
		warnx("%zu values are shorter than %d bytes and were not searched",
		    leaks_short(leaks), LEAKS_SHORTEST);
	leaks_free(leaks);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct record *record;
	struct stream *stream;

	if (checks.count > 0)
		load_secrets();
	else
		load_mask();
	stream = stream_open(files, &io);
	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		if (checks.count > 0)
			learn(stream, record);
		else
			publish(stream, record);
	if (checks.count > 0)
		check_all(stream);
	mask_free(&mask);
	return stream_close(stream);
}
