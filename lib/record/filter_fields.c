#include <stddef.h>

#include "record/filter_fields.h"

const char *const filter_fields[FILTER_FIELDS + 1] = { "source", "findings", "amended",
	"dedup", "address_parts", "place", "draw", "rank", "admission", NULL };
