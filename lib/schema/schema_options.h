/* schema_options.h - how a schema is read */
#ifndef SCHEMA_OPTIONS_H
#define SCHEMA_OPTIONS_H

#include <stdbool.h>

#include "formats/format.h"
#include "record/record.h"

/* All zero is what policies want. */
struct schema_options {
	/* format is an annotation and checks nothing, unless $schema names a
	 * metaschema with the vocabulary format-assertion. */
	bool formats_noted;
	/* Ignore unknown keywords and unknown formats.  Else they are errors, since
	 * they may be misspelled; a keyword that begins with "x-" is always ignored. */
	bool keywords_open;
	/*
	 * base is the URI of the document, or NULL.  load() finds the text of another
	 * document by its URI, or is NULL.  It returns memory of malloc(), which is
	 * freed here, or at == NULL if there is no such document.  A document beside
	 * the $id at the top of the schema is also looked for beside base.  The
	 * metaschemas of the draft are built in.
	 */
	const char *base;
	struct span (*load)(void *context, struct span uri);
	void *context;
	struct format_settings formats; /* what it points to outlives the schema */
};

#endif
