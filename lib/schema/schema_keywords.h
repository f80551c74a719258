/* schema_keywords.h - the keywords of the drafts, each with what reads it */
#ifndef SCHEMA_KEYWORDS_H
#define SCHEMA_KEYWORDS_H

#include "schema/schema_build.h"

/* The last one has no name. */
extern const struct keyword schema_keywords[];

#endif
