#include "address/address_line.h"

#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "text/simplified.h"
#include "text/unseen.h"
#include "text/utf8.h"

enum { LOST = 0xFFFD };

void
address_line_free(struct address_line *l)
{
	free(l->chars);
	free(l->starts);
	fold_free(&l->folded);
	*l = (struct address_line){ 0 };
}

static bool
is_alphanumeric(char32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

static bool
is_dash(char32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == '~' ||
	       c == '_' || c == 0x30FC;
}

static bool
is_mark(char32_t c)
{
	if (c < 0x80)
		return c == ',' || c == ';' || c == ':' || c == '(' || c == ')' ||
		       c == '[' || c == ']' || c == '{' || c == '}' || c == '"' ||
		       c == '\'' || c == '!' || c == '|' || c == '<' || c == '>';
	return (c >= 0x3001 && c <= 0x3002) || (c >= 0x3008 && c <= 0x3011) ||
	       (c >= 0x3014 && c <= 0x301F) || (c >= 0x2018 && c <= 0x201F) ||
	       c == 0xFF61 || c == 0xFF64;
}

/* One spelling of a folded character. */
static char32_t
plain(char32_t c)
{
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 'A';
	if (c >= 0x4E00)
		return simplified_character(c);
	if (is_dash(c))
		return '-';
	if (is_mark(c))
		return ADDRESS_STOP;
	return c == 0 ? LOST : c;
}

/* As utf8_read(); most are of U+4000 to U+9FFF, three bytes that begin with E4 to E9.
 */
static size_t
read_character(const char *at, const char *end, uint32_t *c)
{
	const unsigned char *byte = (const unsigned char *)at;

	if (byte[0] < 0x80) {
		*c = byte[0];
		return 1;
	}
	if (byte[0] >= 0xE4 && byte[0] <= 0xE9 && end - at >= 3 &&
	    (byte[1] & 0xC0) == 0x80 && (byte[2] & 0xC0) == 0x80) {
		*c =
		    (byte[0] & 0xfu) << 12 | (byte[1] & 0x3fu) << 6 | (byte[2] & 0x3fu);
		return 3;
	}
	return utf8_read(at, end, c);
}

/* Fold a piece without spaces and add its characters. */
static bool
add_piece(struct address_line *l, struct span piece)
{
	const char *at, *end;

	fold_reset(&l->folded);
	if (!fold_add(&l->folded, piece))
		return false;
	if (l->folded.len == 0)
		return true;
	if (!array_reserve(&l->chars, &l->room,
		l->count + l->folded.len + ADDRESS_LINE_MARGIN + 1, sizeof *l->chars))
		return false;
	at = l->folded.text;
	end = at + l->folded.len;
	while (at < end) {
		uint32_t c = LOST;
		size_t len = read_character(at, end, &c);

		at += len > 0 ? len : 1;
		l->chars[l->count++] = plain(len > 0 ? c : LOST);
	}
	return true;
}

/* Where the next white space begins, which takes *len bytes; or the end. */
static const char *
find_space(const char *at, const char *end, size_t *len)
{
	*len = 0;
	while (at < end) {
		unsigned char byte = (unsigned char)*at;
		uint32_t c = 0;

		if (byte >= 0xE4) { /* Han, as most are; no spaces there */
			at += end - at >= 3 ? 3 : 1;
			continue;
		}
		if (byte < 0x80)
			*len = byte == ' ' || (byte >= '\t' && byte <= '\r');
		else if ((*len = utf8_read(at, end, &c)) > 0 &&
			 !unseen_is_white_space(c)) {
			at += *len;
			*len = 0;
			continue;
		}
		if (*len > 0)
			return at;
		at++;
	}
	return end;
}

/*
 * A space between two numbers tells them apart as a dash does; any other tells nothing,
 * nor does one where all characters are spread (1 2 号).  start is where the piece
 * before the space begins, before the one where it ends and the next piece begins.
 */
static void
settle_space(struct address_line *l, size_t start, size_t before)
{
	if (before == start || before == l->count ||
	    (before == start + 1 && l->count == before + 1) ||
	    !is_alphanumeric(l->chars[before - 1]) ||
	    !is_alphanumeric(l->chars[before]))
		return;
	memmove(l->chars + before + 1, l->chars + before,
	    (l->count - before) * sizeof *l->chars);
	l->chars[before] = '-';
	l->count++;
}

/* What stands between two numbers is a dash: 3/2/501, 3.2.501, 3一2一501. */
static void
settle_strokes(struct address_line *l)
{
	for (size_t i = 0; i < l->count; i++) {
		char32_t c = l->chars[i];

		if (c != '/' && c != '\\' && c != '.' && c != U'一')
			continue;
		if (i > 0 && is_alphanumeric(l->chars[i - 1]) &&
		    is_alphanumeric(l->chars[i + 1]))
			l->chars[i] = '-';
		else if (c != U'一')
			l->chars[i] = ADDRESS_STOP;
	}
}

static bool
count_bytes(struct address_line *l)
{
	size_t at = 0;

	if (!array_reserve(&l->starts, &l->start_room, l->count + 1, sizeof *l->starts))
		return false;
	for (size_t i = 0; i < l->count; i++) {
		char32_t c = l->chars[i];

		l->starts[i] = at;
		at += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	}
	l->starts[l->count] = at;
	return true;
}

bool
address_line_read(struct address_line *l, struct span text)
{
	const char *at = text.len > 0 ? text.at : "", *end = at + text.len, *start = at;
	size_t piece = 0; /* where the last one begins */

	l->count = 0;
	while (start < end) {
		size_t before = l->count, space;

		at = find_space(start, end, &space);
		if (!add_piece(l, (struct span){ start, (size_t)(at - start) }))
			return false;
		settle_space(l, piece, before);
		piece = before;
		start = at + space;
	}
	if (!array_reserve(
		&l->chars, &l->room, l->count + ADDRESS_LINE_MARGIN, sizeof *l->chars))
		return false;
	memset(l->chars + l->count, 0, ADDRESS_LINE_MARGIN * sizeof *l->chars);
	settle_strokes(l);
	return count_bytes(l);
}
