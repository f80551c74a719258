#include "address/address_ending.h"

#include "address/address_line.h"
#include "address/address_numeral.h"
#include "address/address_words.h"

/* What may follow a name of a division within a longer one: 沙市区, 新乡市, 矿区街道.
 */
static bool
goes_on(char32_t c, const char32_t *next)
{
	static const char32_t *const towns[] = { U"街道", U"社区", U"居委会", U"街办",
		U"地区", NULL };

	if (word_among(next, towns) > 0)
		return true;
	switch (next[0]) {
	case U'区':
		return c == U'市' || c == U'镇' || c == U'乡' || c == U'县' ||
		       c == U'村';
	case U'市':
		/* 津市市, but 济宁市市中区 */
		return (c == U'市' && !word_is_direction(next[1]) &&
			   next[1] != U'辖') ||
		       c == U'镇' || c == U'乡' || c == U'州' || c == U'县';
	case U'县':
		return c == U'乡' || c == U'州' || c == U'镇';
	case U'镇':
		return c == U'村' || c == U'镇' || c == U'乡';
	case U'乡':
		return c == U'村';
	case U'村':
		return c == U'镇' || c == U'旗' || c == U'村' || c == U'乡';
	default:
		return false;
	}
}

/* 社区 is a community, 小区 and 家属区 are compounds, 东区 is a part of one. */
static bool
is_district_ending(const char32_t *name, size_t len)
{
	static const char32_t *const others[] = { U"小区", U"校区", U"厂区", U"院区",
		U"属区", U"宅区", U"活区", U"舍区", U"住区", U"库区", U"景区", U"市区",
		U"别墅区", U"居民区", U"棚区", NULL };

	/* 城东区 is one, but 洛涛南区 is no district. */
	if (len != 3 && word_is_direction(name[len - 2]))
		return false;
	return !word_ends(name, len, others) || (len == 3 && name[1] == U'市');
}

/* Whether a name before 南大街 and the like is a division by itself, and not the
 * beginning of the road's name: 城中区南大街, but 新区南路 and 城市东路. */
static bool
ends_before_road(const char32_t *name, size_t len)
{
	static const char32_t *const others[] = { U"新区", U"发区", U"园区", NULL };
	char32_t next = name[len];

	return len >= 3 &&
	       (name[len - 1] == U'市' || name[len - 1] == U'区' ||
		   name[len - 1] == U'县') &&
	       !word_ends(name, len, others) &&
	       (word_is_direction(next) || next == U'大');
}

/* Whether the ending of a division begins with a character. */
static bool
may_end(char32_t c)
{
	switch (c) {
	case U'省':
	case U'市':
	case U'州':
	case U'区':
	case U'县':
	case U'旗':
	case U'镇':
	case U'乡':
	case U'村':
	case U'街':
	case U'社':
	case U'居':
	case U'盟':
	case U'地':
		return true;
	default:
		return false;
	}
}

/* The endings of several characters, and what is written in place of them. */
static bool
ends_in_word(const char32_t *c, size_t i, struct division *d)
{
	static const char32_t *const offices[] = { U"街道办事处", U"街道办",
		U"街办事处", U"街办", U"街道", NULL };
	static const char32_t *const committees[] = { U"社区居民委员会", U"社区居委会",
		U"居民委员会", U"居委会", U"社区", NULL };
	static const char32_t *const leagues[] = { U"盟", U"地区", NULL };
	size_t len;

	if ((len = word_among(c + i, offices)) > 0)
		*d = (struct division){ i + len, i, ADDRESS_TOWN };
	else if ((len = word_among(c + i, committees)) > 0)
		*d = (struct division){ i + len, i, ADDRESS_COMMUNITY };
	else if ((len = word_among(c + i, leagues)) > 0)
		*d = (struct division){ i + len, i + len, ADDRESS_CITY };
	return len > 0;
}

/* The endings of one character. */
static bool
ends_in_character(const char32_t *c, size_t from, size_t i, struct division *d)
{
	static const char32_t *const villages[] = { U"村民委员会", U"村委会", U"村",
		NULL };

	*d = (struct division){ i + 1, i + 1, ADDRESS_DISTRICT };
	switch (c[i]) {
	case U'省':
		d->part = ADDRESS_PROVINCE;
		return true;
	case U'市':
		d->part = ADDRESS_CITY;
		return true;
	case U'州':
		d->part = ADDRESS_CITY;
		return i >= from + 3 && c[i - 1] == U'治';
	case U'区':
		return is_district_ending(c + from, i + 1 - from);
	case U'县':
		return true;
	case U'旗':
		return i > from + 1 && c[i - 1] != U'红';
	case U'镇':
	case U'乡':
		d->part = ADDRESS_TOWN;
		return true;
	case U'村':
		*d = (struct division){ i + word_among(c + i, villages),
			c[i - 1] == U'村' ? i - 1 : i, ADDRESS_COMMUNITY };
		/* 团结新村 is a compound, 团结新村村委会 is that of a village. */
		return c[i - 1] != U'新' || d->end > i + 1;
	default:
		return false;
	}
}

static bool find(const char32_t *c, size_t from, bool look_ahead, struct division *d);

/* A division that begins at a place, with a name of two characters or more. */
static bool
division_follows(const char32_t *c, size_t from, struct division *next)
{
	return find(c, from, false, next) && next->name_end >= from + 2;
}

/*
 * Whether what seems to end a division at i begins another word: 市场, 市民, 县城; but
 * 市政府 and 村民委员会 are the division's own, and 商丘市民权县 has no 市民.
 */
static bool
begins_word(const char32_t *c, size_t i, bool look_ahead)
{
	static const char32_t *const words[] = { U"市民", U"市立", U"市政", U"村民",
		U"村口", U"县城", NULL };
	static const char32_t *const own[] = { U"市政府", U"村民委员会", U"县城关",
		NULL };
	struct division next;

	if (word_at(c + i, U"市场") > 0 || word_at(c + i, U"乡族") > 0)
		return true;
	return word_among(c + i, words) > 0 && word_among(c + i, own) == 0 &&
	       !(look_ahead && division_follows(c, i + 1, &next));
}

/*
 * Whether it belongs to the name of a road: 市 of 城市东路, but 唐山市路南区 has none.
 */
static bool
belongs_to_road(const char32_t *c, size_t from, size_t i, bool look_ahead)
{
	struct division next;

	return word_road_follows(c + i + 1) &&
	       !ends_before_road(c + from, i + 1 - from) &&
	       !(look_ahead && division_follows(c, i + 1, &next));
}

/* 鄂温克民族乡, 畲族乡: whether a township of this kind goes on here. */
static bool
is_ethnic_township(const char32_t *c)
{
	enum { LONGEST = 10 };

	for (size_t i = 1; i < LONGEST && c[i] >= 0x4E00 && c[i - 1] != U'乡'; i++)
		if (word_at(c + i, U"族乡") > 0)
			return true;
	return false;
}

/*
 * Whether a town or village belongs to the name of what is no smaller, and so cannot
 * stand behind it: 韩村河镇, 西乡塘区, 金村寺村.
 */
static bool
belongs_to_larger(const char32_t *c, const struct division *d, bool look_ahead)
{
	struct division next;

	if (d->part == ADDRESS_TOWN && is_ethnic_township(c + d->end))
		return true;
	return d->part >= ADDRESS_TOWN && look_ahead &&
	       division_follows(c, d->end, &next) && next.part <= d->part &&
	       next.name_end + (next.part == ADDRESS_COMMUNITY) == d->end + 2;
}

/* A division that ends with what begins at i. */
static bool
ends_at(const char32_t *c, size_t from, size_t i, bool look_ahead, struct division *d)
{
	if (!may_end(c[i]))
		return false;
	return ends_in_word(c, i, d) ||
	       (!begins_word(c, i, look_ahead) && !goes_on(c[i], c + i + 1) &&
		   ends_in_character(c, from, i, d) &&
		   !belongs_to_road(c, from, i, look_ahead) &&
		   !belongs_to_larger(c, d, look_ahead));
}

/* Whether a compound ends with the character at i, so that no division begins it. */
static bool
ends_compound(const char32_t *c, size_t from, size_t i)
{
	if (goes_on(c[i], c + i + 1))
		return false;
	if (c[i] == U'村')
		return c[i - 1] == U'新';
	return c[i] == U'区' && !is_district_ending(c + from, i + 1 - from);
}

static bool
find(const char32_t *c, size_t from, bool look_ahead, struct division *d)
{
	static const char32_t *const offices[] = { U"街道", U"街办", U"社区", U"居委会",
		U"村", U"镇", U"乡", U"区", NULL };

	for (size_t i = from; i < from + ADDRESS_ENDING_LONGEST; i++) {
		size_t road;

		if (c[i] == 0 || c[i] == ADDRESS_STOP || c[i] < 0x80)
			return false;
		if (i == from)
			continue;
		if (ends_at(c, from, i, look_ahead, d))
			return true;
		if (ends_compound(c, from, i))
			return false;
		road = word_road_end(c + i);
		if (road > 0 && word_among(c + i + road, offices) == 0 &&
		    !is_ethnic_township(c + i + road))
			return false;
	}
	return false;
}

bool
address_ending_find(const char32_t *text, size_t from, struct division *d)
{
	return find(text, from, true, d);
}

bool
address_ending_is_zone(const char32_t *name, size_t len)
{
	char32_t sign = len < 2 ? 0 : name[len - 2];

	return sign != 0 && name[len - 1] == U'区' &&
	       (word_is_direction(sign) || word_is_letter(sign) ||
		   address_digit(sign) >= 0);
}

bool
address_ending_is_area(const char32_t *name, size_t len)
{
	static const char32_t *const endings[] = { U"新区", U"园区", U"开发区",
		U"经开区", U"示范区", U"保税区", U"度假区", NULL };

	return word_ends(name, len, endings);
}
