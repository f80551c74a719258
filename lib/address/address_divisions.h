/*
 * address_divisions.h - provinces, cities, districts, towns and communities
 */
#ifndef ADDRESS_DIVISIONS_H
#define ADDRESS_DIVISIONS_H

#include "address/address_parsing.h"

/* Take the divisions that stand at the start of an address. */
void address_divisions(struct address_parsing *);

/* Whether a community or village begins at a place, by its ending. */
bool address_community_begins(const struct address_parsing *, size_t at);

#endif
