/*
 * address_street.h - road, lane and house number
 */
#ifndef ADDRESS_STREET_H
#define ADDRESS_STREET_H

#include "address/address_parsing.h"

/*
 * Take the road that begins here, its lane and house number, and a street office before
 * it; false, with nothing taken, if none does or there is a road already.  What stands
 * between p->at and the road, without a mark between, is taken as a compound or left
 * over.
 */
bool address_street(struct address_parsing *);

/*
 * A road with a house number where there is a road already: the same again is part of
 * it, another one contradicts it and is left over.  False if none begins here.
 */
bool address_second_street(struct address_parsing *);

/* Take the group of a village (三社), if the community was taken and it begins here. */
bool address_group(struct address_parsing *);

/* Take a house number that begins here; directly behind a road it may do without 号. */
bool address_take_number(struct address_parsing *, bool behind_road);

#endif
