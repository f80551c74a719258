/*
 * address_ending.h - a division, told by the ending of its name
 *
 * 市, 区, 县, 街道, 社区, 村 and the like end the name of a division, but not
 * everywhere: 市 does in 兰州市 and in 沙市区 does not, 区 does in 城东区 and in 小区
 * does not.
 */
#ifndef ADDRESS_ENDING_H
#define ADDRESS_ENDING_H

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "address/address_parts.h"

/* Characters of a name at most, with its ending. */
enum { ADDRESS_ENDING_LONGEST = 16 };

/* A division that was found: its characters, and what it is. */
struct division {
	size_t end;      /* behind its ending */
	size_t name_end; /* before what the canonical name does without (办事处) */
	enum address_part part;
};

/*
 * The division that begins at a place.  The text has a margin of zeros behind it
 * (address_line.h).  地区 and 市 are cities as far as their names tell.
 */
bool address_ending_find(const char32_t *text, size_t from, struct division *);

/* 高新区, 定连园区: whether a name is that of an area of a district, or beside it. */
bool address_ending_is_area(const char32_t *name, size_t len);

/* 丰和北区, A区: whether a name is rather that of a zone of a compound. */
bool address_ending_is_zone(const char32_t *name, size_t len);

#endif
