#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/schema_state.h"

void
schema_state_turn(struct compiler *c, struct schema_document *document)
{
	c->document = document;
	c->values = document->record.values;
}

bool
schema_state_fail(struct compiler *c, uint32_t at, const char *format, ...)
{
	const char *where = schema_document_pointer(c->document, at, &c->schema->arena);
	va_list args;
	size_t size;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (*c->why != NULL || where == NULL || len < 0)
		return false;
	if (where[0] == '\0')
		where = "the top";
	size = strlen(where) + (size_t)len + sizeof "at : ";
	*c->why = malloc(size);
	if (*c->why == NULL)
		return false;
	len = snprintf(*c->why, size, "at %s: ", where);
	va_start(args, format);
	vsnprintf(*c->why + len, size - (size_t)len, format, args);
	va_end(args);
	return false;
}

bool
schema_state_refusal(struct compiler *c, struct refusal *refusal, uint32_t at,
    const char *code, const char *reason)
{
	*refusal = (struct refusal){ code,
		schema_document_pointer(c->document, at, &c->schema->arena), reason };
	return refusal->rule != NULL && reason != NULL;
}
