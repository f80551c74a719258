/*
 * gazetteer.h - the names of one city: divisions, roads and compounds
 *
 * It is made by gazetteer_build.h.  However many names it has, the longest one that a
 * text begins with is found in one walk over its characters.
 */
#ifndef GAZETTEER_H
#define GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

#include "address/gazetteer_entry.h"

struct gazetteer;

void gazetteer_free(struct gazetteer *);

const struct gazetteer_entry *gazetteer_entry(const struct gazetteer *, uint32_t entry);
size_t gazetteer_count(const struct gazetteer *);

/* Whether there are rows for a part. */
bool gazetteer_has(const struct gazetteer *, enum address_part);

/* The entry of the city, and of its province; or GAZETTEER_NONE. */
uint32_t gazetteer_city(const struct gazetteer *, enum address_part);

/* The entry of a part that an entry lies in, or is; or GAZETTEER_NONE. */
uint32_t gazetteer_ancestor(
    const struct gazetteer *, uint32_t entry, enum address_part);

const struct gazetteer_name *gazetteer_name(const struct gazetteer *, uint32_t name);

/* The longest names that begin at a place; name is GAZETTEER_NONE if there is none. */
struct gazetteer_found {
	struct {
		size_t end; /* behind its last character */
		uint32_t name;
	} division, road, compound;
};
void gazetteer_find(const struct gazetteer *, const char32_t *chars, size_t from,
    size_t count, struct gazetteer_found *);

/* The name that is exactly these characters, or GAZETTEER_NONE. */
uint32_t gazetteer_exact(const struct gazetteer *, const char32_t *chars, size_t len);

/*
 * The compound at a house number, or GAZETTEER_NONE if there is none or several.  at is
 * the road and the number, as canonical texts, one behind the other.
 */
uint32_t gazetteer_at_number(const struct gazetteer *, struct span at);

#endif
