#include "address/address_parts.h"

#include <stddef.h>

const char *const address_part_names[ADDRESS_PARTS + 1] = { "province", "city",
	"district", "town", "community", "road", "lane", "number", "compound",
	"building", "unit", "floor", "room", NULL };

const char *const address_mark_names[ADDRESS_MARKS + 1] = { "left-over", "old-name",
	"conflict", "ambiguous", "unknown-road", "unknown-compound", "coarse", NULL };
