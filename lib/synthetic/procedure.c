#include <string.h>

#include "synthetic/procedure.h"
#include "synthetic/senior_high.h"

static const struct procedure *const procedures[] = { &senior_high };

enum { PROCEDURES = sizeof procedures / sizeof *procedures };

const struct procedure *
procedure_find(const char *name)
{
	for (size_t i = 0; i < PROCEDURES; i++)
		if (strcmp(procedures[i]->name, name) == 0)
			return procedures[i];
	return NULL;
}
