#include "address/address_home.h"

#include <string.h>

#include "address/address_entries.h"
#include "address/address_name.h"
#include "address/address_numeral.h"
#include "address/address_street.h"
#include "address/address_words.h"

/* A number, a letter or both, as they name buildings and rooms: 3, A, A3, 3A, 甲, 东.
 */
struct label {
	size_t len;
	uint32_t value; /* 0: there is no number */
	bool numeric;   /* digits only */
	bool arabic;    /* with a digit or letter that is no Chinese character */
};

static struct label
label_at(const char32_t *c)
{
	struct label l = { 0 };
	size_t digits;

	if (word_is_letter(c[0]))
		l.len = 1;
	digits = address_numeral(c + l.len, &l.value);
	l.numeric = l.len == 0 && digits > 0;
	l.arabic = l.len > 0 || (digits > 0 && c[0] < 0x80);
	l.len += digits;
	if (digits > 0 && word_is_letter(c[l.len])) {
		l.len++;
		l.numeric = false;
		l.arabic = true;
	}
	return l;
}

/* The text of a label and the ending that its kind has: 3栋, 2单元, 501室. */
static void
take_label(struct address_parsing *p, enum address_part part, size_t from, size_t to,
    struct label label, size_t behind)
{
	static const char *const endings[ADDRESS_PARTS] = { [ADDRESS_BUILDING] = "栋",
		[ADDRESS_UNIT] = "单元",
		[ADDRESS_FLOOR] = "层",
		[ADDRESS_ROOM] = "室" };
	parsing_begin(p, part, from, behind);
	p->taken[part].integer = label.value;
	if (label.numeric)
		address_integer_write(&p->texts, label.value);
	else
		address_chars_write(&p->texts, p->chars + from, to - from);
	writer_bytes(&p->texts, endings[part], strlen(endings[part]));
	parsing_end(p, part);
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

/* How many labels with dashes between stand here; *end is behind them. */
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
		if (c[at] != '-')
			return count;
		at++;
	}
}

/* 3-2-501, the last of which may have a word behind it. */
static bool
take_dashed(struct address_parsing *p)
{
	size_t end = 0, left = count_labels(p->chars + p->at, &end);
	enum address_part last = ADDRESS_ROOM;
	size_t word;

	if (left < 2 || left > 4)
		return false;
	end += p->at;
	word = word_home_part(p->chars + end, &last);
	if (word == 0 && p->chars[end] == U'号')
		word = 1;
	if (last == ADDRESS_BUILDING)
		return false;
	while (left > 0) {
		struct label l = label_at(p->chars + p->at);
		enum address_part part =
		    left == 1 ? last : next_part(p, left + (last != ADDRESS_ROOM));
		size_t behind = p->at + l.len + (left == 1 ? word : 0);

		if (parsing_has(p, part))
			return false;
		take_label(p, part, p->at, p->at + l.len, l, behind);
		p->at = behind + (left > 1);
		left--;
	}
	return true;
}

/* 楼 is a building before a unit (3楼2单元), otherwise a floor. */
static enum address_part
settle_storey(const struct address_parsing *p, const char32_t *behind)
{
	struct label next = label_at(behind);
	enum address_part part;

	if (!parsing_has(p, ADDRESS_BUILDING) && next.len > 0 &&
	    word_home_part(behind + next.len, &part) > 0 && part == ADDRESS_UNIT)
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
	struct label l = label_at(c);
	enum address_part part = ADDRESS_PARTS;
	size_t word;

	if (l.len == 0 && (word_is_stem(c[0]) || word_is_direction(c[0])))
		l = (struct label){ .len = 1 };
	if (l.len == 0)
		return false;
	word = word_home_part(c + l.len, &part);
	if (word == 1 && c[l.len] == U'楼' && l.arabic + l.value > 0)
		part = settle_storey(p, c + l.len + 1);
	else if (word == 1 && c[l.len] == U'楼')
		part = ADDRESS_BUILDING;
	if (word == 0 && c[l.len] == U'号' && l.value > 0 &&
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
	take_label(p, part, p->at, p->at + l.len, l, p->at + l.len + word);
	p->at += l.len + word;
	return true;
}

/* Whether a part of a home with a number begins here, within a text. */
static bool
label_begins(const char32_t *c)
{
	struct label l = label_at(c);
	enum address_part part;

	if (l.len == 0)
		return false;
	if (c[l.len] == '#' || (l.arabic && (is_end(c[l.len]) || c[l.len] == '-')))
		return true;
	if (c[l.len] == '-' && label_at(c + l.len + 1).len > 0)
		return true;
	return word_home_part(c + l.len, &part) > 0 ||
	       (c[l.len] == U'号' && l.value > 0 && c[l.len + 1] != U'院');
}

/* 东区, A区, 二期: a zone of a compound, or its phase; returns its length. */
static size_t
zone_length(const char32_t *c)
{
	static const char32_t *const words[] = { U"区", U"期", U"组团", U"号院", U"苑",
		NULL };
	struct label l = label_at(c);
	size_t len = l.len, word;

	if (len == 0 && (word_is_direction(c[0]) || word_is_stem(c[0])))
		len = 1;
	word = len == 0 ? 0 : word_among(c + len, words);
	return word == 0 ? 0 : len + word;
}

/* Whether a compound without its ending (盛世3号楼) can end here. */
static bool
may_follow_compound(const char32_t *next)
{
	return is_end(next[0]) || next[0] == '-' || label_begins(next) ||
	       zone_length(next) > 0;
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
	gazetteer_find(p->gazetteer, p->chars, p->at, p->count, &f);
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
	zone = zone_length(p->chars + p->at);
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
	       !label_begins(p->chars + to))
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
		    !address_street(p) && !take_known_compound(p))
			take_text(p);
}
