/* ecma_property.h - the properties of \p{...} in ECMAScript's patterns */
#ifndef ECMA_PROPERTY_H
#define ECMA_PROPERTY_H

#include "memory/arena.h"
#include "record/span.h"

/*
 * The words of PCRE2 for what stands in the braces of \p{...}: a general category
 * (Lu, gc=Lu, General_Category=Uppercase_Letter), a script (sc=Han, scx=Han ...) or a
 * binary property (ECMA-262, tables 67 to 69).  Case and underscores matter, as there.
 * In the arena or static; NULL if there is no such property, or no memory.
 */
const char *ecma_property_name(struct span name, struct arena *);

#endif
