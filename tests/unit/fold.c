#include "text/fold.h"

#undef NDEBUG
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "fixed_seed.h"

static const struct {
	const char *typed, *folded;
} spellings[] = {
	{ "", "" },
	{ "62012319240507058X", "62012319240507058x" },
	/* case and width */
	{ "Li Ming", "liming" },
	{ "６２０１Ｘ", "6201x" },
	{ "（甲）－１", "(甲)-1" },
	{ "Straße", "strasse" },
	{ "ΑΊΑΣ", "αίασ" },
	{ "Ünal İ", "ünali̇" },
	/* spaces, and what cannot be seen */
	{ "张　三", "张三" },
	{ " \t\r\n\v\f张 三\xC2\xA0", "张三" },
	{ "\xEF\xBB\xBF\xE2\x80\xAD\x36\x32\xE2\x80\xAC\xE2\x80\x8B", "62" },
	{ "葛\xF3\xA0\x84\x80城", "葛城" }, /* U+E0100, a variation selector */
	{ "㐂\xEF\xB8\x80\xE3\x85\xA4\xD8\x9C\x7F", "㐂" }, /* FE00 3164 061C */
	/* dots */
	{ "买买提·阿不都", "买买提·阿不都" },
	{ "买买提•阿不都", "买买提·阿不都" },
	{ "买买提・阿不都", "买买提·阿不都" },
	{ "买买提‧阿不都", "买买提·阿不都" },
	{ "买买提･阿不都", "买买提·阿不都" },
	{ "买买提．阿不都", "买买提·阿不都" },
	{ "买买提.阿不都", "买买提·阿不都" },
	{ "买买提 . 阿不都", "买买提·阿不都" },
	{ "买买提﹒阿不都", "买买提·阿不都" },
	{ "１．５", "1.5" },
	{ "a.b", "a.b" },
	{ "甲.", "甲." },
	{ ".甲", ".甲" },
	{ "甲..乙", "甲..乙" },
	{ "第3.甲", "第3.甲" },
	/* what a registry keeps apart stays apart */
	{ "\xEF\xA4\x80", "\xEF\xA4\x80" }, /* U+F900, NFKC would make U+8C48 of it */
	{ "吕呂", "吕呂" },
	{ "\xF0\xA0\x80\x80䶮", "\xF0\xA0\x80\x80䶮" },
	{ "①㎡", "①㎡" },
	{ "\xEF\xBF\xBD", "\xEF\xBF\xBD" },
};

static void
test_spellings(void)
{
	struct folded folded = { 0 };

	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		const char *typed = spellings[i].typed, *expected = spellings[i].folded;

		fold_reset(&folded);
		assert(fold_add(&folded, span_of(typed)));
		assert(folded.len == strlen(expected));
		assert(
		    folded.len == 0 || memcmp(folded.text, expected, folded.len) == 0);
	}
	fold_free(&folded);
}

/* What is added folds as if it stood alone. */
static void
test_adding(void)
{
	struct folded folded = { 0 };

	assert(fold_add(&folded, (struct span){ "甲", 3 }));
	assert(fold_add(&folded, (struct span){ ".乙", 4 }));
	assert(fold_add(&folded, (struct span){ NULL, 0 }));
	assert(folded.len == 7 && memcmp(folded.text, "甲.乙", 7) == 0);
	fold_free(&folded);
}

static size_t
draw_text(char *text, size_t count)
{
	static const char *const telling[] = { ".", "．", "·", "・", " ", "　", "甲",
		"A", "ß", "1", "Ｘ", "\xE2\x84\xAA" };
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		int32_t c = (int32_t)(draw() % (draw() % 2 == 0 ? 0x3100 : 0x110000));
		const char *piece =
		    telling[draw() % (sizeof telling / sizeof *telling)];

		if (draw() % 2 == 0) {
			memcpy(text + len, piece, strlen(piece));
			len += strlen(piece);
		} else if (c < 0xD800 || c > 0xDFFF) {
			len += (size_t)utf8proc_encode_char(
			    c, (utf8proc_uint8_t *)text + len);
		}
	}
	return len;
}

static void
test_folding_twice(void)
{
	struct folded once = { 0 }, twice = { 0 };
	char text[4 * 16];

	for (int i = 0; i < 200000; i++) {
		size_t len = draw_text(text, draw() % 16);

		fold_reset(&once);
		fold_reset(&twice);
		assert(fold_add(&once, (struct span){ text, len }));
		assert(fold_add(&twice, (struct span){ once.text, once.len }));
		assert(once.len == twice.len);
		assert(once.len == 0 || memcmp(once.text, twice.text, once.len) == 0);
	}
	fold_free(&once);
	fold_free(&twice);
}

/* ASCII is read eight characters at a time, where none of them is special. */
static void
test_ascii(void)
{
	struct folded folded = { 0 };

	for (int i = 0; i < 200000; i++) {
		char text[40], expected[40];
		size_t len = draw() % sizeof text, kept = 0;

		for (size_t n = 0; n < len; n++) {
			text[n] =
			    (char)(draw() % 4 > 0 ? '!' + draw() % 94 : draw() % 128);
			if (text[n] > ' ' && text[n] < 0x7f)
				expected[kept++] = text[n] >= 'A' && text[n] <= 'Z'
						       ? (char)(text[n] + 32)
						       : text[n];
		}
		fold_reset(&folded);
		assert(fold_add(&folded, (struct span){ text, len }));
		assert(folded.len == kept);
		assert(kept == 0 || memcmp(folded.text, expected, kept) == 0);
	}
	fold_free(&folded);
}

/* No byte outside of a text is read, and no text is longer than was made room for. */
static void
test_any_bytes(void)
{
	struct folded folded = { 0 };

	for (int i = 0; i < 200000; i++) {
		size_t len = draw() % 8;
		char *text = malloc(len > 0 ? len : 1);

		assert(text != NULL);
		for (size_t n = 0; n < len; n++)
			text[n] = (char)(draw() >> 56 | (draw() % 2) << 7);
		fold_reset(&folded);
		assert(fold_add(&folded, (struct span){ text, len }));
		assert(folded.len <= folded.size);
		free(text);
	}
	fold_free(&folded);
}

int
main(void)
{
	test_spellings();
	test_adding();
	test_folding_twice();
	test_ascii();
	test_any_bytes();
	return 0;
}
