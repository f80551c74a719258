/*
 * Texts as JSON strings and back, by the writer, the scanner and jansson; and texts
 * from outside as UTF-8.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "record/json_string.h"
#include "record/scan.h"
#include "record/short_number.h"
#include "record/unescaped.h"
#include "sheet/plain_cell.h"
#include "text/escaped.h"

#include "target.h"

static void
check_json(struct span text)
{
	char *quoted = malloc(JSON_STRING_MOST * text.len + 2);
	char *end = json_string_write(quoted, text), *back;
	size_t len = (size_t)(end - quoted);
	bool escaped = false;
	json_t *other;

	check(len <= JSON_STRING_MOST * text.len + 2);
	check(scan_string(quoted + 1, end, &escaped) == end);
	check(escaped == (json_string_plain(text) < text.len));
	back = malloc(len);
	check(scan_unescape(quoted + 1, end - 1, back) == text.len);
	check(text.len == 0 || memcmp(back, text.at, text.len) == 0);
	other = json_loadb(quoted, len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	check(json_string_length(other) == text.len &&
	      memcmp(json_string_value(other), back, text.len) == 0);
	json_decref(other);
	free(back);
	free(quoted);
}

/* The vectors and their portable forms say the same of any bytes. */
static void
check_forms(struct span text)
{
	const char *end = text.at + text.len;
	char *copy = malloc(text.len + 1), number[SHORT_NUMBER_COPIED];
	bool whole = unescaped_copy(copy, text);

	check(text.len == 0 || memcmp(copy, text.at, text.len) == 0);
	check(whole == unescaped_copy_portable(copy, text));
	check(whole == (json_string_plain(text) == text.len));
	check(text.len == 0 || memcmp(copy, text.at, text.len) == 0);
	check(!short_number_copy(number, text) || scan_any_number(text.at, end) == end);
	check(plain_cell(text) == plain_cell_portable(text));
	free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span text = { (const char *)data, size };
	bool valid = scan_is_utf8(text.at, text.at + size);
	char *copy = strndup(size > 0 ? text.at : "", size), *readable;

	check_forms(text);
	if (valid)
		check_json(text);
	readable = escaped_text(copy);
	check(scan_is_utf8(readable, readable + strlen(readable)));
	check(!scan_is_utf8(copy, copy + strlen(copy)) || strcmp(copy, readable) == 0);
	free(readable);
	free(copy);
	return 0;
}
