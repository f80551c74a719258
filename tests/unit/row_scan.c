/*
 * A line cut and looked at, by vectors and without, against a look at each byte: all
 * that can be in a line, at every place of a block.
 */
#include "sheet/row_scan.h"

#undef NDEBUG
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "record/scan.h"
#include "sheet/cell.h"

#include "fixed_seed.h"

enum { LONGEST = 300, ROUNDS = 60000 };

static size_t levels[3], quotes; /* that were seen */

/* What is in a line, by the words of row_scan.h. */
static enum row_bytes
look(struct span line, char delimiter)
{
	enum row_bytes bytes = ROW_BYTES_ORDINARY;

	if (!scan_is_utf8(line.at, line.at + line.len))
		return ROW_BYTES_ANY;
	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.at[i];

		if (line.at[i] == delimiter)
			continue;
		if (c < ' ' || c == '"' || c == '\\')
			return ROW_BYTES_ANY;
		if (c == ' ' || c == '#' || c == 0x7f || (c >= 0xc0 && c <= 0xe3) ||
		    c > 0xe9)
			bytes = ROW_BYTES_TEXT;
	}
	return bytes;
}

static void
check_cells(struct span line, char delimiter, const struct row_cells *cells)
{
	const char *at = line.at, *end = line.at + line.len;

	for (size_t i = 0; i < cells->count; i++) {
		struct span cell = cells->items[i];

		assert(cell.at == at);
		assert(cell.len == 0 || memchr(at, delimiter, cell.len) == NULL);
		at += cell.len;
		assert(i + 1 == cells->count ? at == end : *at++ == delimiter);
	}
}

typedef enum row_scan scan_form(
    struct row_line, char, struct row_cells *, enum row_bytes *);

/* From memory of its own size, so that ASan sees a byte too far; what is behind the
 * line is of all kinds, and must not matter. */
static void
check_by(scan_form *scan, struct span text, char delimiter)
{
	static struct row_cells cells;
	size_t behind = draw() % 2 * (draw() % 80);
	char *copy = malloc(text.len + behind > 0 ? text.len + behind : 1);
	struct span line = { copy, text.len };
	struct row_line given = { line, behind };
	enum row_bytes bytes = ROW_BYTES_ANY;
	bool quote = text.len > 0 && memchr(text.at, '"', text.len) != NULL;

	assert(copy != NULL);
	if (text.len > 0)
		memcpy(copy, text.at, text.len);
	for (size_t i = 0; i < behind; i++)
		copy[text.len + i] = ",\"\x80\xe5 a0\n"[draw() % 8];
	if (quote) {
		assert(scan(given, delimiter, &cells, &bytes) == ROW_SCAN_QUOTE);
		assert(cells.count == 0);
		quotes++;
	} else {
		assert(scan(given, delimiter, &cells, &bytes) == ROW_SCAN_CUT);
		assert(cells.count > 0 && bytes == look(line, delimiter));
		check_cells(line, delimiter, &cells);
		levels[bytes]++;
	}
	for (size_t i = 0; i < cells.count && bytes == ROW_BYTES_ORDINARY; i++) {
		assert(cell_trim(cells.items[i]).len == cells.items[i].len);
		assert(!cell_is_error(cells.items[i]));
	}
	free(copy);
	/* With room for nothing, as it is for the first line. */
	if (draw() % 64 == 0) {
		free(cells.items);
		cells = (struct row_cells){ .items = NULL };
	}
}

static void
check(struct span text, char delimiter)
{
	check_by(row_scan, text, delimiter);
	check_by(row_scan_portable, text, delimiter);
}

/* Each byte in a line of others, where a register or a block begins and ends. */
static void
test_bytes(void)
{
	char line[130];

	for (size_t at = 0; at < sizeof line; at++)
		for (unsigned byte = 0; byte < 0x100; byte++) {
			memset(line, 'a', sizeof line);
			line[at] = (char)byte;
			check((struct span){ line, sizeof line }, ',');
			check((struct span){ line, at + 1 }, "\t; "[byte % 3]);
		}
}

/* What a line is put together from: mostly plain, one piece in some lines not. */
static const char *
piece(uint64_t kind)
{
	static const char *const plain[] = { "a", "7", ",", ",,,", ";", "\t",
		"\xe5\x9f\x8e", "\xe4\xb8\x80", "\xe9\xbf\xbf", ".", "/", "=" };
	static const char *const others[] = { " ", "#", "#N/A", "\x7f", "\"", "\\",
		"\x01", "\x1f", "\xc2\xb7", "\xe3\x80\x80", "\xea\xb0\x80",
		"\xef\xbf\xbd", "\xef\xbb\xbf", "\xf0\xa0\x80\x80", "\xe5\x9f", "\x9f",
		"\xed\xa0\x80", "\xff", "\xc0\xaf", "\xc4\xa3\xd0\xa1" };

	return kind % 97 == 0 ? others[draw() % (sizeof others / sizeof *others)]
			      : plain[kind % (sizeof plain / sizeof *plain)];
}

static void
test_lines(void)
{
	char line[LONGEST + 8];

	for (int round = 0; round < ROUNDS; round++) {
		size_t len = 0, longest = draw() % LONGEST;

		while (len < longest) {
			const char *text = piece(draw());

			memcpy(line + len, text, strlen(text));
			len += strlen(text);
		}
		if (len > 0 && draw() % 16 == 0)
			line[draw() % len] = '\0';
		check((struct span){ line, len }, ",;\t"[draw() % 3]);
	}
}

int
main(void)
{
	check((struct span){ "", 0 }, ',');
	test_bytes();
	test_lines();
	assert(levels[ROW_BYTES_ANY] > ROUNDS / 16 && levels[ROW_BYTES_TEXT] > 1000 &&
	       levels[ROW_BYTES_ORDINARY] > ROUNDS / 16 && quotes > 1000);
	return 0;
}
