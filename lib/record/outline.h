/*
 * outline.h - the members of a line that was checked before, as far as they are asked
 * for
 *
 * record_parse_checked() leaves the record itself folded.  Its members are found from
 * the first on, by structure only, and those behind the last one that was asked for are
 * not looked at.
 */
#ifndef OUTLINE_H
#define OUTLINE_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"
#include "record/shape.h"

/*
 * Of a folded record, find the members up to the one that has this number in the shape
 * (shapes.top, 0 if the record does not have it there), or all if the shape does not
 * have its name, of which the hash is given (names.h).  No value moves.  A line that is
 * no object leaves a record without members, and unsound.
 */
void outline_until(struct record *, uint32_t place, uint64_t hash);

/*
 * Of a folded record, the member that has this number in the shape and the given name,
 * with its hash, without those before it where that costs less (skim.h,
 * member_search.h).  False if it was not looked for: then outline_until() tells.
 * *member is NULL if there is none.
 */
bool outline_find(struct record *, uint32_t place, const struct shape_member *name,
    uint64_t hash, const struct value **member);

/*
 * The same by the name alone, of any record.  False also if the record does not follow
 * the shape, or the shape does not have the name.
 */
bool outline_member(
    struct record *, const char *name, size_t len, const struct value **member);

#endif
