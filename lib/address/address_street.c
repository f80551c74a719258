/* Road, lane and house number. */
#include "address/address_name.h"
#include "address/address_numeral.h"
#include "address/address_parsing.h"
#include "address/address_words.h"

/* The end of the first name of a road that begins at from; 0 if there is none before
 * a stop, or a number that is no part of a name. */
static size_t
road_end(const struct address_parsing *p, size_t from)
{
	const char32_t *c = p->chars;

	for (size_t i = from; i < p->count; i++) {
		enum address_part part;
		uint32_t value;
		size_t len, road;

		if (c[i] == ADDRESS_STOP || c[i] == '-' || c[i] == '#')
			return 0;
		/* 三号路 and 12弄 are names; a number before 号 or 栋 is none. */
		len = address_numeral(c + i, &value);
		if (len > 0 && (word_home_part(c + i + len, &part) > 0 ||
				   (c[i + len] == U'号' && c[i + len + 1] != U'路' &&
				       c[i + len + 1] != U'巷')))
			return 0;
		if (i > from && (road = word_road_end(c + i)) > 0)
			return i + road;
	}
	return 0;
}

/* Whether all of a name is a number and an ending: 一街, 12弄, 支三巷. */
static bool
is_numbered(const char32_t *name)
{
	uint32_t value;
	size_t len = address_numeral(name, &value);

	return len > 0 && (word_road_end(name + len) > 0);
}

static bool
ends_in_lane(const struct address_parsing *p, size_t end)
{
	return word_lane_end(p->chars + end - 1) > 0 ||
	       (end >= 2 && word_lane_end(p->chars + end - 2) == 2);
}

static void
take_lane(struct address_parsing *p, size_t end)
{
	uint32_t value;
	size_t len = address_numeral(p->chars + p->at, &value);

	parsing_take(p, ADDRESS_LANE, p->at, end);
	if (len > 0)
		p->taken[ADDRESS_LANE].integer = value;
	p->at = end;
}

/* 甲12号: a stem before the number. */
static size_t
read_stem(const char32_t *c, uint32_t *stem)
{
	*stem = word_is_stem(c[0]) ? c[0] : 0;
	return *stem != 0;
}

/* 附1, 附1号, 之1, -1: what follows the number itself. */
static size_t
read_attached(const char32_t *c, uint32_t *attached)
{
	uint32_t value;
	size_t len, at = c[0] == U'附' || c[0] == U'之';

	if (at == 0)
		return 0;
	len = address_numeral(c + at, &value);
	if (len == 0)
		return 0;
	*attached = value;
	at += len;
	return at + (c[at] == U'号');
}

/* The part of 12-1号 behind 12. */
static size_t
read_dashed(const char32_t *c, uint32_t *attached)
{
	uint32_t value;
	size_t len;

	if (c[0] != '-')
		return 0;
	len = address_numeral(c + 1, &value);
	if (len == 0 || c[len + 1] != U'号' || c[len + 2] == U'楼')
		return 0;
	*attached = value;
	return len + 1;
}

/* Whether a number without 号 is the number of a house: what follows is no word. */
static bool
stands_alone(const char32_t *c)
{
	enum address_part part;
	uint32_t value;
	size_t len = c[0] == '-' ? address_numeral(c + 1, &value) : 0;

	if (c[0] == '#')
		return c[1] != U'楼' && c[1] != U'栋';
	return word_home_part(c, &part) == 0 && c[0] != U'期' && c[0] != U'区' &&
	       (c[0] != '-' || len > 0);
}

/* The house number at a place; returns its length, 0 if there is none. */
static size_t
read_number(const char32_t *c, struct address_number *number, bool behind_road)
{
	size_t at = c[0] == U'第', len;
	uint32_t letter = 0;

	*number = (struct address_number){ 0 };
	at += read_stem(c + at, &number->stem);
	len = address_numeral(c + at, &number->number);
	if (len == 0 || number->number == 0)
		return 0;
	at += len;
	if (word_is_letter(c[at]) &&
	    (c[at + 1] == U'号' || (behind_road && stands_alone(c + at + 1))))
		letter = c[at++];
	else if (word_is_stem(c[at]) && c[at + 1] == U'号')
		letter = c[at++];
	at += read_dashed(c + at, &number->attached);
	if (at > 0 && number->attached == 0)
		at += read_attached(c + at, &number->attached);
	if (c[at] == U'号' && c[at + 1] != U'楼' && c[at + 1] != U'栋' &&
	    c[at + 1] != U'幢' && c[at + 1] != U'线') {
		at++;
	} else if (number->attached == 0 && (!behind_road || !stands_alone(c + at))) {
		return 0;
	} else if (c[at] == '#') {
		at++;
	}
	if (letter == 0 && word_is_stem(c[at]) &&
	    (c[at + 1] == 0 || c[at + 1] == ADDRESS_STOP))
		letter = c[at++];
	if (letter != 0 && number->stem == 0)
		number->stem = letter;
	if (c[at] == U'院' || (c[at] == U'大' && c[at + 1] == U'院')) {
		at += c[at] == U'院' ? 1 : 2;
		number->yard = true;
	}
	if (number->attached == 0)
		at += read_attached(c + at, &number->attached);
	return at;
}

/* 甲12号附1号 */
static void
write_number(struct address_parsing *p)
{
	const struct address_number *n = &p->number;
	struct address_place *text = &p->taken[ADDRESS_NUMBER].text;
	char32_t stem = n->stem;

	text->at = p->texts.len;
	if (stem != 0 && !word_is_letter(stem))
		address_chars_write(&p->texts, &stem, 1);
	parsing_write_integer(&p->texts, n->number);
	if (word_is_letter(stem))
		address_chars_write(&p->texts, &stem, 1);
	address_chars_write(&p->texts, U"号", 1);
	if (n->attached != 0) {
		address_chars_write(&p->texts, U"附", 1);
		parsing_write_integer(&p->texts, n->attached);
		address_chars_write(&p->texts, U"号", 1);
	}
	text->len = p->texts.len - text->at;
}

bool
address_take_number(struct address_parsing *p, bool behind_road)
{
	struct address_number number;
	size_t len = read_number(p->chars + p->at, &number, behind_road);

	if (len == 0)
		return false;
	p->number = number;
	p->taken[ADDRESS_NUMBER] = (struct address_taken){ .from = p->at,
		.to = p->at + len,
		.evidence = ADDRESS_WRITTEN,
		.integer = number.number };
	write_number(p);
	p->at += len;
	return true;
}

/* X街 before another road is a street office without its last word: 市桥街康乐路. */
static bool
is_town(const struct address_parsing *p, size_t end)
{
	size_t next;

	if (p->chars[end - 1] != U'街' || p->chars[end - 2] == U'大' ||
	    parsing_has(p, ADDRESS_TOWN) || is_numbered(p->chars + end))
		return false;
	next = road_end(p, end);
	return next > end && !ends_in_lane(p, next);
}

static void
take_town(struct address_parsing *p, size_t end)
{
	parsing_take(p, ADDRESS_TOWN, p->at, end);
	address_chars_write(&p->texts, U"道", 1);
	p->taken[ADDRESS_TOWN].text.len += sizeof "道" - 1;
	p->at = end;
}

/* The group of a village: 三社, 3组, 第三村民小组. */
static void
take_group(struct address_parsing *p)
{
	static const char32_t *const words[] = { U"社", U"组", U"队", U"村民小组",
		U"小组", U"村组", NULL };
	const char32_t *c = p->chars + p->at;
	size_t before = c[0] == U'第', behind, len;
	uint32_t value;

	len = address_numeral(c + before, &value);
	behind = len == 0 ? 0 : word_among(c + before + len, words);
	/* 三社区 is a community. */
	if (behind == 0 || c[before + len + behind] == U'区')
		return;
	parsing_take(p, ADDRESS_LANE, p->at + before, p->at + before + len);
	p->taken[ADDRESS_LANE].from = p->at;
	p->taken[ADDRESS_LANE].to += behind;
	p->taken[ADDRESS_LANE].integer = value;
	address_chars_write(&p->texts, c + before + len + behind - 1, 1);
	p->taken[ADDRESS_LANE].text.len = p->texts.len - p->taken[ADDRESS_LANE].text.at;
	p->at += before + len + behind;
}

void
address_street(struct address_parsing *p)
{
	size_t end;

	if (parsing_has(p, ADDRESS_COMMUNITY))
		take_group(p);
	end = road_end(p, p->at);
	if (end > 0 && is_town(p, end)) {
		take_town(p, end);
		end = road_end(p, p->at);
	}
	if (end == 0)
		return;
	parsing_take(p, ADDRESS_ROAD, p->at, end);
	p->at = end;
	end = road_end(p, p->at);
	if (end > 0 && !parsing_has(p, ADDRESS_LANE) &&
	    (ends_in_lane(p, end) || is_numbered(p->chars + p->at)))
		take_lane(p, end);
	parsing_skip_stops(p);
	address_take_number(p, true);
}
