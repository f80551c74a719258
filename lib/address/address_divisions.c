/* Provinces, cities, districts, towns and communities at the start of an address. */
#include <string.h>

#include "address/address_name.h"
#include "address/address_parsing.h"
#include "address/address_words.h"

/* A division that was found: its characters, and what it is. */
struct division {
	size_t end;      /* behind its ending */
	size_t name_end; /* before what the canonical name does without (办事处) */
	enum address_part part;
};

/* What may follow a name of a division within a longer one: 沙市区, 新乡市, 矿区街道.
 */
static bool
goes_on(char32_t c, const char32_t *next)
{
	static const char32_t *const towns[] = { U"街道", U"社区", U"居委会", U"街办",
		NULL };

	if (word_among(next, towns) > 0)
		return true;
	switch (next[0]) {
	case U'区':
		return c == U'市' || c == U'镇' || c == U'乡';
	case U'市':
		/* 津市市, but 济宁市市中区 */
		return (c == U'市' && !word_is_direction(next[1]) &&
			   next[1] != U'辖') ||
		       c == U'镇' || c == U'乡' || c == U'州';
	case U'县':
		return c == U'乡' || c == U'州';
	case U'镇':
	case U'乡':
		return c == U'村';
	case U'村':
		return c == U'镇' || c == U'旗' || c == U'村' || c == U'乡';
	default:
		return false;
	}
}

/* Whether a road's name goes on here: 市 of 城市东路. */
static bool
road_follows(const char32_t *next)
{
	size_t n = 0;

	while (n < 3 && (word_is_direction(next[n]) || next[n] == U'一' ||
			    next[n] == U'二' || next[n] == U'三'))
		n++;
	if (next[n] == U'大' && (next[n + 1] == U'街' || next[n + 1] == U'路'))
		n++;
	return word_road_end(next + n) > 0;
}

/* Words that an ending of a division begins, and that are none. */
static bool
is_other_word(const char32_t *text)
{
	static const char32_t *const words[] = { U"市场", U"市政", U"市民", U"市委",
		U"市府", U"市立", U"区政", U"区委", U"区府", U"县政", U"县委", U"县府",
		U"村民", U"乡族", U"镇政", U"乡政", U"县城", U"村口", NULL };
	static const char32_t *const committees[] = { U"村民委员会", NULL };

	return word_among(text, words) > 0 && word_among(text, committees) == 0;
}

/* 社区 is a community, 小区 and 家属区 are compounds, 东区 is a part of one. */
static bool
is_district_ending(const char32_t *name, size_t len)
{
	static const char32_t *const others[] = { U"小区", U"校区", U"厂区", U"院区",
		U"属区", U"宅区", U"活区", U"舍区", U"住区", U"库区", U"景区", U"市区",
		U"苑区", U"墅区", U"民区", U"棚区", NULL };

	if (len == 2 && (word_is_direction(name[0]) || word_is_letter(name[0])))
		return false;
	return !word_ends(name, len, others) || (len == 3 && name[0] == U'沙');
}

/* A division that ends with the character at i, by its ending. */
static bool
ends_at(const char32_t *c, size_t from, size_t i, struct division *d)
{
	static const char32_t *const offices[] = { U"街道办事处", U"街道办",
		U"街办事处", U"街办", U"街道", NULL };
	static const char32_t *const committees[] = { U"社区居民委员会", U"社区居委会",
		U"居民委员会", U"居委会", U"社区", NULL };
	static const char32_t *const villages[] = { U"村民委员会", U"村委会", U"村",
		NULL };
	size_t len;

	if ((len = word_among(c + i, offices)) > 0) {
		*d = (struct division){ i + len, i, ADDRESS_TOWN };
		return true;
	}
	if ((len = word_among(c + i, committees)) > 0) {
		*d = (struct division){ i + len, i, ADDRESS_COMMUNITY };
		return true;
	}
	*d = (struct division){ i + 1, i + 1, ADDRESS_PARTS };
	if (is_other_word(c + i) || goes_on(c[i], c + i + 1) || road_follows(c + i + 1))
		return false;
	switch (c[i]) {
	case U'省':
		d->part = ADDRESS_PROVINCE;
		return true;
	case U'市':
		d->part = ADDRESS_CITY;
		return true;
	case U'州':
		if (i < from + 3 || c[i - 1] != U'治')
			return false;
		d->part = ADDRESS_CITY;
		return true;
	case U'区':
		d->part = ADDRESS_DISTRICT;
		return is_district_ending(c + from, i + 1 - from);
	case U'县':
		d->part = ADDRESS_DISTRICT;
		return true;
	case U'旗':
		d->part = ADDRESS_DISTRICT;
		return i > from + 1 &&
		       (word_is_direction(c[i - 1]) || c[i - 1] == U'治');
	case U'镇':
	case U'乡':
		d->part = ADDRESS_TOWN;
		return true;
	case U'村':
		len = word_among(c + i, villages);
		*d = (struct division){ i + len, i, ADDRESS_COMMUNITY };
		return c[i - 1] != U'新';
	default:
		return false;
	}
}

/* The division that begins at a place, by its ending. */
static bool
division_at(const char32_t *c, size_t from, struct division *d)
{
	static const char32_t *const offices[] = { U"街道", U"街办", U"社区", U"居委会",
		NULL };
	enum { LONGEST = 16 };

	for (size_t i = from; i < from + LONGEST; i++) {
		size_t road;

		if (c[i] == 0 || c[i] == ADDRESS_STOP || c[i] < 0x80)
			return false;
		if (i == from)
			continue;
		if (ends_at(c, from, i, d))
			return true;
		road = word_road_end(c + i);
		if (road > 0 && word_among(c + i + road, offices) == 0)
			return false;
	}
	return false;
}

/* A part's name with the ending that all its kind have. */
static void
take(struct address_parsing *p, const struct division *d)
{
	struct address_taken *taken = &p->taken[d->part];
	const char32_t *ending = U"";

	parsing_take(p, d->part, p->at, d->name_end);
	taken->to = d->end;
	if (d->name_end < d->end)
		ending = d->part == ADDRESS_TOWN          ? U"街道"
			 : p->chars[d->name_end] == U'村' ? U"村"
							  : U"社区";
	for (; *ending != 0; ending++)
		address_chars_write(&p->texts, ending, 1);
	taken->text.len = p->texts.len - taken->text.at;
	p->at = d->end;
}

/* Whether the characters are those of a part that was taken before. */
static bool
is_repeated(const struct address_parsing *p, const struct division *d)
{
	const struct address_taken *taken = &p->taken[d->part];

	return taken->to - taken->from == d->end - p->at &&
	       memcmp(p->chars + taken->from, p->chars + p->at,
		   (d->end - p->at) * sizeof *p->chars) == 0;
}

/* A province, with its full name, or with its short one if a division follows. */
static bool
take_province(struct address_parsing *p)
{
	const char32_t *c = p->chars + p->at;
	const char *full;
	bool is_city;
	size_t len = word_province(c, &full, &is_city);
	struct division d;

	if (len == 0)
		return false;
	if (parsing_has(p, ADDRESS_PROVINCE)) {
		struct address_place text = p->taken[ADDRESS_PROVINCE].text;

		if (text.len != strlen(full) ||
		    memcmp(p->texts.text + text.at, full, text.len) != 0)
			return false;
	} else if (parsing_has(p, ADDRESS_CITY)) {
		return false;
	}
	if (c[len - 1] != U'省' && c[len - 1] != U'市' && c[len - 1] != U'区') {
		static const char32_t endings[] = U"省市区县州旗镇乡村路街道城";

		for (const char32_t *e = endings; *e != 0; e++)
			if (c[len] == *e)
				return false;
		if (c[len] == ADDRESS_STOP || c[len + 1] == U'族' ||
		    c[len + 2] == U'族' || !division_at(p->chars, p->at + len, &d) ||
		    d.part > ADDRESS_DISTRICT)
			return false;
	}
	if (!parsing_has(p, ADDRESS_PROVINCE)) {
		parsing_take(p, ADDRESS_PROVINCE, p->at, p->at + len);
		parsing_set_text(p, ADDRESS_PROVINCE, full);
		p->province_is_city = is_city;
	}
	p->at += len;
	return true;
}

/* 市 is a city, or a county of one that was named before. */
static void
settle_level(const struct address_parsing *p, struct division *d)
{
	if (d->part != ADDRESS_CITY || is_repeated(p, d))
		return;
	if (parsing_has(p, ADDRESS_CITY) || p->province_is_city)
		d->part = ADDRESS_DISTRICT;
}

static bool
take_division(struct address_parsing *p)
{
	struct division d;
	size_t dummy = word_at(p->chars + p->at, U"市辖区");

	if (dummy > 0 && parsing_has(p, ADDRESS_PROVINCE)) {
		p->at += dummy;
		return true;
	}
	if (take_province(p))
		return true;
	if (!division_at(p->chars, p->at, &d))
		return false;
	settle_level(p, &d);
	if (parsing_has(p, d.part)) {
		if (!is_repeated(p, &d)) {
			if (d.part >= ADDRESS_TOWN)
				return false;
			parsing_leave(p, p->at, d.end);
			p->marks |= ADDRESS_CONFLICT;
		}
		p->at = d.end;
		return true;
	}
	/* What is larger does not stand behind what is smaller. */
	for (int part = (int)d.part + 1; part <= ADDRESS_COMMUNITY; part++)
		if (parsing_has(p, (enum address_part)part))
			return false;
	take(p, &d);
	return true;
}

void
address_divisions(struct address_parsing *p)
{
	parsing_skip_stops(p);
	while (p->at < p->count && take_division(p))
		parsing_skip_stops(p);
}
