/*
 * address_words.h - the words of addresses
 *
 * Texts end in U+0000 and have a margin of zeros (address_line.h).
 */
#ifndef ADDRESS_WORDS_H
#define ADDRESS_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "address/address_parts.h"

/* The length of a word if the text begins with it, otherwise 0. */
size_t word_at(const char32_t *text, const char32_t *word);

/* The length of the longest of some words that the text begins with; ends in NULL. */
size_t word_among(const char32_t *text, const char32_t *const *words);

/* Whether a text of len characters ends in one of some words. */
bool word_ends(const char32_t *text, size_t len, const char32_t *const *words);

/* 东 西 南 北 中 ... */
bool word_is_direction(char32_t);

/* 甲 乙 丙 ... */
bool word_is_stem(char32_t);

bool word_is_letter(char32_t);

/*
 * The length of what ends the name of a road at this place (路, 街, 大道 ...); 0 if
 * nothing does: 铁路局 and 街道 end none.  text - 1 must be a character.
 */
size_t word_road_end(const char32_t *text);

/* The same for a lane: 巷, 弄, 胡同. */
size_t word_lane_end(const char32_t *text);

/* Whether the name of a road goes on here: 东路 of 城市东路, 北一街. */
bool word_road_follows(const char32_t *text);

/* The length of a word that tells a part of a home behind its number (栋, 单元). */
size_t word_home_part(const char32_t *text, enum address_part *part);

/* Whether a text ends as compounds do: 小区, 家属院, 花园. */
bool word_ends_compound(const char32_t *text, size_t len);

/* A division of GB/T 2260 at the level of provinces. */
struct province {
	const char32_t *full, *short_name;
	const char *name; /* the full one in UTF-8 */
	bool is_city;     /* 北京市 ... */
};

/* The length of a province's full or short name, if the text begins with one. */
size_t word_province(const char32_t *text, const struct province **);

/*
 * The name of a community or village without its committee: 雁南社区居委会 is 雁南社区,
 * 范家湾村委会 is 范家湾村.  Changes the text, and returns its new length.
 */
size_t word_shorten_community(char32_t *text, size_t len);

#endif
