#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nettle/sha2.h>

#include "memory/hugepages.h"
#include "record/scan.h"
#include "seal/seal.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/exact_numbers.h"
#include "settings/files.h"
#include "settings/json_tree.h"
#include "settings/status.h"
#include "text/hex.h"

enum { BLOCK = 65536 };

enum { HEAP_PER_BYTE = 8 }; /* of lines, at most: the trees of those of programs */

static struct document *documents;
static size_t count, room;

static void
remember(const char *path, const char *bytes, size_t len)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx context;
	struct document *d;

	sha256_init(&context);
	sha256_update(&context, len, (const uint8_t *)bytes);
	sha256_digest(&context, sizeof digest, digest);
	documents = allocate_room(documents, &room, count + 1, sizeof *documents);
	d = &documents[count++];
	d->path = allocate_text(path, strlen(path));
	hex_write(d->digest, digest, sizeof digest);
	d->digest[64] = '\0';
}

/* A device may have no end. */
static void
check_kind(int fd, const char *path)
{
	struct stat status;

	if (fstat(fd, &status) == -1)
		err(STATUS_TROUBLE, "%s", path);
	if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode))
		errx(STATUS_TROUBLE, "%s: neither a regular file nor a pipe", path);
}

static bool
begins(const char *bytes, size_t len, const char *mark)
{
	return len >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0;
}

/* Editors and spreadsheets save a text as something else than it should be. */
static void
check_encoding(const char *path, const char *bytes, size_t len)
{
	const char *at = bytes, *end = bytes + len, *next;
	int line = 1;

	if (begins(bytes, len, "\xef\xbb\xbf"))
		errx(STATUS_TROUBLE,
		    "%s:1: byte-order-mark: the file begins with a byte order mark; "
		    "save it as UTF-8 without one (without BOM)",
		    path);
	if (begins(bytes, len, "\xff\xfe") || begins(bytes, len, "\xfe\xff"))
		errx(STATUS_TROUBLE,
		    "%s:1: not-utf8: the file is UTF-16; save it as UTF-8", path);
	if (scan_is_utf8(bytes, end))
		return;
	for (;; line++, at = next + 1) {
		next = memchr(at, '\n', (size_t)(end - at));
		if (next == NULL || !scan_is_utf8(at, next))
			break;
	}
	errx(STATUS_TROUBLE,
	    "%s:%d: not-utf8: the line is not UTF-8; if the file is GBK or GB18030, "
	    "save it as UTF-8",
	    path, line);
}

char *
document_read_bytes(const char *path, size_t *len)
{
	int fd;
	char *bytes = NULL;
	size_t size = 0, used = 0;
	ssize_t got = 1;

	files_add_input(NULL, path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		err(STATUS_TROUBLE, "%s", path);
	check_kind(fd, path);
	while (got != 0) {
		bytes = allocate_room(bytes, &size, used + BLOCK + 1, 1);
		got = read(fd, bytes + used, size - used - 1);
		if (got == -1 && errno == EINTR)
			continue;
		if (got == -1)
			err(STATUS_TROUBLE, "%s", path);
		used += (size_t)got;
		if (used > DOCUMENT_MOST_BYTES)
			errx(STATUS_TROUBLE, "%s: more than %d MiB", path,
			    DOCUMENT_MOST_BYTES >> 20);
	}
	close(fd);
	bytes[used] = '\0';
	remember(path, bytes, used);
	*len = used;
	return bytes;
}

char *
document_read(const char *path, size_t *len)
{
	char *bytes = document_read_bytes(path, len);

	check_encoding(path, bytes, *len);
	return bytes;
}

/* The parser's own text is not shown: it quotes what it read. */
static const char *
describe(const json_error_t *error)
{
	switch (json_error_code(error)) {
	case json_error_duplicate_key:
		return "duplicate-name: a name occurs twice in an object";
	case json_error_numeric_overflow:
		return "number-too-large: a number with more digits than can be kept "
		       "exactly";
	default:
		return "not-json: the file is not JSON";
	}
}

static _Noreturn void
not_json(const char *path, int line, const json_error_t *error)
{
	if (json_error_code(error) == json_error_out_of_memory)
		allocate_fail();
	errx(
	    STATUS_TROUBLE, "%s:%d:%d: %s", path, line, error->column, describe(error));
}

/* at is among the bytes; line is that of the first byte, the column counts bytes. */
static _Noreturn void
fail_at(const char *path, int line, const char *bytes, const char *at, const char *why)
{
	const char *start = bytes;

	for (const char *b = bytes; b < at; b++)
		if (*b == '\n') {
			line++;
			start = b + 1;
		}
	errx(STATUS_TROUBLE, "%s:%d:%td: %s", path, line, at - start + 1, why);
}

/* The first U+0000 in a text or a name, or NULL: jansson refuses the byte itself. */
static const char *
find_nul(const char *bytes, size_t len)
{
	const char *at = bytes, *end = bytes + len;

	while ((at = memchr(at, '\\', (size_t)(end - at))) != NULL && end - at >= 6) {
		if (memcmp(at, "\\u0000", 6) == 0)
			return at;
		at += 2;
	}
	return NULL;
}

/* Rules, paths, names and codes are C strings, which end at a NUL. */
static void
check_texts(const char *path, int line, const char *bytes, size_t len)
{
	const char *found = find_nul(bytes, len);

	if (found != NULL)
		fail_at(path, line, bytes, found,
		    "nul-in-text: a text with U+0000 would be cut short; remove it");
}

static void
check_numbers(const char *path, int line, const char *bytes, size_t len)
{
	const char *found = exact_numbers_find(bytes, len);

	if (found != NULL)
		fail_at(path, line, bytes, found,
		    "inexact-number: the number cannot be kept exactly; write at most "
		    "15 digits and 18 places");
}

static json_t *
load(const char *path, bool exact)
{
	json_error_t error;
	size_t len;
	char *bytes = document_read(path, &len);
	json_t *value;

	check_texts(path, 1, bytes, len);
	value =
	    json_loadb(bytes, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (value == NULL)
		not_json(path, error.line, &error);
	if (exact)
		check_numbers(path, 1, bytes, len);
	free(bytes);
	return value;
}

json_t *
document_load(const char *path)
{
	return load(path, false);
}

json_t *
document_load_exact(const char *path)
{
	return load(path, true);
}

/* The seal is the line at the end of the lines from bytes on. */
static void
check_seal(
    const char *path, const char *bytes, size_t before, const char *line, size_t len)
{
	struct seal *seal = seal_new();

	if (seal == NULL)
		allocate_fail();
	seal_add(seal, bytes, before, seal_count_lines(bytes, before));
	if (!seal_holds(seal, line, len))
		errx(STATUS_TROUBLE, "%s: its seal does not hold", path);
	seal_free(seal);
}

static json_t *
load_line(
    struct json_tree *tree, const char *path, int number, const char *line, size_t len)
{
	json_error_t error;
	json_t *value;

	check_texts(path, number, line, len);
	value = json_tree_read(tree, line, len);
	if (value == NULL)
		value = json_loadb(line, len, JSON_REJECT_DUPLICATES, &error);
	if (value == NULL)
		not_json(path, number, &error);
	if (!json_is_object(value))
		errx(STATUS_TROUBLE, "%s:%d: not-object: the line is no JSON object",
		    path, number);
	check_numbers(path, number, line, len);
	return value;
}

/* Behind the line with which a checked stream begins. */
static const char *
skip_head(const char *bytes, size_t len)
{
	size_t head = strlen(seal_head);

	return len >= head && seal_is_head(bytes, head - 1) && bytes[head - 1] == '\n'
		   ? bytes + head
		   : bytes;
}

json_t *
document_load_lines(const char *path)
{
	size_t len;
	char *bytes = document_read(path, &len), *at = bytes, *end = bytes + len, *next;
	json_t *lines = json_array();
	struct json_tree *tree = json_tree_open();
	const char *first = skip_head(bytes, len); /* of the lines that a seal counts */
	bool sealed = false;
	int number = first > bytes;

	if (lines == NULL || tree == NULL)
		allocate_fail();
	hugepages_heap(HEAP_PER_BYTE * len);
	at += first - bytes;
	for (; at < end; at = next + 1) {
		next = memchr(at, '\n', (size_t)(end - at));
		if (next == NULL)
			next = end;
		if (seal_recognise(at, (size_t)(next - at))) {
			check_seal(
			    path, first, (size_t)(at - first), at, (size_t)(next - at));
			if (next + 1 < end)
				errx(STATUS_TROUBLE, "%s: lines follow its seal", path);
			sealed = true;
			break;
		}
		if (json_array_append_new(lines,
			load_line(tree, path, ++number, at, (size_t)(next - at))) != 0)
			allocate_fail();
	}
	if (first > bytes && !sealed)
		errx(STATUS_TROUBLE, "%s: not whole: its seal is missing", path);
	json_tree_close(tree);
	free(bytes);
	return lines;
}

size_t
document_count(void)
{
	return count;
}

const struct document *
document_at(size_t index)
{
	return &documents[index];
}
