#include "address/address_street.h"

#include <string.h>

#include "address/address_divisions.h"
#include "address/address_entries.h"
#include "address/address_name.h"
#include "address/address_number.h"
#include "address/address_numeral.h"
#include "address/address_words.h"

/* Characters of a road's name at most: a line of any length is read once. */
enum { LONGEST_ROAD = 48 };

/* Whether a number here is none of a name: it has 号 or a word of homes behind it. */
static bool
is_number_of_home(const char32_t *c)
{
	enum address_part part;
	uint32_t value;
	size_t len = address_numeral(c, &value);

	if (len == 0)
		return false;
	return word_home_part(c + len, &part) > 0 ||
	       (c[len] == U'号' && word_road_end(c + len + 1) == 0);
}

/* The end of the first name of a road that begins at from, by its ending; 0 if there is
 * none before a stop, or a number that is no part of a name. */
static size_t
road_end(const struct address_parsing *p, size_t from)
{
	const char32_t *c = p->chars;

	for (size_t i = from; i < p->count && i < from + LONGEST_ROAD; i++) {
		size_t road;

		if (c[i] == ADDRESS_STOP || c[i] == '-' || c[i] == '#' ||
		    is_number_of_home(c + i))
			return 0;
		if (i > from && (road = word_road_end(c + i)) > 0)
			return i + road;
	}
	return 0;
}

/* Whether all of a name is a number and an ending: 一街, 12弄. */
static bool
is_numbered(const char32_t *name)
{
	uint32_t value;
	size_t len = address_numeral(name, &value);

	return len > 0 && word_road_end(name + len) > 0;
}

static bool
ends_in_lane(const struct address_parsing *p, size_t end)
{
	return word_lane_end(p->chars + end - 1) > 0 ||
	       (end >= 2 && word_lane_end(p->chars + end - 2) == 2);
}

/* A lane up to an end; 123弄 20支弄 is one. */
static void
take_lane(struct address_parsing *p, size_t end)
{
	uint32_t value = 0;
	size_t from =
	    parsing_has(p, ADDRESS_LANE) ? p->taken[ADDRESS_LANE].from : p->at;

	parsing_take(p, ADDRESS_LANE, from, end);
	if (address_numeral(p->chars + from, &value) > 0)
		p->taken[ADDRESS_LANE].integer = value;
	p->at = end;
}

bool
address_take_number(struct address_parsing *p, bool behind_road)
{
	struct address_number number;
	size_t len = address_number_read(p->chars + p->at, behind_road, &number);

	if (len == 0)
		return false;
	p->number = number;
	parsing_begin(p, ADDRESS_NUMBER, p->at, p->at + len);
	p->taken[ADDRESS_NUMBER].integer = number.number;
	address_number_write(&p->texts, &number);
	parsing_end(p, ADDRESS_NUMBER);
	p->at += len;
	return true;
}

/* X街 before another road or a village is a street office without its last word:
 * 市桥街康乐路. */
static bool
is_town(const struct address_parsing *p, size_t end)
{
	size_t next;

	if (p->chars[end - 1] != U'街' || p->chars[end - 2] == U'大' ||
	    parsing_has(p, ADDRESS_TOWN) || is_numbered(p->chars + end))
		return false;
	next = road_end(p, end);
	return (next > end && !ends_in_lane(p, next)) ||
	       address_community_begins(p, end);
}

static void
take_town(struct address_parsing *p, size_t end)
{
	parsing_begin(p, ADDRESS_TOWN, p->at, end);
	address_name_write(&p->texts, p->chars + p->at, end - p->at);
	address_chars_write(&p->texts, U"道", 1);
	parsing_end(p, ADDRESS_TOWN);
	p->at = end;
	address_entries_find(p, ADDRESS_TOWN);
}

bool
address_group(struct address_parsing *p)
{
	static const char32_t *const words[] = { U"社", U"组", U"队", U"村民小组",
		U"小组", U"村组", NULL };
	struct address_taken *taken = &p->taken[ADDRESS_LANE];
	const char32_t *c = p->chars + p->at;
	size_t before = c[0] == U'第', behind, len;
	uint32_t value;

	if (!parsing_has(p, ADDRESS_COMMUNITY) || parsing_has(p, ADDRESS_LANE))
		return false;
	len = address_numeral(c + before, &value);
	behind = len == 0 ? 0 : word_among(c + before + len, words);
	/* 三社区 is a community. */
	if (behind == 0 || c[before + len + behind] == U'区')
		return false;
	parsing_begin(p, ADDRESS_LANE, p->at, p->at + before + len + behind);
	taken->integer = value;
	address_name_write(&p->texts, c + before, len);
	address_chars_write(&p->texts, c + before + len + behind - 1, 1);
	parsing_end(p, ADDRESS_LANE);
	p->at = taken->to;
	return true;
}

/* Words behind which, within what seems to be a road, the road begins. */
static size_t
words_before_road(const struct address_parsing *p, size_t from, size_t end)
{
	static const char32_t *const words[] = { U"小区", U"家属院", U"家属区",
		U"家属楼", U"花园", U"家园", U"大厦", U"公寓", U"新村", U"广场",
		U"大院", U"宿舍", U"对面", U"旁边", U"附近", U"隔壁", U"斜对面", NULL };
	size_t start = from;

	for (size_t i = from + 1; i + 2 < end; i++) {
		size_t len = word_among(p->chars + i, words);

		if (len > 0 && i + len + 2 < end &&
		    !word_road_follows(p->chars + i + len))
			start = i + len;
	}
	return start;
}

/* Where a road stands. */
struct road {
	size_t from, to; /* to == 0: there is none */
	uint32_t name;   /* in the gazetteer, or GAZETTEER_NONE */
};

/* The longest name of the gazetteer that ends where the road does. */
static bool
find_known_before(const struct address_parsing *p, size_t from, struct road *road)
{
	struct gazetteer_found f;

	for (size_t i = from; i + 1 < road->to; i++) {
		gazetteer_find(p->gazetteer, p->chars, i, p->count, &f);
		if (f.road.name != GAZETTEER_NONE && f.road.end >= road->to) {
			*road = (struct road){ i, f.road.end, f.road.name };
			return true;
		}
	}
	return false;
}

/* Whether a name of the gazetteer that does not end as roads do is one here. */
static bool
is_road_by_place(const struct address_parsing *p, size_t end)
{
	const char32_t *next = p->chars + end;
	uint32_t value;

	return (end > 1 && word_road_end(next - 1) > 0) ||
	       (end > 2 && word_road_end(next - 2) > 0) || next[0] == 0 ||
	       next[0] == ADDRESS_STOP || address_numeral(next, &value) > 0;
}

static struct road
find_road(struct address_parsing *p)
{
	struct road road = { p->at, road_end(p, p->at), GAZETTEER_NONE };
	struct gazetteer_found f;

	f = *parsing_find(p);
	/* 天水路小区 is a compound, and no road. */
	if (f.compound.end > f.road.end && f.compound.end >= road.to)
		return (struct road){ 0 };
	if (f.road.name != GAZETTEER_NONE && (f.road.end >= road.to || road.to == 0 ||
						 is_road_by_place(p, f.road.end))) {
		if (f.road.end >= road.to || is_road_by_place(p, f.road.end))
			return (struct road){ p->at, f.road.end, f.road.name };
	}
	if (road.to == 0 || is_town(p, road.to))
		return road;
	if (gazetteer_has(p->gazetteer, ADDRESS_ROAD) &&
	    find_known_before(p, p->at + 1, &road))
		return road;
	road.from = words_before_road(p, p->at, road.to);
	return road;
}

/* What stands before a road: a compound, or left over. */
static void
take_before(struct address_parsing *p, size_t to)
{
	if (p->at == to)
		return;
	if (!parsing_has(p, ADDRESS_COMPOUND) &&
	    word_ends_compound(p->chars + p->at, to - p->at)) {
		parsing_take(p, ADDRESS_COMPOUND, p->at, to);
		address_entries_find(p, ADDRESS_COMPOUND);
	} else {
		parsing_leave(p, p->at, to);
	}
	p->at = to;
}

static void
take_road(struct address_parsing *p, const struct road *road)
{
	struct address_taken *taken = &p->taken[ADDRESS_ROAD];
	uint32_t entry;
	bool several;

	take_before(p, road->from);
	entry = road->name == GAZETTEER_NONE
		    ? GAZETTEER_NONE
		    : address_entries_choose(
			  p, road->name, ADDRESS_ROAD, ADDRESS_ROAD, &several);
	if (entry != GAZETTEER_NONE)
		parsing_take_entry(p, ADDRESS_ROAD, road->from, road->to, entry);
	else
		parsing_take(p, ADDRESS_ROAD, road->from, road->to);
	taken->name = road->name;
	p->at = road->to;
}

/* Whether the lane, if there is one, is no group of a village. */
static bool
is_lane_taken_by_road(const struct address_parsing *p)
{
	return !parsing_has(p, ADDRESS_LANE) ||
	       p->taken[ADDRESS_LANE].from >= p->taken[ADDRESS_ROAD].to;
}

bool
address_street(struct address_parsing *p)
{
	size_t start = p->at, end;
	struct road road;

	if (parsing_has(p, ADDRESS_ROAD))
		return false;
	road = find_road(p);
	if (road.to > 0 && road.name == GAZETTEER_NONE && is_town(p, road.to)) {
		take_town(p, road.to);
		address_divisions(p);
		address_group(p);
		road = find_road(p);
	}
	if (road.to == 0)
		return p->at > start;
	take_road(p, &road);
	while ((end = road_end(p, p->at)) > 0 &&
	       (ends_in_lane(p, end) || is_numbered(p->chars + p->at)) &&
	       is_lane_taken_by_road(p))
		take_lane(p, end);
	parsing_skip_stops(p);
	if (!parsing_has(p, ADDRESS_NUMBER))
		address_take_number(p, true);
	return true;
}

/* Whether the characters of a part that was taken stand at a place again, up to an end.
 */
static bool
stands_again(
    const struct address_parsing *p, enum address_part part, size_t at, size_t end)
{
	const struct address_taken *taken = &p->taken[part];

	return end - at == taken->to - taken->from &&
	       memcmp(p->chars + at, p->chars + taken->from,
		   (end - at) * sizeof *p->chars) == 0;
}

static bool
is_same_number(const struct address_number *a, const struct address_number *b)
{
	return a->number == b->number && a->attached == b->attached &&
	       a->stem == b->stem;
}

bool
address_second_street(struct address_parsing *p)
{
	const struct address_taken *road = &p->taken[ADDRESS_ROAD];
	struct address_number number;
	size_t end, len;
	bool is_same;

	if (road->from == road->to || (end = road_end(p, p->at)) == 0 ||
	    (len = address_number_read(p->chars + end, true, &number)) == 0)
		return false;
	is_same = stands_again(p, ADDRESS_ROAD, p->at, end);
	if (is_same && !parsing_has(p, ADDRESS_NUMBER)) {
		p->at = end;
		return address_take_number(p, true);
	}
	if (!is_same || !is_same_number(&number, &p->number))
		p->marks |= ADDRESS_CONFLICT;
	if (!is_same || !stands_again(p, ADDRESS_NUMBER, end, end + len))
		parsing_leave(p, p->at, end + len);
	p->at = end + len;
	return true;
}
