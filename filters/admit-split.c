/*
 * admit-split - one file for each school, district or other key
 *
 * The records wait in a spill file until the last one has come; then one file after the
 * other is written, so that thousands of keys need one open file.  All of them appear
 * at once, at the end, or none does.  Standard output is the listing of the files.
 */
#include <dirent.h>
#include <err.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nettle/sha2.h>

#include "publish/part_name.h"
#include "publish/parts.h"
#include "record/path.h"
#include "settings/allocate.h"
#include "settings/memory_size.h"
#include "settings/path_load.h"
#include "stream/sink.h"
#include "stream/stream.h"
#include "text/hex.h"

static const char *by, *folder;
static struct stream_settings io;

static const struct setting settings[] = {
	SETTING_TEXT(
	    0, "by", "PATH", &by, "where a record has the key of its file (required)"),
	SETTING_OPTION('o', SETTING_KIND_TEXT, "output", "FOLDER", &folder,
	    "the folder for the files (required)"),
	STREAM_SETTINGS(&io),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-split",
	.synopsis = "[-p policy] [-r file] --by path -o folder [file ...]",
	.settings = settings,
};

static struct path *key_path;
static struct parts parts;
static struct writer name, file, listed;

static void
open_folder(void)
{
	if (mkdir(folder, 0700) == -1 && errno != EEXIST)
		err(STATUS_TROUBLE, "%s", folder);
}

/* The names of all parts. */
static struct numbering *
name_parts(void)
{
	struct numbering *names = numbering_new();
	bool known;

	for (size_t part = 0; names != NULL && part < parts_count(&parts); part++)
		if (part_name_write(&name, parts_key(&parts, part)) != PART_NAME_OK ||
		    numbering_add(names, span_of(name.text), &known) == NUMBERING_NONE)
			allocate_fail();
	if (names == NULL)
		allocate_fail();
	return names;
}

/* A part of an earlier run that this one does not have would be taken for one of it. */
static void
check_folder(void)
{
	struct numbering *names = name_parts();
	DIR *dir = opendir(folder);
	struct dirent *entry;

	if (dir == NULL)
		err(STATUS_TROUBLE, "%s", folder);
	while (errno = 0, (entry = readdir(dir)) != NULL) {
		struct span other = span_of(entry->d_name);

		if (part_name_is_one(other) &&
		    numbering_find(names, other) == NUMBERING_NONE)
			settings_fail("output",
			    "the folder has files of other keys, which would stay: "
			    "name a new one");
	}
	if (errno != 0)
		err(STATUS_TROUBLE, "%s", folder);
	closedir(dir);
	numbering_free(names);
}

/* The key of a record; false if it was set aside. */
static bool
read_key(struct stream *stream, struct record *record, struct span *key)
{
	const struct value *value = path_find(key_path, record);

	if (value == NULL || value->type == VALUE_NULL) {
		stream_reject(stream, "key-missing", by, "there is no key");
		return false;
	}
	if (value->type != VALUE_STRING && value->type != VALUE_NUMBER) {
		stream_reject(
		    stream, "key-bad", by, "the key is neither a text nor a number");
		return false;
	}
	*key = value->type == VALUE_STRING ? record_text(record, value)
					   : record_raw(record, value);
	if (key->at == NULL)
		allocate_fail();
	return true;
}

static void
split(struct stream *stream, struct record *record)
{
	struct span key;

	if (!read_key(stream, record, &key))
		return;
	switch (part_name_write(&name, key)) {
	case PART_NAME_OK:
		break;
	case PART_NAME_EMPTY:
		stream_reject(stream, "key-missing", by, "the key is empty");
		return;
	case PART_NAME_TOO_LONG:
		stream_reject(
		    stream, "key-too-long", by, "the key is too long for a file name");
		return;
	case PART_NAME_NO_MEMORY:
		allocate_fail();
	}
	if (!parts_add(&parts, key))
		allocate_fail();
	stream_keep(stream, NULL, NULL);
}

/* The line of the listing for a part that was written. */
static void
list(struct stream *stream, struct span key, size_t count, uint64_t bytes,
    struct sha256_ctx *digest)
{
	uint8_t sum[SHA256_DIGEST_SIZE];
	char text[2 * sizeof sum];

	sha256_digest(digest, sizeof sum, sum);
	hex_write(text, sum, sizeof sum);
	writer_reset(&listed);
	writer_open_object(&listed);
	writer_name(&listed, "key");
	writer_string_span(&listed, key);
	writer_name(&listed, "file");
	writer_string(&listed, name.text);
	writer_name(&listed, "records");
	writer_integer(&listed, (int64_t)count);
	writer_name(&listed, "bytes");
	writer_integer(&listed, (int64_t)bytes);
	writer_name(&listed, "sha256");
	writer_string_span(&listed, (struct span){ text, sizeof text });
	writer_close_object(&listed);
	if (writer_failed(&listed))
		allocate_fail();
	stream_make(stream, (struct span){ listed.text, listed.len });
}

static void
write_part(struct stream *stream, size_t part)
{
	struct span key = parts_key(&parts, part);
	size_t count;
	const uint32_t *records = parts_records(&parts, part, &count);
	struct sha256_ctx digest;
	struct sink *sink;
	uint64_t bytes;

	writer_reset(&file);
	writer_bytes(&file, folder, strlen(folder));
	writer_bytes(&file, "/", 1);
	if (part_name_write(&name, key) != PART_NAME_OK)
		allocate_fail();
	writer_bytes(&file, name.text, name.len);
	if (writer_failed(&file))
		allocate_fail();
	sha256_init(&digest);
	sink = sink_open_file(file.text, 0600);
	for (size_t i = 0; i < count; i++) {
		struct span line = kept_fetch(stream_kept(stream), records[i]);

		sink_write(sink, line.at, line.len);
		sink_end_line(sink);
		sha256_update(&digest, line.len, (const uint8_t *)line.at);
		sha256_update(&digest, 1, (const uint8_t *)"\n");
		stream_printed(stream);
	}
	bytes = sink_bytes(sink);
	sink_close(sink);
	list(stream, key, count, bytes, &digest);
}

static void
write_parts(struct stream *stream)
{
	if (!parts_order(&parts))
		allocate_fail();
	if (parts_count(&parts) > 0)
		check_folder();
	if (parts.records > 0)
		kept_arrange(
		    stream_kept(stream), parts.order, memory_size_read("memory", NULL));
	for (size_t part = 0; part < parts_count(&parts); part++)
		write_part(stream, part);
}

int
main(int argc, char *argv[])
{
	char **files = settings_read(argc, argv, &filter);
	struct record *record;
	struct stream *stream;

	if (by == NULL || folder == NULL)
		settings_usage();
	key_path = path_load("by", by);
	if (!parts_open(&parts))
		allocate_fail();
	stream = stream_open(files, &io);
	open_folder();
	stream_fold(stream);
	while ((record = stream_next(stream)) != NULL)
		split(stream, record);
	write_parts(stream);
	parts_close(&parts);
	return stream_close(stream);
}
