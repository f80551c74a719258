#include "sheet/misreading.h"

#include <string.h>

#include <utf8proc.h>

#include "formats/spreadsheet.h"
#include "text/unseen.h"
#include "text/utf8.h"

enum {
	MINUS_SIGN = 0x2212, /* a character of its own, not a form of the hyphen */
	WORD_MOST = 9,       /* the longest of the words below */
	FORMS_MOST = 32,     /* characters that one is a form of: 18 in Unicode 15 */
};

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The character that c is only another form of (U+FF1D of =), or c. */
static uint32_t
plain(uint32_t c)
{
	utf8proc_int32_t to[FORMS_MOST];
	int boundary = 0;

	if (c < 0x80)
		return c;
	if (c == MINUS_SIGN)
		return '-';
	if (utf8proc_decompose_char((utf8proc_int32_t)c, to, FORMS_MOST,
		UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &boundary) != 1)
		return c;
	return (uint32_t)to[0];
}

/* The first character of a text that is not empty, in its plain form; *len: its bytes.
 */
static uint32_t
first(struct span text, size_t *len)
{
	uint32_t c = 0;

	*len = utf8_read(text.at, text.at + text.len, &c);
	if (*len > 0)
		return plain(c);
	*len = 1;
	return 0xfffd;
}

bool
misreading_is_formula(struct span text)
{
	unsigned char begin = text.len == 0 ? 0 : (unsigned char)*text.at;
	size_t unseen, len;
	uint32_t c;

	/* A letter or a digit of ASCII, or a Han character. */
	if (is_digit(begin) || is_letter(begin) || (begin >= 0xe4 && begin <= 0xe9))
		return false;
	if (begin == '\t' || begin == '\r' || begin == '\n')
		return true;
	unseen = unseen_at_start(text);
	if (unseen == text.len)
		return false;
	c = first((struct span){ text.at + unseen, text.len - unseen }, &len);
	return c == '=' || c == '+' || c == '-' || c == '@';
}

bool
misreading_needs_guard(struct span text)
{
	while (text.len > 0 && *text.at == '\'')
		text = (struct span){ text.at + 1, text.len - 1 };
	/* An apostrophe alone would be left of a text that has nothing to be seen. */
	return misreading_is_formula(text) && !unseen_is_all(text);
}

struct span
misreading_unguarded(struct span text)
{
	if (text.len > 0 && *text.at == '\'' && misreading_needs_guard(text))
		return (struct span){ text.at + 1, text.len - 1 };
	return text;
}

/* Whether one of words, which end in NULL, is word. */
static bool
is_among(const char *word, const char *const words[])
{
	while (*words != NULL)
		if (strcmp(*words++, word) == 0)
			return true;
	return false;
}

/* Signs that numbers, sums of money, dates and times are written with. */
static bool
is_sign(uint32_t c)
{
	static const uint32_t others[] = { 0xa3, 0xa5, 0x20ac, /* pound, yen, euro */
		0x5e74, 0x6708, 0x65e5,                        /* year, month, day */
		0x65f6, 0x6642, 0x70b9, 0x5206, 0x79d2, /* hour, minute, second */
		0x4e0a, 0x4e0b, 0x5348 };               /* before, after, noon */

	if (c < 0x80)
		return c != 0 && strchr("+-./\\:,%()$ ", (int)c) != NULL;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (others[i] == c)
			return true;
	return unseen_is_space(c) || (unseen_is(c) && !unseen_is_white_space(c));
}

/*
 * The letters that a text begins with, as a word in lower case; returns their bytes, or
 * 0 if they are more than a word here can have.
 */
static size_t
read_word(struct span text, char word[WORD_MOST + 1])
{
	size_t at = 0, count = 0, len;

	while (at < text.len) {
		uint32_t c = first((struct span){ text.at + at, text.len - at }, &len);

		if (!is_letter(c))
			break;
		if (count == WORD_MOST)
			return 0;
		word[count++] = (char)(c | 0x20);
		at += len;
	}
	word[count] = '\0';
	return at;
}

static bool
is_truth(struct span text)
{
	static const char *const truths[] = { "true", "false", NULL };
	char word[WORD_MOST + 1];

	return text.len > 0 && read_word(text, word) == text.len &&
	       is_among(word, truths);
}

bool
misreading_is_value(struct span text)
{
	static const char *const endings[] = { "e", "a", "am", "p", "pm", NULL };
	static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
		"jul", "aug", "sep", "sept", "oct", "nov", "dec", "january", "february",
		"march", "april", "june", "july", "august", "september", "october",
		"november", "december", NULL };
	char word[WORD_MOST + 1];
	bool digit = false, behind_digit = false;
	size_t len;

	if (is_truth(text) || spreadsheet_has_error(text))
		return true;
	for (; text.len > 0; text = (struct span){ text.at + len, text.len - len }) {
		uint32_t c = first(text, &len);

		if (is_letter(c)) {
			len = read_word(text, word);
			if (len == 0 || !(is_among(word, months) ||
					    (behind_digit && is_among(word, endings))))
				return false;
		} else if (!is_digit(c) && !is_sign(c))
			return false;
		digit |= is_digit(c);
		behind_digit = is_digit(c) || c == '.' || (behind_digit && c == ' ');
	}
	return digit;
}
