/*
 * encoding.c - bytes to UTF-8
 *
 * iconv(3) knows GB18030, but a call for each cell is slow.  All codes of two bytes,
 * which is nearly all of Chinese text, are asked once when a decoder is made and kept
 * in a table; iconv(3) is left with the codes of four bytes.
 */
#include "sheet/encoding.h"

#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "memory/array.h"
#include "record/plain_line.h"
#include "record/scan.h"
#include "text/utf8.h"

enum {
	LEAD_FIRST = 0x80,
	LEADS = 0x80,
	UTF8_MOST = 4, /* bytes of a character */
	GROWTH = 3,    /* bytes of UTF-8 for a byte of GB, at most */
	/* What may be written behind the end of a text, and what may be read there. */
	SLACK = ROW_BYTES_BEHIND,
	MIXED_LEAST = 24, /* bytes over 127 that are no accident any more */
};

#define HIGH_BITS      UINT64_C(0x8080808080808080)
#define LOST_CHARACTER "\xef\xbf\xbd" /* U+FFFD */

static const struct {
	const char *name, *iconv_name;
} encodings[] = {
	[ENCODING_UNKNOWN] = { "ascii", NULL },
	[ENCODING_UTF8] = { "utf-8", NULL },
	[ENCODING_GB18030] = { "gb18030", "GB18030" },
	[ENCODING_GBK] = { "gbk", "GBK" },
	[ENCODING_CP936] = { "cp936", "CP936" },
	[ENCODING_UTF16LE] = { "utf-16le", NULL },
	[ENCODING_UTF16BE] = { "utf-16be", NULL },
};

const char *
encoding_name(enum encoding encoding)
{
	return encodings[encoding].name;
}

enum encoding
encoding_of_mark(const char *bytes, size_t len, size_t *mark)
{
	static const struct {
		const char *mark;
		size_t len;
		enum encoding encoding;
	} marks[] = {
		{ "\xef\xbb\xbf", 3, ENCODING_UTF8 },
		{ "\x84\x31\x95\x33", 4, ENCODING_GB18030 },
		{ "\xff\xfe", 2, ENCODING_UTF16LE },
		{ "\xfe\xff", 2, ENCODING_UTF16BE },
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (len >= marks[i].len &&
		    memcmp(bytes, marks[i].mark, marks[i].len) == 0) {
			*mark = marks[i].len;
			return marks[i].encoding;
		}
	*mark = 0;
	return ENCODING_UNKNOWN;
}

static uint64_t
load_word(const unsigned char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof word);
	return word;
}

static bool
is_utf8(struct span text)
{
	return scan_is_utf8(text.at, text.at + text.len);
}

/* Whether U+FFFD is in a UTF-8 text. */
bool
encoding_has_lost_character(struct span text)
{
	const char *at = text.at, *end = at + text.len;

	for (; end - at >= 3; at++) {
		at = memchr(at, 0xef, (size_t)(end - at) - 2);
		if (at == NULL)
			return false;
		if (memcmp(at, LOST_CHARACTER, 3) == 0)
			return true;
	}
	return false;
}

/* A text without a character that its end cuts. */
static struct span
without_cut(struct span text)
{
	for (size_t n = 1; n <= 3 && n <= text.len; n++) {
		unsigned char c = (unsigned char)text.at[text.len - n];

		if (c >= 0xc0 && n < (c < 0xe0 ? 2u : c < 0xf0 ? 3u : 4u))
			return (struct span){ text.at, text.len - n };
		if (c < 0x80 || c >= 0xc0)
			break;
	}
	return text;
}

/* Whether so many bytes are over 127. */
static bool
has_high(struct span text, size_t least)
{
	const unsigned char *at = (const unsigned char *)text.at;
	size_t count = 0;

	for (size_t i = 0; i < text.len && count < least; i++)
		count += at[i] >> 7;
	return count == least;
}

/* Whether a character is one that Chinese text has beyond ASCII. */
static bool
is_chinese(uint32_t c)
{
	return c == 0xb7 || (c >= 0x2010 && c <= 0x2027) || /* points and dashes */
	       (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
	       (c >= 0xfe30 && c <= 0xfe4f) || (c >= 0xff01 && c <= 0xffee) ||
	       c >= 0x20000;
}

/*
 * Whether a text in a GB file, which is valid UTF-8 as well, is UTF-8: it is long, or
 * all of it then is Chinese.  GB text that is valid UTF-8 by accident is mostly letters
 * of other scripts there (two bytes each).
 */
static bool
reads_as_utf8(struct span text)
{
	const char *at = text.at, *end = at + text.len;
	bool long_ones = false;

	if (has_high(text, MIXED_LEAST))
		return true;
	while (at < end) {
		uint32_t c = utf8_next(&at);

		if (c >= 0x80 && !is_chinese(c))
			return false;
		long_ones |= c >= 0x800;
	}
	return long_ones;
}

/* The script of a letter of two bytes, 0 if it is none. */
static int
script_of(uint32_t c)
{
	if (c >= 0xc0 && c < 0x250)
		return c == 0xd7 || c == 0xf7 ? 0 : 1; /* Latin, but for the signs */
	if (c >= 0x370 && c < 0x400)
		return 2; /* Greek */
	if (c >= 0x400 && c < 0x530)
		return 3; /* Cyrillic */
	if (c >= 0x530 && c < 0x590)
		return 4;                       /* Armenian */
	return c >= 0x590 && c < 0x800 ? 5 : 0; /* from right to left */
}

static const char *
find_high(struct span text)
{
	const char *at = text.at, *end = at + text.len;
	uint64_t word;

	for (; end - at >= 8; at += 8) {
		memcpy(&word, at, 8);
		if ((word & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	while (at < end && (unsigned char)*at < 0x80)
		at++;
	return at;
}

/*
 * Whether a text in a UTF-8 file is of a GB encoding, and valid UTF-8 by accident: it
 * then has no character of three bytes, but letters of two scripts beside each other,
 * which no word has.  GB for 模小 reads as a Latin letter and a Cyrillic one.
 */
static bool
reads_as_gb(struct span text)
{
	const char *at = find_high(text), *end = text.at + text.len;
	bool two_scripts = false;
	int last = 0;

	if (at == end || (unsigned char)*at >= 0xe0)
		return false;
	while (at < end) {
		uint32_t c = utf8_next(&at);
		int script = c < 0x80 ? 0 : script_of(c);

		if (c >= 0x800)
			return false;
		two_scripts |= last != 0 && script != 0 && script != last;
		last = script;
	}
	return two_scripts;
}

/* How many bytes a character of UTF-8 has by its first one, which is 0xc0 or more. */
static size_t
length_by_lead(char lead)
{
	unsigned char c = (unsigned char)lead;

	return c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/* Whether a line goes on with the character that an earlier block has begun: then it
 * begins behind it. */
static bool
take_rest(const struct encoding_cut *cut, struct span *line)
{
	size_t rest = length_by_lead(cut->bytes[0]) - cut->len;

	for (size_t i = 0; i < rest; i++)
		if (i == line->len || ((unsigned char)line->at[i] & 0xc0) != 0x80)
			return false;
	*line = (struct span){ line->at + rest, line->len - rest };
	return true;
}

/* Keep the bytes of the character that the end of a block cuts; the line before it. */
static struct span
keep_cut(struct span line, struct encoding_cut *cut)
{
	struct span whole = without_cut(line);

	cut->len = line.len - whole.len;
	memcpy(cut->bytes, whole.at + whole.len, cut->len);
	return whole;
}

enum encoding
encoding_of_block(const char *bytes, size_t len, struct encoding_cut *cut)
{
	const char *end = bytes + len, *stop;
	struct encoding_cut before = *cut;
	size_t utf8 = 0, other = 0;

	cut->len = 0;
	for (; bytes < end; bytes = stop + (stop < end), before.len = 0) {
		struct span line;

		stop = memchr(bytes, '\n', (size_t)(end - bytes));
		if (stop == NULL)
			stop = end;
		line = (struct span){ bytes, (size_t)(stop - bytes) };
		if (stop == end)
			line = keep_cut(line, cut);
		if (before.len == 0 && !has_high(line, 1))
			continue;
		if ((before.len == 0 || take_rest(&before, &line)) && is_utf8(line))
			utf8++;
		else
			other++;
	}
	if (utf8 == 0 && other == 0)
		return ENCODING_UNKNOWN;
	return utf8 >= other ? ENCODING_UTF8 : ENCODING_GB18030;
}

struct decoder {
	enum encoding encoding;
	iconv_t iconv; /* (iconv_t)-1 unless it is a GB encoding */
	bool lost;     /* U+FFFD came out of the row at hand */
	char *text;
	size_t room;
	char single[LEADS][UTF8_MOST]; /* codes of one byte over 127 */
	char pair[LEADS][256][UTF8_MOST];
};

static bool
is_gb(enum encoding encoding)
{
	return encodings[encoding].iconv_name != NULL;
}

/* The UTF-8 of one code, NUL behind it if it is short; its length, or 0. */
static size_t
ask_iconv(struct decoder *d, const char *code, size_t len, char utf8[UTF8_MOST])
{
	char *in = (char *)(uintptr_t)code, *out = utf8;
	size_t in_left = len, out_left = UTF8_MOST;

	memset(utf8, 0, UTF8_MOST);
	iconv(d->iconv, NULL, NULL, NULL, NULL);
	if (iconv(d->iconv, &in, &in_left, &out, &out_left) == (size_t)-1) {
		memset(utf8, 0, UTF8_MOST);
		return 0;
	}
	return UTF8_MOST - out_left;
}

static void
fill_table(struct decoder *d)
{
	for (unsigned lead = 0; lead < LEADS; lead++) {
		char code[2] = { (char)(lead + LEAD_FIRST), 0 };

		/* What is a code of its own begins no longer one. */
		if (ask_iconv(d, code, 1, d->single[lead]) != 0)
			continue;
		for (unsigned trail = 0x40; trail < 0x100; trail++) {
			code[1] = (char)trail;
			ask_iconv(d, code, 2, d->pair[lead][trail]);
		}
	}
}

struct decoder *
decoder_new(enum encoding encoding)
{
	struct decoder *d = calloc(1, sizeof *d);

	if (d == NULL)
		return NULL;
	d->encoding = encoding;
	d->iconv = (iconv_t)-1;
	if (!is_gb(encoding))
		return d;
	d->iconv = iconv_open("UTF-8", encodings[encoding].iconv_name);
	if (d->iconv == (iconv_t)-1) {
		free(d);
		return NULL;
	}
	fill_table(d);
	return d;
}

void
decoder_free(struct decoder *d)
{
	if (d == NULL)
		return;
	if (d->iconv != (iconv_t)-1)
		iconv_close(d->iconv);
	free(d->text);
	free(d);
}

bool
decoder_changes(const struct decoder *d)
{
	return is_gb(d->encoding);
}

static size_t
utf8_length(const char *utf8)
{
	unsigned char lead = (unsigned char)*utf8;

	return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/* The code that is no ASCII at a place: its length; 0 if there is none. */
static size_t
decode_code(struct decoder *d, const unsigned char *at, const unsigned char *end,
    char utf8[UTF8_MOST])
{
	unsigned lead = *at - LEAD_FIRST;

	if (d->single[lead][0] != '\0') {
		memcpy(utf8, d->single[lead], UTF8_MOST);
		return 1;
	}
	if (end - at >= 2 && d->pair[lead][at[1]][0] != '\0') {
		memcpy(utf8, d->pair[lead][at[1]], UTF8_MOST);
		return 2;
	}
	if (end - at >= 4 && ask_iconv(d, (const char *)at, 4, utf8) != 0) {
		if (memcmp(utf8, LOST_CHARACTER, 4) == 0)
			d->lost = true;
		return 4;
	}
	return 0;
}

/* Codes of two bytes from *from on, as many as stand there; returns the new end. */
static char *
decode_pairs(const struct decoder *d, const unsigned char **from,
    const unsigned char *end, char *out)
{
	const unsigned char *at = *from;

	for (; end - at >= 2 && *at >= LEAD_FIRST; at += 2) {
		const char *utf8 = d->pair[*at - LEAD_FIRST][at[1]];

		if (*utf8 == '\0')
			break;
		memcpy(out, utf8, UTF8_MOST);
		out += utf8_length(utf8);
	}
	*from = at;
	return out;
}

/* Decode to out, which has room.  Returns its new end, or NULL if that cannot be. */
static char *
decode(struct decoder *d, struct span text, char *out)
{
	const unsigned char *at = (const unsigned char *)text.at, *end = at + text.len;

	while (at < end) {
		char utf8[UTF8_MOST];
		size_t n;

		while (end - at >= 8 && (load_word(at) & HIGH_BITS) == 0) {
			memcpy(out, at, 8);
			at += 8;
			out += 8;
		}
		while (at < end && *at < 0x80)
			*out++ = (char)*at++;
		out = decode_pairs(d, &at, end, out);
		if (at == end)
			break;
		if (*at < 0x80)
			continue;
		n = decode_code(d, at, end, utf8);
		if (n == 0)
			return NULL;
		memcpy(out, utf8, UTF8_MOST);
		out += utf8_length(utf8);
		at += n;
	}
	return out;
}

static bool
make_room(struct decoder *d, size_t len)
{
	return len <= (SIZE_MAX - SLACK) / GROWTH &&
	       array_reserve(&d->text, &d->room, len * GROWTH + SLACK, 1);
}

/* Whether no byte is over 127: words that may overlap, so that no byte is left over. */
static bool
is_ascii(struct span text)
{
	const unsigned char *at = (const unsigned char *)text.at, *end = at + text.len;
	uint64_t bits = 0;
	uint32_t few[2];

	if (text.len >= 8) {
		for (; end - at > 8; at += 8)
			bits |= load_word(at);
		return ((bits | load_word(end - 8)) & HIGH_BITS) == 0;
	}
	if (text.len >= 4) {
		memcpy(&few[0], at, 4);
		memcpy(&few[1], end - 4, 4);
		return ((few[0] | few[1]) & HIGH_BITS) == 0;
	}
	while (at < end)
		bits |= *at++;
	return bits < 0x80;
}

/* Cells in ASCII, as nearly all numbers and dates are, stay where they are. */
static enum decoded
decode_cells(struct decoder *d, struct span text, struct span *cells, size_t count)
{
	char *out, *next;

	if (!make_room(d, text.len))
		return DECODED_NO_MEMORY;
	d->lost = false;
	out = d->text;
	for (size_t i = 0; i < count; i++) {
		if (is_ascii(cells[i]))
			continue;
		next = decode(d, cells[i], out);
		if (next == NULL)
			return DECODED_NOT_VALID;
		cells[i] = (struct span){ out, (size_t)(next - out) };
		out = next;
	}
	return d->lost ? DECODED_LOST_CHARACTER : DECODED;
}

/* What is wrong with a row of a GB file before it is decoded. */
static enum decoded
check_gb(struct span text)
{
	if (memchr(text.at, '\0', text.len) != NULL)
		return DECODED_NUL;
	return is_utf8(text) && reads_as_utf8(text) ? DECODED_OTHER_ENCODING : DECODED;
}

enum decoded
decoder_whole(struct decoder *d, struct span text, struct span *decoded)
{
	enum decoded what = check_gb(text);
	const char *end;

	if (what != DECODED)
		return what;
	if (!make_room(d, text.len))
		return DECODED_NO_MEMORY;
	d->lost = false;
	end = decode(d, text, d->text);
	if (end == NULL)
		return DECODED_NOT_VALID;
	*decoded = (struct span){ d->text, (size_t)(end - d->text) };
	return d->lost ? DECODED_LOST_CHARACTER : DECODED;
}

enum decoded
decoder_row(struct decoder *d, struct span text, struct span *cells, size_t count)
{
	enum decoded what;
	bool plain;

	if (is_gb(d->encoding)) {
		what = check_gb(text);
		return what == DECODED ? decode_cells(d, text, cells, count) : what;
	}
	/* Most rows of UTF-8 are plain: no NUL, and valid. */
	plain = plain_line(text.at, text.len);
	if (!plain && memchr(text.at, '\0', text.len) != NULL)
		return DECODED_NUL;
	if (!plain && !is_utf8(text))
		return DECODED_NOT_VALID;
	if (d->encoding == ENCODING_UTF8 && reads_as_gb(text))
		return DECODED_OTHER_ENCODING;
	return encoding_has_lost_character(text) ? DECODED_LOST_CHARACTER : DECODED;
}

struct span
decoder_text(struct decoder *d, struct span text)
{
	char *end;

	if (!is_gb(d->encoding) || is_utf8(text) || !make_room(d, text.len))
		return text;
	end = decode(d, text, d->text);
	return end == NULL ? text : (struct span){ d->text, (size_t)(end - d->text) };
}
