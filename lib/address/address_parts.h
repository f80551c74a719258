/*
 * address_parts.h - the parts of an address
 */
#ifndef ADDRESS_PARTS_H
#define ADDRESS_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "record/span.h"

/* The parts, from the largest to the smallest, in the order of the canonical text. */
enum address_part {
	ADDRESS_PROVINCE,
	ADDRESS_CITY,
	ADDRESS_DISTRICT,  /* or county, or an area that stands beside them */
	ADDRESS_TOWN,      /* or township, or street office: 东岗街道 */
	ADDRESS_COMMUNITY, /* or village: 雁南社区, 范家湾村 */
	ADDRESS_ROAD,      /* a lane (巷) that hangs on no road is one */
	ADDRESS_LANE, /* 巷, 弄, 胡同 of a road; the group (社, 组) of a village */
	ADDRESS_NUMBER,   /* 甲12号附1号; struct address_number has it in numbers */
	ADDRESS_COMPOUND, /* 小区, 家属院 ..., with its phase or zone */
	ADDRESS_BUILDING, /* 3栋, whether 3号楼, 3幢, 3座 or 3# was written */
	ADDRESS_UNIT,     /* 2单元 */
	ADDRESS_FLOOR,    /* 5层 */
	ADDRESS_ROOM,     /* 501室 */
	ADDRESS_PARTS
};

/* How a part is known. */
enum address_evidence {
	ADDRESS_NONE,      /* there is no such part */
	ADDRESS_WRITTEN,   /* it stands in the line; its ending tells what it is */
	ADDRESS_GAZETTEER, /* it stands in the line, and the gazetteer has it */
	ADDRESS_INFERRED,  /* it does not stand in the line, but follows from what does
			    */
};

/*
 * A part.  text is its canonical form: simplified, without spaces, small numbers in
 * names in Chinese (北山二路), the numbers of homes in Arabic; today's name if an old
 * one was written.  written is how it stands in the line, after folding; empty if it
 * is inferred.  Neither is terminated.
 */
struct address_value {
	struct span text, written;
	enum address_evidence evidence;
	uint32_t integer; /* of a number, building, lane ...: its number; 0: none */
};

/* A house number: 甲12号附1号 is { 12, 1, U'甲', false }.  All zero: there is none. */
struct address_number {
	uint32_t number;   /* odd or even: address_is_odd() */
	uint32_t attached; /* of 附1号, 12-1号, 12号之1 */
	uint32_t stem;     /* the character of 甲12号 and 12号A; or 0 */
	bool yard;         /* 12号院; the canonical text is without it */
};

/* What a reader should know of an address, as bits of marks; ADDRESS_MARKS of them. */
enum address_mark {
	ADDRESS_LEFT_OVER = 1, /* there is a rest */
	ADDRESS_OLD_NAME = 2,  /* a name was written that is no longer valid */
	ADDRESS_CONFLICT =
	    4, /* two names for one part, or a district of another city */
	ADDRESS_AMBIGUOUS = 8, /* the gazetteer has several that it may be */
	/* The gazetteer has roads, or compounds, but not this one. */
	ADDRESS_UNKNOWN_ROAD = 16,
	ADDRESS_UNKNOWN_COMPOUND = 32,
	/* It names no single home: there is neither a room nor a house number, or a
	 * compound, building or floor without a room. */
	ADDRESS_COARSE = 64,
};
enum { ADDRESS_MARKS = 7 };

/* All texts are borrowed until the next address_parse() with the same parser. */
struct address {
	struct address_value parts[ADDRESS_PARTS];
	struct address_number number;
	struct span rest; /* what is no part, pieces with a space between them */
	/*
	 * One text for one home.  Town and community are left out where a road and a
	 * number, or a compound, tell the home without them; a floor where there is a
	 * room.  Empty if there are no parts.
	 */
	struct span canonical;
	unsigned marks;
};

/* The names of parts in records and tables ("province", "road" ...), and those of marks
 * ("left-over" ...), by their bits; NULL behind the last. */
extern const char *const address_part_names[ADDRESS_PARTS + 1];
extern const char *const address_mark_names[ADDRESS_MARKS + 1];

static inline const char *
address_part_name(enum address_part part)
{
	return address_part_names[part];
}

/* Whether a house number is odd (单号); it must not be 0. */
static inline bool
address_is_odd(const struct address_number *number)
{
	return number->number % 2 == 1;
}

#endif
