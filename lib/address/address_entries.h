/*
 * address_entries.h - which entry of the gazetteer a name is, and what follows from it
 */
#ifndef ADDRESS_ENTRIES_H
#define ADDRESS_ENTRIES_H

#include "address/address_parsing.h"

/*
 * The entry that a name is, of those whose part is between two, among the parts that
 * were taken: one that lies in them, of the city before others, of a part that is not
 * there yet before others, and of the largest.  GAZETTEER_NONE if there is none;
 * *several says whether others are as good.
 */
uint32_t address_entries_choose(const struct address_parsing *, uint32_t name,
    enum address_part from, enum address_part to, bool *several);

/*
 * Look up a part that was taken as it is written: if the gazetteer has its text, it is
 * an entry.
 */
void address_entries_find(struct address_parsing *, enum address_part);

/*
 * When all parts were taken: settle which entries they are, and infer the parts that do
 * not stand in the line.  Marks what contradicts, and what could be several.
 */
void address_entries_infer(struct address_parsing *);

#endif
