#include "synthetic/procedures.h"

#include <string.h>

#include "synthetic/gaokao.h"
#include "synthetic/junior.h"
#include "synthetic/primary.h"
#include "synthetic/senior_high.h"

static const struct procedure *const procedures[] = { &senior_high, &gaokao, &primary,
	&junior };

const struct procedure *
procedures_find(const char *name)
{
	for (size_t i = 0; i < sizeof procedures / sizeof *procedures; i++)
		if (strcmp(procedures[i]->name, name) == 0)
			return procedures[i];
	return NULL;
}
