#include "address/address_divisions.h"

#include <string.h>

#include "address/address_ending.h"
#include "address/address_entries.h"
#include "address/address_name.h"
#include "address/address_numeral.h"
#include "address/address_parsing.h"
#include "address/address_words.h"

/* The characters of a division with the ending that all its kind have; returns their
 * number. */
static size_t
spell(const struct address_parsing *p, const struct division *d,
    char32_t to[ADDRESS_ENDING_LONGEST + 4])
{
	const char32_t *ending = U"";
	size_t len = d->name_end - p->at;

	memcpy(to, p->chars + p->at, len * sizeof *to);
	if (d->name_end < d->end)
		ending = d->part == ADDRESS_TOWN          ? U"街道"
			 : p->chars[d->name_end] == U'村' ? U"村"
							  : U"社区";
	while (*ending != 0)
		to[len++] = *ending++;
	return len;
}

/* Whether the characters are those of a part that was taken before. */
static bool
is_repeated(const struct address_parsing *p, const struct division *d)
{
	const struct address_taken *taken = &p->taken[d->part];

	return parsing_has(p, d->part) && taken->to - taken->from == d->end - p->at &&
	       memcmp(p->chars + taken->from, p->chars + p->at,
		   (d->end - p->at) * sizeof *p->chars) == 0;
}

/* Whether a short name of a province may stand here: a city or district follows. */
static bool
short_province_may_stand(const struct address_parsing *p, size_t len)
{
	static const char32_t endings[] = U"省市区县州旗镇乡村路街道城";
	const char32_t *next = p->chars + p->at + len;
	struct gazetteer_found found;
	struct division d;

	for (const char32_t *e = endings; *e != 0; e++)
		if (next[0] == *e)
			return false;
	if (next[0] == 0 || next[0] == ADDRESS_STOP || next[1] == U'族' ||
	    next[2] == U'族')
		return false;
	gazetteer_find(p->gazetteer, p->chars, p->at + len, p->count, &found);
	return (found.division.name != GAZETTEER_NONE &&
		   !word_road_follows(p->chars + found.division.end)) ||
	       (address_ending_find(p->chars, p->at + len, &d) &&
		   d.part <= ADDRESS_DISTRICT);
}

/* Whether the gazetteer has a city with this short name, which was not taken. */
static bool
is_known_city(const struct address_parsing *p, size_t len)
{
	uint32_t name = gazetteer_exact(p->gazetteer, p->chars + p->at, len);
	bool several;

	return !parsing_has(p, ADDRESS_CITY) &&
	       address_entries_choose(p, name, ADDRESS_CITY, ADDRESS_CITY, &several) !=
		   GAZETTEER_NONE;
}

/* The province again: 甘肃省甘肃省. */
static bool
take_province_again(struct address_parsing *p)
{
	size_t len = word_at(p->chars + p->at, p->province->full);

	if (len == 0) {
		len = word_at(p->chars + p->at, p->province->short_name);
		/* The second 吉林 of 吉林吉林 is the city. */
		if (len == 0 || !short_province_may_stand(p, len) ||
		    is_known_city(p, len))
			return false;
	}
	p->at += len;
	return true;
}

/* A province, with its full name, or with its short one if a division follows. */
static bool
take_province(struct address_parsing *p)
{
	const struct province *province;
	size_t len;

	if (p->province != NULL)
		return take_province_again(p);
	if (parsing_has(p, ADDRESS_PROVINCE) || parsing_has(p, ADDRESS_CITY))
		return false;
	len = word_province(p->chars + p->at, &province);
	if (len == 0 || (word_at(p->chars + p->at, province->full) == 0 &&
			    !short_province_may_stand(p, len)))
		return false;
	parsing_begin(p, ADDRESS_PROVINCE, p->at, p->at + len);
	parsing_set_text(p, ADDRESS_PROVINCE, span_of(province->name));
	address_entries_find(p, ADDRESS_PROVINCE);
	p->province = province;
	p->at += len;
	return true;
}

/* 市 is a city, or a county of one that was named before; 地区 is a city, or an area of
 * a district. */
static void
settle_level(const struct address_parsing *p, struct division *d)
{
	if (d->part != ADDRESS_CITY || is_repeated(p, d))
		return;
	if (p->chars[d->end - 1] == U'区' && parsing_has(p, ADDRESS_DISTRICT))
		d->part = ADDRESS_TOWN;
	else if (parsing_has(p, ADDRESS_CITY) ||
		 (p->province != NULL && p->province->is_city))
		d->part = ADDRESS_DISTRICT;
}

/* 漷县镇, 南市镇 behind a district are towns. */
static void
extend_to_town(const struct address_parsing *p, struct division *d)
{
	if (d->part == ADDRESS_DISTRICT && parsing_has(p, ADDRESS_DISTRICT) &&
	    !is_repeated(p, d) &&
	    (p->chars[d->end] == U'镇' || p->chars[d->end] == U'乡'))
		*d = (struct division){ d->end + 1, d->end + 1, ADDRESS_TOWN };
}

/* Whether the characters of a division that was taken stand at a place again. */
static bool
is_taken_again(const struct address_parsing *p, size_t at)
{
	for (int part = 0; part <= ADDRESS_COMMUNITY; part++) {
		const struct address_taken *taken = &p->taken[part];
		size_t len = taken->to - taken->from;

		if (len > 0 && len <= p->count - at &&
		    memcmp(p->chars + at, p->chars + taken->from,
			len * sizeof *p->chars) == 0)
			return true;
	}
	return false;
}

/*
 * Whether a division up to an end stands behind a smaller one, so that it is none; but
 * it is where the prefix begins again: 城关区兰州市城关区.
 */
static bool
is_out_of_order(const struct address_parsing *p, enum address_part part, size_t end)
{
	for (int below = (int)part + 1; below <= ADDRESS_COMMUNITY; below++)
		if (parsing_has(p, (enum address_part)below))
			return !is_taken_again(p, end);
	return false;
}

/* What to do with a division whose part was taken before. */
static bool
take_again(struct address_parsing *p, enum address_part part, size_t end, bool is_same)
{
	const char32_t *name = p->chars + p->at;
	size_t len = end - p->at;

	if (!is_same && part == ADDRESS_DISTRICT && address_ending_is_area(name, len) &&
	    !parsing_has(p, ADDRESS_TOWN)) {
		parsing_take(p, ADDRESS_TOWN, p->at, end);
		address_entries_find(p, ADDRESS_TOWN);
	} else if (!is_same) {
		if (part >= ADDRESS_TOWN || address_ending_is_zone(name, len))
			return false;
		parsing_leave(p, p->at, end);
		p->marks |= ADDRESS_CONFLICT;
	}
	p->at = end;
	return true;
}

/* A division of the gazetteer, up to an end. */
static bool
take_known(struct address_parsing *p, uint32_t name, size_t end)
{
	bool several;
	uint32_t entry = address_entries_choose(
	    p, name, ADDRESS_PROVINCE, ADDRESS_COMMUNITY, &several);
	const struct gazetteer_entry *e;
	enum address_part part;

	if (entry == GAZETTEER_NONE)
		return false;
	e = gazetteer_entry(p->gazetteer, gazetteer_entry(p->gazetteer, entry)->now);
	part = e->part;
	if (parsing_has(p, part))
		return take_again(
		    p, part, end, span_same(parsing_text(p, part), e->text));
	if (is_out_of_order(p, part, end))
		return false;
	parsing_take_entry(p, part, p->at, end, entry);
	p->taken[part].name = name;
	if (several)
		p->taken[part].entry = GAZETTEER_NONE;
	p->at = end;
	return true;
}

/* A division that is told by its ending. */
static bool
take_written(struct address_parsing *p, struct division *d)
{
	char32_t text[ADDRESS_ENDING_LONGEST + 4];
	uint32_t name;
	size_t len;

	settle_level(p, d);
	extend_to_town(p, d);
	len = spell(p, d, text);
	name = gazetteer_exact(p->gazetteer, text, len);
	if (name != GAZETTEER_NONE && take_known(p, name, d->end))
		return true;
	if (parsing_has(p, d->part))
		return take_again(p, d->part, d->end, is_repeated(p, d));
	if (is_out_of_order(p, d->part, d->end))
		return false;
	parsing_begin(p, d->part, p->at, d->end);
	address_name_write(&p->texts, text, len);
	parsing_end(p, d->part);
	p->at = d->end;
	address_entries_find(p, d->part);
	return true;
}

/* Whether what follows a short name can follow it: 兰州 stands in 兰州城关区, but not
 * in 兰州路 or 兰州城. */
static bool
short_may_stand(const struct address_parsing *p, const struct gazetteer_found *f)
{
	size_t end = f->division.end;
	const char32_t *next = p->chars + end;
	const struct gazetteer_name *name =
	    gazetteer_name(p->gazetteer, f->division.name);
	struct gazetteer_found after;

	/* 袁家营三社: a village without its last character. */
	if (gazetteer_entry(p->gazetteer, name->entry)->part == ADDRESS_COMMUNITY)
		return address_numeral(next, &(uint32_t){ 0 }) > 0;
	if (word_road_follows(next))
		return false;
	gazetteer_find(p->gazetteer, p->chars, end, p->count, &after);
	return after.division.name != GAZETTEER_NONE ||
	       (next[0] != U'城' && next[0] != U'小');
}

/* Whether a name of the gazetteer is a division here, and no part of a longer name. */
static bool
known_may_stand(const struct address_parsing *p, const struct gazetteer_found *f)
{
	const char32_t *next = p->chars + f->division.end;
	size_t other = f->road.end > f->compound.end ? f->road.end : f->compound.end;

	if (f->division.name == GAZETTEER_NONE || other > f->division.end)
		return false;
	if (gazetteer_name(p->gazetteer, f->division.name)->is_short)
		return short_may_stand(p, f);
	return word_road_end(next) == 0 || next[0] == U'大';
}

/* Whether the name of the gazetteer is better than the longer one that an ending tells:
 * 兰州 before 兰州城关区, since 城关区 is a division as well. */
static bool
known_is_better(const struct address_parsing *p, const struct gazetteer_found *f,
    const struct division *d)
{
	struct gazetteer_found next;
	struct division second;

	if (d->end <= f->division.end)
		return true;
	gazetteer_find(p->gazetteer, p->chars, f->division.end, p->count, &next);
	if (next.division.name != GAZETTEER_NONE && next.division.end >= d->end)
		return true;
	return d->end >= f->division.end + 3 &&
	       address_ending_find(p->chars, f->division.end, &second) &&
	       second.end == d->end;
}

/* Whether a name of the gazetteer cannot be part of a longer one: it is no short name,
 * and no ending follows. */
static bool
is_whole(const struct address_parsing *p, const struct gazetteer_found *f)
{
	static const char32_t endings[] =
	    U"省市州区县旗镇乡村街社居盟地路大道巷弄东西南北中";
	char32_t next = p->chars[f->division.end];

	if (f->division.name == GAZETTEER_NONE || f->road.end > f->division.end ||
	    f->compound.end > f->division.end ||
	    gazetteer_name(p->gazetteer, f->division.name)->is_short)
		return false;
	for (const char32_t *ending = endings; *ending != 0; ending++)
		if (next == *ending)
			return false;
	return true;
}

static bool
take_division(struct address_parsing *p)
{
	struct gazetteer_found f;
	struct division d = { 0 };
	size_t dummy = word_at(p->chars + p->at, U"市辖区");
	bool is_written;

	if (dummy > 0 &&
	    (parsing_has(p, ADDRESS_PROVINCE) || parsing_has(p, ADDRESS_CITY))) {
		p->at += dummy;
		return true;
	}
	if (take_province(p))
		return true;
	f = *parsing_find(p);
	if (is_whole(p, &f) && take_known(p, f.division.name, f.division.end))
		return true;
	is_written = address_ending_find(p->chars, p->at, &d);
	if (known_may_stand(p, &f) && (!is_written || known_is_better(p, &f, &d)) &&
	    take_known(p, f.division.name, f.division.end))
		return true;
	return is_written && d.end > f.road.end && d.end > f.compound.end &&
	       take_written(p, &d);
}

void
address_divisions(struct address_parsing *p)
{
	parsing_skip_stops(p);
	while (p->at < p->count && take_division(p))
		parsing_skip_stops(p);
}

bool
address_community_begins(const struct address_parsing *p, size_t at)
{
	struct division d;

	return address_ending_find(p->chars, at, &d) && d.part == ADDRESS_COMMUNITY;
}
