#include "address/address_home.h"

#include "address/address_entries.h"
#include "address/address_label.h"
#include "address/address_name.h"
#include "address/address_numeral.h"
#include "address/address_street.h"
#include "address/address_words.h"

/* Of a home: building, unit, floor and room. */
enum { MOST_LABELS = 4 };

/* Take a label and its word up to behind; the text has the ending of its kind. */
static void
take_label(struct address_parsing *p, enum address_part part, const struct label *label,
    size_t behind)
{
	const char32_t *ending =
	    label_ending(part, label, p->chars[p->at + label->len]);
	size_t len = 0;

	parsing_begin(p, part, p->at, behind);
	p->taken[part].integer = label->value;
	if (label->numeric)
		address_integer_write(&p->texts, label->value);
	else
		address_chars_write(&p->texts, p->chars + p->at, label->len);
	while (ending[len] != 0)
		len++;
	address_chars_write(&p->texts, ending, len);
	parsing_end(p, part);
	p->at = behind;
}

/* What a plain number means, by the parts that are there already. */
static enum address_part
next_part(const struct address_parsing *p, size_t left)
{
	if (!parsing_has(p, ADDRESS_BUILDING) && !parsing_has(p, ADDRESS_UNIT) &&
	    left > 1)
		return ADDRESS_BUILDING;
	if (!parsing_has(p, ADDRESS_UNIT) && left > 1)
		return ADDRESS_UNIT;
	if (left > 1)
		return ADDRESS_FLOOR;
	return ADDRESS_ROOM;
}

/* How many labels with dashes between stand here, MOST_LABELS + 1 at most; *end is
 * behind them. */
static size_t
count_labels(const char32_t *c, size_t *end)
{
	size_t count = 0, at = 0;

	for (;;) {
		struct label l = label_at(c + at);

		if (l.len == 0)
			return count;
		at += l.len;
		*end = at;
		count++;
		if (c[at] != '-' || count > MOST_LABELS)
			return count;
		at++;
	}
}

/* 3-2-501, the last of which may have a word behind it; false if nothing was taken. */
static bool
take_dashed(struct address_parsing *p)
{
	size_t start = p->at, end = 0, left = count_labels(p->chars + p->at, &end),
	       word;
	enum address_part last = ADDRESS_ROOM;

	if (left < 2 || left > MOST_LABELS)
		return false;
	word = label_word(p->chars + p->at + end, &last);
	if (word == 0 && p->chars[p->at + end] == U'号')
		word = 1;
	if (last == ADDRESS_BUILDING)
		return false;
	for (; left > 0; left--) {
		struct label l = label_at(p->chars + p->at);
		enum address_part part =
		    left == 1 ? last : next_part(p, left + (last != ADDRESS_ROOM));

		if (parsing_has(p, part))
			break;
		take_label(p, part, &l, p->at + l.len + (left == 1 ? word : 0));
		if (left > 1)
			p->at++;
	}
	return p->at > start;
}

/* 楼 is a building before a unit (3楼2单元), otherwise a floor. */
static enum address_part
settle_storey(const struct address_parsing *p, const char32_t *behind)
{
	struct label next = label_at(behind);
	enum address_part part;

	if (!parsing_has(p, ADDRESS_BUILDING) && next.len > 0 &&
	    label_word(behind + next.len, &part) > 0 && part == ADDRESS_UNIT)
		return ADDRESS_BUILDING;
	return ADDRESS_FLOOR;
}

static bool
is_end(char32_t c)
{
	return c == 0 || c == ADDRESS_STOP;
}

/* What 号 behind a number means; ADDRESS_PARTS: nothing that can be told. */
static enum address_part
settle_number(const struct address_parsing *p, const char32_t *behind)
{
	struct label next = label_at(behind + (behind[0] == '-'));

	if (parsing_has(p, ADDRESS_UNIT) || parsing_has(p, ADDRESS_BUILDING) ||
	    parsing_has(p, ADDRESS_FLOOR))
		return ADDRESS_ROOM;
	if (!parsing_has(p, ADDRESS_NUMBER))
		return next.len > 0 && parsing_has(p, ADDRESS_COMPOUND)
			   ? ADDRESS_BUILDING
			   : ADDRESS_NUMBER;
	return is_end(behind[0]) ? ADDRESS_ROOM : ADDRESS_BUILDING;
}

/* 12号院 of a village is a house number, elsewhere a compound. */
static bool
is_yard_of_village(const struct address_parsing *p)
{
	return parsing_has(p, ADDRESS_COMMUNITY) && !parsing_has(p, ADDRESS_NUMBER) &&
	       !parsing_has(p, ADDRESS_COMPOUND);
}

/* One label with a word, or alone; false if it is no part of a home. */
static bool
take_one(struct address_parsing *p)
{
	const char32_t *c = p->chars + p->at;
	struct label l = label_or_sign_at(c);
	enum address_part part = ADDRESS_PARTS;
	size_t word;

	if (l.len == 0)
		return false;
	word = label_word(c + l.len, &part);
	/* 东门路, 五层楼街 */
	if (!l.arabic && word > 0 && word_road_follows(c + l.len + word))
		return false;
	if (word == 1 && c[l.len] == U'楼' && l.arabic + l.value > 0)
		part = settle_storey(p, c + l.len + 1);
	else if (word == 1 && c[l.len] == U'楼')
		part = ADDRESS_BUILDING;
	if (word == 0 && c[l.len] == U'号' && l.value > 0 &&
	    word_road_end(c + l.len + 1) == 0 &&
	    (c[l.len + 1] != U'院' || is_yard_of_village(p))) {
		part = settle_number(p, c + l.len + 1);
		word = 1;
	}
	if (part == ADDRESS_NUMBER)
		return address_take_number(p, false);
	if (word == 0 && c[l.len] == '#') {
		part =
		    parsing_has(p, ADDRESS_BUILDING) ? ADDRESS_ROOM : ADDRESS_BUILDING;
		word = 1;
	}
	if (word == 0 && (l.arabic || l.len > 2) && is_end(c[l.len]) &&
	    (l.value > 99 || parsing_has(p, ADDRESS_UNIT) ||
		parsing_has(p, ADDRESS_FLOOR) || parsing_has(p, ADDRESS_BUILDING)))
		part = ADDRESS_ROOM;
	if (part == ADDRESS_PARTS || parsing_has(p, part))
		return false;
	take_label(p, part, &l, p->at + l.len + word);
	return true;
}

/* Whether a compound without its ending (盛世3号楼) can end here. */
static bool
may_follow_compound(const char32_t *next)
{
	return is_end(next[0]) || next[0] == '-' || label_begins(next, 0) ||
	       label_zone(next) > 0;
}

/* A compound of the gazetteer that begins here, with a zone behind it. */
static bool
take_known_compound(struct address_parsing *p)
{
	static const char32_t *const generic[] = { U"小区", U"住宅小区", U"家属院",
		U"大院", NULL };
	struct gazetteer_found f;
	uint32_t entry;
	bool several;
	size_t zone;

	if (parsing_has(p, ADDRESS_COMPOUND))
		return false;
	f = *parsing_find(p);
	if (f.compound.name == GAZETTEER_NONE ||
	    (gazetteer_name(p->gazetteer, f.compound.name)->is_short &&
		!may_follow_compound(p->chars + f.compound.end)))
		return false;
	entry = address_entries_choose(
	    p, f.compound.name, ADDRESS_COMPOUND, ADDRESS_COMPOUND, &several);
	if (entry == GAZETTEER_NONE)
		return false;
	parsing_take_entry(p, ADDRESS_COMPOUND, p->at, f.compound.end, entry);
	p->taken[ADDRESS_COMPOUND].name = f.compound.name;
	if (several)
		p->taken[ADDRESS_COMPOUND].entry = GAZETTEER_NONE;
	/* 丰和园小区 is 丰和园. */
	p->at = f.compound.end + word_among(p->chars + f.compound.end, generic);
	p->taken[ADDRESS_COMPOUND].to = p->at;
	zone = label_zone(p->chars + p->at);
	if (zone > 0)
		parsing_extend(p, ADDRESS_COMPOUND,
		    gazetteer_entry(
			p->gazetteer, gazetteer_entry(p->gazetteer, entry)->now)
			->text,
		    p->at + zone);
	p->at += zone;
	return true;
}

/* A text up to the next part with a number, or a stop: a compound, or left over. */
static void
take_text(struct address_parsing *p)
{
	size_t from = p->at, len = label_at(p->chars + from).len;
	size_t to = from + (len > 0 ? len : 1);
	bool before_home;

	while (to < p->count && p->chars[to] != ADDRESS_STOP && p->chars[to] != '-' &&
	       !label_begins(p->chars + from, to - from))
		to++;
	before_home = to < p->count && p->chars[to] != ADDRESS_STOP;
	p->at = to;
	if (parsing_has(p, ADDRESS_COMPOUND) || parsing_has(p, ADDRESS_ROOM) ||
	    parsing_has(p, ADDRESS_UNIT) || to - from < 2 ||
	    (!before_home && !word_ends_compound(p->chars + from, to - from)))
		parsing_leave(p, from, to);
	else
		parsing_take(p, ADDRESS_COMPOUND, from, to);
}

void
address_home(struct address_parsing *p)
{
	for (parsing_skip_stops(p); p->at < p->count; parsing_skip_stops(p))
		if (!address_group(p) && !take_dashed(p) && !take_one(p) &&
		    !address_street(p) && !take_known_compound(p) &&
		    !address_second_street(p))
			take_text(p);
}
