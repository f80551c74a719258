#include "address/address_label.h"

#include "address/address_line.h"
#include "address/address_numeral.h"
#include "address/address_words.h"

static bool
is_end(char32_t c)
{
	return c == 0 || c == ADDRESS_STOP;
}

struct label
label_at(const char32_t *text)
{
	struct label l = { 0 };
	size_t digits;

	if (word_is_letter(text[0]))
		l.len = 1;
	digits = address_numeral(text + l.len, &l.value);
	l.numeric = l.len == 0 && digits > 0;
	l.arabic = l.len > 0 || (digits > 0 && text[0] < 0x80);
	l.len += digits;
	if (digits > 0 && word_is_letter(text[l.len])) {
		l.len++;
		l.numeric = false;
		l.arabic = true;
	}
	return l;
}

size_t
label_word(const char32_t *behind, enum address_part *part)
{
	size_t len = word_home_part(behind, part);
	uint32_t value;

	if (len != 1 ||
	    (behind[0] != U'门' && behind[0] != U'房' && behind[0] != U'户'))
		return len;
	return is_end(behind[1]) || behind[1] == '-' ||
		       address_numeral(behind + 1, &value) > 0
		   ? 1
		   : 0;
}

const char32_t *
label_ending(enum address_part part, const struct label *label, char32_t first_of_word)
{
	bool sign = label->value == 0 && !label->arabic;

	switch (part) {
	case ADDRESS_BUILDING:
		return first_of_word == U'排'           ? U"排"
		       : first_of_word == U'楼' && sign ? U"楼"
							: U"栋";
	case ADDRESS_UNIT:
		return U"单元";
	case ADDRESS_FLOOR:
		return U"层";
	default:
		return first_of_word == U'户' && sign ? U"户" : U"室";
	}
}

/* Whether the word behind 甲 or 东 tells a part: 东楼, 甲栋, 西单元, 东户; not 东门. */
static bool
is_word_of_sign(char32_t first)
{
	return first == U'楼' || first == U'栋' || first == U'幢' || first == U'座' ||
	       first == U'单' || first == U'户';
}

static bool
is_sign(char32_t c)
{
	return word_is_stem(c) || word_is_direction(c);
}

struct label
label_or_sign_at(const char32_t *text)
{
	struct label l = label_at(text);

	if (l.len == 0 && is_sign(text[0]) && is_word_of_sign(text[1]))
		l.len = 1;
	return l;
}

/* 东楼, 甲栋, 西单元, 东户.  A direction is part of many names (华东楼), so a building
 * of one is told only behind the ending of a compound. */
static bool
sign_begins(const char32_t *text, size_t at)
{
	enum address_part part;

	if (label_word(text + at + 1, &part) == 0 || !is_word_of_sign(text[at + 1]))
		return false;
	return word_is_stem(text[at]) ||
	       (word_is_direction(text[at]) &&
		   (part == ADDRESS_UNIT || word_ends_compound(text, at)));
}

bool
label_begins(const char32_t *text, size_t at)
{
	const char32_t *c = text + at;
	struct label l = label_at(c);
	enum address_part part;

	if (l.len == 0)
		return sign_begins(text, at);
	/* Digits that are too many for a number are not cut. */
	if (at > 0 && c[0] < 0x80 && address_digit(c[-1]) >= 0)
		return false;
	if (c[l.len] == '#' || (l.arabic && (is_end(c[l.len]) || c[l.len] == '-')))
		return true;
	if (c[l.len] == '-' && label_at(c + l.len + 1).len > 0)
		return true;
	return label_word(c + l.len, &part) > 0 ||
	       (c[l.len] == U'号' && l.value > 0 && c[l.len + 1] != U'院' &&
		   word_road_end(c + l.len + 1) == 0);
}

size_t
label_zone(const char32_t *text)
{
	static const char32_t *const words[] = { U"区", U"期", U"组团", U"号院", U"苑",
		NULL };
	size_t len = label_at(text).len, word;

	if (len == 0)
		len = is_sign(text[0]);
	word = len == 0 ? 0 : word_among(text + len, words);
	return word == 0 ? 0 : len + word;
}
