#include "sheet/delimiter.h"

#include <stdbool.h>
#include <string.h>

enum { COMMA, TAB, SEMICOLON, FULL_WIDTH, KINDS };

static const struct {
	char byte;
	const char *name;
} kinds[] = {
	[TAB] = { '\t', "tab" },
	[COMMA] = { ',', "comma" },
	[SEMICOLON] = { ';', "semicolon" },
};

const char *
delimiter_name(char byte)
{
	for (size_t i = 0; i < FULL_WIDTH; i++)
		if (kinds[i].byte == byte)
			return kinds[i].name;
	return "other";
}

/* How many of each kind the lines have. */
struct lines {
	size_t counts[DELIMITER_LINES][KINDS];
	uint64_t numbers[DELIMITER_LINES]; /* of the lines in the file */
	size_t count;
};

/* The length of the character at a place, as far as the encoding has longer ones. */
static size_t
length_at(const char *at, const char *end, enum encoding encoding)
{
	bool gb = encoding == ENCODING_GB18030 || encoding == ENCODING_GBK ||
		  encoding == ENCODING_CP936;

	return gb && (unsigned char)*at >= 0x80 && end - at > 1 ? 2 : 1;
}

/* Whether a full-width comma, U+FF0C, stands at a place. */
static bool
is_full_width(const char *at, const char *end, size_t len)
{
	if (len == 2)
		return memcmp(at, "\xa3\xac", 2) == 0;
	return end - at >= 3 && memcmp(at, "\xef\xbc\x8c", 3) == 0;
}

/* The last line is left out if the text is cut in it and there are others. */
static void
count(struct lines *lines, struct span text, enum encoding encoding)
{
	const char *end = text.at + text.len;
	bool quoted = false, filled = false;
	uint64_t number = 1;
	size_t len, *counts = lines->counts[0];

	for (const char *at = text.at; at < end; at += len) {
		len = length_at(at, end, encoding);
		if (*at == '"')
			quoted = !quoted;
		number += *at == '\n';
		if (!quoted && (*at == '\n' || *at == '\r')) {
			lines->count += filled;
			if (lines->count == DELIMITER_LINES)
				return;
			filled = false;
			counts = lines->counts[lines->count];
			continue;
		}
		if (!filled)
			lines->numbers[lines->count] = number;
		filled = true;
		for (size_t i = 0; !quoted && i < FULL_WIDTH; i++)
			counts[i] += *at == kinds[i].byte;
		counts[FULL_WIDTH] += !quoted && is_full_width(at, end, len);
	}
	lines->count += filled && lines->count == 0;
}

/* The number of a kind that most lines have, and how many have it. */
static size_t
most_frequent(const struct lines *lines, size_t kind, size_t *number)
{
	size_t most = 0;

	*number = 0;
	for (size_t i = 0; i < lines->count; i++) {
		size_t same = 0, of_line = lines->counts[i][kind];

		for (size_t k = 0; k < lines->count; k++)
			same += lines->counts[k][kind] == of_line;
		if (of_line > 0 &&
		    (same > most || (same == most && of_line > *number))) {
			most = same;
			*number = of_line;
		}
	}
	return most;
}

struct delimiter
delimiter_find(struct span text, enum encoding encoding)
{
	struct lines lines = { .count = 0 };
	struct delimiter found = { .byte = 0 };
	size_t same, number;
	/* Spreadsheets write tabs in UTF-16. */
	size_t first =
	    encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE ? TAB : COMMA;

	if (text.len > 0)
		count(&lines, text, encoding);
	found.lines = lines.count;
	for (size_t k = 0; k < FULL_WIDTH; k++) {
		size_t i = (first + k) % FULL_WIDTH;

		same = most_frequent(&lines, i, &number);
		if (same > found.same || (same == found.same && number > found.count)) {
			found.byte = kinds[i].byte;
			found.same = same;
			found.count = number;
		}
	}
	if (found.byte != 0 ||
	    most_frequent(&lines, FULL_WIDTH, &number) * 2 <= lines.count)
		return found;
	for (size_t i = 0; found.full_width_line == 0; i++)
		if (lines.counts[i][FULL_WIDTH] == number)
			found.full_width_line = lines.numbers[i];
	return found;
}
