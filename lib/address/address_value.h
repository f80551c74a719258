/*
 * address_value.h - the parts of an address as a value of a record
 *
 *	{"canonical":"兰州市城关区天水路12号","city":"兰州市", ... "number":"12号",
 *	 "house":{"number":12,"parity":"even"},
 *	 "evidence":{"city":"inferred", ... "number":"written"},
 *	 "rest":"对面","marks":["left-over"]}
 *
 * A part that is not there has no member, nor has what is empty.
 */
#ifndef ADDRESS_VALUE_H
#define ADDRESS_VALUE_H

#include "address/address_parts.h"
#include "record/writer.h"

/* Write it, as a value by itself. */
void address_value_write(struct writer *, const struct address *);

#endif
