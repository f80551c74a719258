#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "record/scan.h"
#include "record/shape.h"

void
record_init(struct record *r)
{
	*r = (struct record){ 0 };
}

void
record_free(struct record *r)
{
	free(r->values);
	free(r->decoded);
	shapes_free(r->shapes);
	record_init(r);
}

bool
record_prepare_texts(struct record *r)
{
	if (r->decoded_size >= r->len)
		return true;
	free(r->decoded); /* it holds nothing of this record yet */
	r->decoded = malloc(r->len);
	r->decoded_size = r->decoded != NULL ? r->len : 0;
	return r->decoded != NULL;
}

struct span
record_text(struct record *r, const struct value *v)
{
	const char *inside = r->line + v->at + 1;
	size_t len = v->end - v->at - 2;

	if (!v->escaped) {
		if (!r->checked || scan_is_utf8(inside, inside + len))
			return (struct span){ inside, len };
		r->unsound = true;
		return (struct span){ NULL, 0 };
	}
	if (!record_prepare_texts(r))
		return (struct span){ NULL, 0 };
	len = scan_unescape(inside, inside + len, r->decoded + v->at);
	return (struct span){ r->decoded + v->at, len };
}
