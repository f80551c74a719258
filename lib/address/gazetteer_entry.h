/*
 * gazetteer_entry.h - what a gazetteer knows of a name
 */
#ifndef GAZETTEER_ENTRY_H
#define GAZETTEER_ENTRY_H

#include <stdbool.h>
#include <stdint.h>

#include "address/address_parts.h"
#include "record/span.h"

#define GAZETTEER_NONE UINT32_MAX

/* What a name names.  All belongs to the gazetteer. */
struct gazetteer_entry {
	enum address_part part;
	struct span text; /* canonical */
	uint32_t parent;  /* the entry that it lies in, or GAZETTEER_NONE */
	uint32_t now;     /* the entry of today's name; itself if that is it */
	uint32_t from;
	bool old;    /* it was the name until a year that is over */
	bool future; /* it is the name from a year that is to come */
	/* Of a compound: the one house number that it has, else all zero. */
	struct span road;
	struct address_number number;
	bool several; /* it has more than one */
};

/* A name: several entries may bear it.  The first one; then each next one. */
struct gazetteer_name {
	uint32_t entry, next;   /* next: a name, or GAZETTEER_NONE */
	enum address_part part; /* of the entry, which may have another one today */
	bool is_short;          /* 兰州 */
};
#endif
