/*
 * gazetteer_connect.h - the rows of a gazetteer refer to each other
 *
 * For gazetteer_build.c only.
 */
#ifndef GAZETTEER_CONNECT_H
#define GAZETTEER_CONNECT_H

#include "address/gazetteer_fault.h"
#include "address/gazetteer_internal.h"

/* Read a name, or spell characters, into g->chars and g->text; false if there is no
 * memory. */
bool gazetteer_read(struct gazetteer *, enum address_part, struct span name);
bool gazetteer_spell(struct gazetteer *, const char32_t *name, size_t len);

/* What a reference may be to. */
struct gazetteer_target {
	enum address_part from, to; /* parts, both included */
	uint32_t except;            /* not this entry */
};

/*
 * The entry that a path names: *count says how many there are.  Those of the city come
 * before others.  False if there is no memory.
 */
bool gazetteer_look_up(struct gazetteer *, struct span path, struct gazetteer_target,
    uint32_t *entry, size_t *count);

/* Give each entry the one that it lies in, and the one of its name in a year; row is
 * that of the fault, if there is one. */
enum gazetteer_fault gazetteer_connect(struct gazetteer *, uint32_t year, size_t *row);

#endif
