#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <iconv.h>

#include "sheet/encoding.h"
#include "sheet/utf16.h"

/* The row of one cell, as UTF-8 or as what is wrong with it. */
static const char *
decoded(enum encoding encoding, const char *text, size_t len)
{
	static char result[64];
	struct decoder *decoder = decoder_new(encoding);
	/* From memory of its own size, so that ASan sees a step too far. */
	char *copy = malloc(len);
	struct span cell = { copy, len };

	assert(decoder != NULL && copy != NULL);
	memcpy(copy, text, len);
	switch (decoder_row(decoder, cell, &cell, 1)) {
	case DECODED:
		assert(cell.len < sizeof result);
		memcpy(result, cell.at, cell.len);
		result[cell.len] = '\0';
		break;
	case DECODED_NOT_VALID:
		strcpy(result, "not valid");
		break;
	case DECODED_OTHER_ENCODING:
		strcpy(result, "other encoding");
		break;
	case DECODED_LOST_CHARACTER:
		strcpy(result, "lost");
		break;
	case DECODED_NUL:
		strcpy(result, "nul");
		break;
	case DECODED_NO_MEMORY:
		abort();
	}
	free(copy);
	decoder_free(decoder);
	return result;
}

#define EXPECT(encoding, text, wanted) \
	assert(strcmp(decoded(encoding, text, sizeof text - 1), wanted) == 0)

static void
test_utf8(void)
{
	EXPECT(ENCODING_UTF8, "", "");
	EXPECT(ENCODING_UTF8, "abc 张三 ·", "abc 张三 ·");
	EXPECT(ENCODING_UTF8, "\xf0\xa0\x82\x87", "\xf0\xa0\x82\x87"); /* U+20087 */
	/* Private use is kept: U+E863 is a name character of GB18030-2005. */
	EXPECT(ENCODING_UTF8, "\xee\xa1\xa3", "\xee\xa1\xa3");
	EXPECT(ENCODING_UTF8, "a\xef\xbf\xbd", "lost");
	EXPECT(ENCODING_UTF8, "a\0b", "nul");
	EXPECT(ENCODING_UTF8, "\xc0\xaf", "not valid");         /* overlong */
	EXPECT(ENCODING_UTF8, "\xe0\x9f\xbf", "not valid");     /* overlong */
	EXPECT(ENCODING_UTF8, "\xed\xa0\x80", "not valid");     /* surrogate */
	EXPECT(ENCODING_UTF8, "\xf4\x90\x80\x80", "not valid"); /* over U+10FFFF */
	EXPECT(ENCODING_UTF8, "\xf0\x8f\xbf\xbf", "not valid"); /* overlong */
	EXPECT(ENCODING_UTF8, "abcdefgh\x80", "not valid");
	EXPECT(ENCODING_UTF8, "\xe5\xbc", "not valid");
	EXPECT(ENCODING_UTF8, "\xe5\xbc,", "not valid");
	EXPECT(ENCODING_UTF8, "\xff", "not valid");
}

static void
test_gb(void)
{
	EXPECT(ENCODING_GB18030, "abc,\xd5\xc5\xc8\xfd", "abc,张三");
	EXPECT(ENCODING_GB18030, "\xa1\xa4", "·");
	/* 䶮 is in GB18030, and not in GBK. */
	EXPECT(ENCODING_GB18030, "\xfe\x9f", "䶮");
	EXPECT(ENCODING_GBK, "\xfe\x9f", "not valid");
	/* Four bytes: U+3416, U+20000. */
	EXPECT(ENCODING_GB18030, "x\x81\x39\xf1\x31y", "x㐖y");
	EXPECT(ENCODING_GB18030, "\x95\x32\x82\x36", "\xf0\xa0\x80\x80");
	EXPECT(ENCODING_GB18030, "\x84\x31\xa4\x37", "lost");
	/* Private use, two bytes and four. */
	EXPECT(ENCODING_GB18030, "\xaa\xa1", "\xee\x80\x80");
	EXPECT(ENCODING_CP936, "\x80", "€");
	EXPECT(ENCODING_GB18030, "\x80", "not valid");
	EXPECT(ENCODING_GB18030, "\xff", "not valid");
	EXPECT(ENCODING_GB18030, "a\xd5", "not valid");
	EXPECT(ENCODING_GB18030, "\xd5 ", "not valid");
	EXPECT(ENCODING_GB18030, "\x81\x30\x81", "not valid");
}

/*
 * The tests of utf8tests: "1.0:valid:abc", "2.0:valid hex:C2 A9", "3.0:invalid hex:C0
 * AF:...".  What is valid is decoded, or named for another reason (a NUL, U+FFFD).
 */
static void
test_utf8tests(void)
{
	FILE *file = fopen("../shared/data/torture/utf8tests/utf8tests.txt", "r");
	char line[4096];
	size_t count = 0;

	if (file == NULL) {
		puts("# csv_encoding: utf8tests are not here");
		return;
	}
	while (fgets(line, sizeof line, file) != NULL) {
		char *kind = strchr(line, ':'), *at, *rest;
		const char *got;
		bool valid, hex;
		char bytes[1024];
		size_t len = 0;

		if (*line == '#' || kind == NULL)
			continue;
		kind += 1 + strspn(kind + 1, " ");
		valid = strncmp(kind, "valid", 5) == 0;
		at = strchr(kind, ':');
		assert(at != NULL && (valid || strncmp(kind, "invalid hex", 11) == 0));
		hex = at[-1] == 'x';
		for (at += 1 + (hex ? strspn(at + 1, " ") : 0);
		     *at != '\n' && *at != '\0' && (!hex || *at != ':');) {
			bytes[len] = *at;
			rest = at + 1;
			if (hex) {
				char digits[3] = { at[0], at[1], '\0' };

				bytes[len] = (char)strtoul(digits, NULL, 16);
				rest = at + 2 + strspn(at + 2, " ");
			}
			at = rest;
			len++;
		}
		got = decoded(ENCODING_UTF8, bytes, len);
		if (valid ? strcmp(got, "not valid") == 0
			  : strcmp(got, "not valid") != 0 && strcmp(got, "nul") != 0) {
			fprintf(stderr, "utf8tests: %s", line);
			abort();
		}
		count++;
	}
	assert(count > 100);
	fclose(file);
}

/* Rows pasted from a UTF-8 system into a GB file: named, not turned into other words.
 */
static void
test_mixed(void)
{
	EXPECT(ENCODING_GB18030, "兰州市城关区中山", "other encoding");
	/* Two characters are enough: in GB they are three, the first a rare one. */
	EXPECT(ENCODING_GB18030, "张三", "other encoding");
	EXPECT(ENCODING_GB18030, "02,张三,a", "other encoding");
	EXPECT(ENCODING_GB18030, "买买·提𫖯（甲）", "other encoding");
	/* Valid UTF-8 by accident, but not Chinese: a Greek mark, and a letter. */
	EXPECT(ENCODING_GB18030, "\xcd\xa8", "通");
	EXPECT(ENCODING_GB18030, "\xc2\xb7", "路");
	EXPECT(ENCODING_GB18030, "\xc4\xa3\xd0\xa1", "模小");
	EXPECT(ENCODING_GB18030, "\xc1\xaa\xcd\xa8", "联通");
	/* And the other way round. */
	EXPECT(ENCODING_UTF8, "02,\xc4\xa3\xd0\xa1,a", "other encoding");
	EXPECT(ENCODING_UTF8, "\xce\xa2\xd0\xa6", "other encoding"); /* 微笑 */
	EXPECT(ENCODING_UTF8, "02,\xc4\xa3\xd0\xa1,张", "02,ģС,张");
	EXPECT(ENCODING_UTF8, "Zoë Иванова", "Zoë Иванова");
	EXPECT(ENCODING_UTF8, "Иван·Петров×2", "Иван·Петров×2");
	EXPECT(ENCODING_UTF8, "ģü", "ģü");
}

static bool
decodes_to(struct decoder *decoder, const char *text, const char *wanted)
{
	struct span got = decoder_text(decoder, span_of(text));

	return got.len == strlen(wanted) && memcmp(got.at, wanted, got.len) == 0;
}

static void
test_text(void)
{
	struct decoder *decoder = decoder_new(ENCODING_GB18030);

	assert(decodes_to(decoder, "1,\xd5\xc5,2", "1,张,2"));
	assert(decodes_to(decoder, "1,\xd5\xc5\xff,2", "1,\xd5\xc5\xff,2"));
	assert(decodes_to(decoder, "兰州市", "兰州市"));
	decoder_free(decoder);
}

/*
 * A row that is decoded before it is cut has the same delimiters: no code of one, two
 * or four bytes stands for a character of ASCII.
 */
static void
test_no_other_code_for_ascii(void)
{
	static const enum encoding encodings[] = { ENCODING_GB18030, ENCODING_GBK,
		ENCODING_CP936 };
	struct span decoded;
	size_t valid = 0;

	for (size_t e = 0; e < 3; e++) {
		struct decoder *decoder = decoder_new(encodings[e]);

		for (unsigned code = 0x8000; code < 0x10000; code++)
			for (unsigned four = 0; four < 2; four++) {
				char bytes[4] = { (char)(code >> 8), (char)code,
					(char)(0x81 + code % 4), '0' };
				struct span text = { bytes, four == 1 ? 4 : 2 };

				if ((unsigned char)bytes[1] < '0' ||
				    decoder_whole(decoder, text, &decoded) != DECODED)
					continue;
				valid++;
				assert((unsigned char)*decoded.at >= 0x80);
			}
		decoder_free(decoder);
	}
	assert(valid > 3 * 20000);
}

/* The text that grows most: a euro sign is one byte in code page 936.  ASan sees what
 * is read behind it. */
static void
test_room_behind(void)
{
	enum { LEN = 1000 };
	static volatile char behind[ROW_BYTES_BEHIND];
	static char euros[LEN];
	struct decoder *decoder = decoder_new(ENCODING_CP936);
	struct span decoded;

	memset(euros, 0x80, LEN);
	assert(
	    decoder_whole(decoder, (struct span){ euros, LEN }, &decoded) == DECODED);
	assert(decoded.len == 3 * LEN && memcmp(decoded.at, "€€", 6) == 0);
	for (size_t i = 0; i < ROW_BYTES_BEHIND; i++) {
		behind[i] = decoded.at[decoded.len + i];
		assert(behind[i] == decoded.at[decoded.len + i]);
	}
	decoder_free(decoder);
}

static void
test_names_and_marks(void)
{
	size_t mark;

	assert(strcmp(encoding_name(ENCODING_UTF16BE), "utf-16be") == 0);
	assert(strcmp(encoding_name(ENCODING_UNKNOWN), "ascii") == 0);
	assert(encoding_of_mark("\xef\xbb\xbf"
				"a",
		   4, &mark) == ENCODING_UTF8 &&
	       mark == 3);
	assert(encoding_of_mark("\xff\xfe"
				"a",
		   3, &mark) == ENCODING_UTF16LE &&
	       mark == 2);
	assert(encoding_of_mark("\xfe\xff", 2, &mark) == ENCODING_UTF16BE && mark == 2);
	assert(encoding_of_mark("\x84\x31\x95\x33", 4, &mark) == ENCODING_GB18030 &&
	       mark == 4);
	assert(encoding_of_mark("\xef\xbb", 2, &mark) == ENCODING_UNKNOWN && mark == 0);
}

/* The encoding that a block shows which is the first one. */
static enum encoding
of_block(const char *bytes, size_t len)
{
	struct encoding_cut cut = { .len = 0 };

	return encoding_of_block(bytes, len, &cut);
}

/* What a text shows that comes in two blocks, at each place where it can be cut. */
static void
expect_of_blocks(const char *text, enum encoding wanted)
{
	size_t len = strlen(text);

	for (size_t n = 0; n <= len; n++) {
		struct encoding_cut cut = { .len = 0 };
		enum encoding got = encoding_of_block(text, n, &cut);

		if (got == ENCODING_UNKNOWN)
			got = encoding_of_block(text + n, len - n, &cut);
		assert(got == wanted);
	}
}

/* Half a character shows nothing. */
static void
test_halves(void)
{
	assert(of_block("01,\xd5", 4) == ENCODING_UNKNOWN);
	expect_of_blocks("01,\xd5\xc5\xc8\xfd\n02,x\n", ENCODING_GB18030);
	expect_of_blocks("01,张三\n02,x\n", ENCODING_UTF8);
	expect_of_blocks("01,é\n02,x\n", ENCODING_UTF8);
	expect_of_blocks("01,𫖯\n02,x\n", ENCODING_UTF8);
}

static void
test_blocks(void)
{
	static const char utf8[] = "id,name\n1,张\n2,李\n",
			  gb[] = "id,name\n1,\xd5\xc5\n";

	assert(of_block("a,b\n1,2\n", 8) == ENCODING_UNKNOWN);
	assert(of_block("", 0) == ENCODING_UNKNOWN);
	assert(of_block(gb, sizeof gb - 1) == ENCODING_GB18030);
	/* Wherever the block is cut. */
	for (size_t n = 10; n < sizeof utf8; n++)
		assert(
		    of_block(utf8, n) == (n < 13 ? ENCODING_UNKNOWN : ENCODING_UTF8));
	assert(of_block("张\n\xd5\xc5\n", 7) == ENCODING_UTF8);
	/* One damaged line does not turn the others into something else. */
	assert(of_block("张\n李\n\xff\n", 10) == ENCODING_UTF8);
	assert(of_block("\xd5\xc5\n\xc0\xee\n李\n", 10) == ENCODING_GB18030);
}

static void
test_utf16(void)
{
	/* a 张 U+20087, then a surrogate alone, then b */
	static const char text[] = "a\0\x20\x5f\x40\xd8\x87\xdc\x40\xd8"
				   "b\0";
	static const char wanted[] = "a张\xf0\xa0\x82\x87\xed\xa1\x80"
				     "b";

	for (size_t block = 1; block < sizeof text; block++) {
		struct utf16 utf16 = { .big_endian = false };
		char got[UTF16_ROOM(sizeof text) * 2];
		size_t len = 0;

		for (size_t at = 0; at < sizeof text - 1; at += block) {
			size_t n =
			    sizeof text - 1 - at < block ? sizeof text - 1 - at : block;

			len += utf16_convert(&utf16, text + at, n, got + len);
		}
		len += utf16_finish(&utf16, got + len);
		assert(len == sizeof wanted - 1 && memcmp(got, wanted, len) == 0);
	}
}

static void
test_utf16_end(void)
{
	struct utf16 utf16 = { .big_endian = true };
	char got[UTF16_ROOM(8)];
	size_t len = utf16_convert(&utf16, "\x5f\x20\xd8\x40\x00", 5, got);

	len += utf16_finish(&utf16, got + len);
	assert(len == 7 && memcmp(got, "张\xed\xa1\x80\xff", 7) == 0);
}

/* What a code is, against iconv(3) by itself. */
static void
hold_against(struct decoder *decoder, iconv_t referee, const char *code, size_t len)
{
	char wanted[8], *in = (char *)code, *out = wanted;
	size_t in_left = len, out_left = sizeof wanted;
	bool known = iconv(referee, &in, &in_left, &out, &out_left) != (size_t)-1;
	struct span cell = { code, len };
	enum decoded what = decoder_row(decoder, cell, &cell, 1);

	iconv(referee, NULL, NULL, NULL, NULL);
	if (what == DECODED_LOST_CHARACTER)
		assert(known && memcmp(wanted, "\xef\xbf\xbd", 3) == 0);
	else
		assert(known == (what == DECODED));
	if (what == DECODED)
		assert(cell.len == sizeof wanted - out_left &&
		       memcmp(cell.at, wanted, cell.len) == 0);
}

/* Every code of one and two bytes, every seventh of four. */
static void
test_against_iconv(void)
{
	struct decoder *decoder = decoder_new(ENCODING_GB18030);
	iconv_t referee = iconv_open("UTF-8", "GB18030");

	for (unsigned lead = 0x80; lead < 0x100; lead++)
		for (unsigned trail = 1; trail < 0x100; trail++) {
			char code[2] = { (char)lead, (char)trail };

			hold_against(decoder, referee, code, 1);
			hold_against(decoder, referee, code, 2);
		}
	for (unsigned i = 0; i < 126 * 10 * 126 * 10; i += 7) {
		char code[4] = { (char)(0x81 + i / 12600), (char)(0x30 + i / 1260 % 10),
			(char)(0x81 + i / 10 % 126), (char)(0x30 + i % 10) };

		hold_against(decoder, referee, code, 4);
	}
	iconv_close(referee);
	decoder_free(decoder);
}

int
main(void)
{
	test_utf8();
	test_gb();
	test_utf8tests();
	test_mixed();
	test_text();
	test_no_other_code_for_ascii();
	test_room_behind();
	test_names_and_marks();
	test_blocks();
	test_utf16();
	test_utf16_end();
	test_halves();
	test_against_iconv();
	return 0;
}
