/* schema_vocabulary.h - the keywords of draft 2020-12, and what each belongs to */
#ifndef SCHEMA_VOCABULARY_H
#define SCHEMA_VOCABULARY_H

#include <stdbool.h>

#include "record/record.h"

/* The vocabularies of draft 2020-12, a bit each. */
enum vocabulary {
	VOCABULARY_CORE = 1,
	VOCABULARY_APPLICATOR = 2,
	VOCABULARY_UNEVALUATED = 4,
	VOCABULARY_VALIDATION = 8,
	VOCABULARY_META_DATA = 16,
	VOCABULARY_FORMAT_ANNOTATION = 32,
	VOCABULARY_FORMAT_ASSERTION = 64,
	VOCABULARY_CONTENT = 128,
	VOCABULARY_STANDARD = 255 - VOCABULARY_FORMAT_ASSERTION,
};

/* What the value of a keyword is.  Subschemas stand nowhere else. */
enum keyword_holds {
	HOLDS_NO_SCHEMA,
	HOLDS_SCHEMA,
	HOLDS_SCHEMAS,       /* an array */
	HOLDS_NAMED_SCHEMAS, /* an object */
};

/* The vocabularies that a keyword belongs to, one bit each; 0 if it is unknown. */
unsigned schema_vocabulary_of(struct span keyword);

/* Where the value of a keyword has subschemas. */
enum keyword_holds schema_vocabulary_holds(struct span keyword);

/* The bit of a vocabulary by its URI, or 0 if it is unknown. */
unsigned schema_vocabulary_bit(struct span uri);

#endif
