/*
 * place_value.h - what a record gets at "place"
 *
 *	{"district":"620102","name":"城关区","border":[...],"overlap":[...],
 *	 "near_border":12.3,"repaired":true}
 *
 * district is the code of the first area of the map that covers the point, name its
 * name if the map has names.  border lists the codes of the areas on whose border the
 * point is.  overlap lists the codes of all areas that cover it, where there are
 * several and the point is inside of one.  near_border is the distance in metres to the
 * nearest border, if that is asked for and the border is near.  repaired is there if an
 * area that covers the point was repaired (boundaries.h).
 */
#ifndef PLACE_VALUE_H
#define PLACE_VALUE_H

#include "place/boundaries.h"
#include "place/locator.h"
#include "record/span.h"

struct place_value;

/*
 * Make values for a map and its locator, which must live as long.  key is the name of
 * the first member, "district" in the example.  near_border is the distance in metres
 * up to which a border is near; 0: do not look.  NULL if there is no memory.
 */
struct place_value *place_value_new(const struct boundaries *, const struct locator *,
    const char *key, long near_border);
void place_value_free(struct place_value *);

/*
 * The value, as JSON, for a position that the areas in covers cover (locator_find());
 * count is at least 1.  Borrowed until the next call; at is NULL if there is no memory.
 */
struct span place_value_write(
    struct place_value *, struct position, const struct cover *covers, size_t count);

/* The same for a home of which only the area is known, without the bracket at the end;
 * borrowed until the value is freed. */
struct span place_value_of_area(const struct place_value *, size_t area);

#endif
