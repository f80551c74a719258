#include "audit/place_path.h"

struct path *
place_path_new(const char *kind, const char *name, const char *field)
{
	const struct span names[] = { span_of(kind), span_of(name),
		span_of(field != NULL ? field : "") };

	return path_of_names(names, field != NULL ? 3 : 2);
}
