/*
 * address_home.h - what is behind the divisions: street, compound and home
 */
#ifndef ADDRESS_HOME_H
#define ADDRESS_HOME_H

#include "address/address_parsing.h"

/* Take all parts from the road on, in the order in which they stand; leave the others
 * over. */
void address_home(struct address_parsing *);

#endif
