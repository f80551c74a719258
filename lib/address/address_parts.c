#include "address/address_parts.h"

const char *
address_part_name(enum address_part part)
{
	static const char *const names[ADDRESS_PARTS] = { "province", "city",
		"district", "town", "community", "road", "lane", "number", "compound",
		"building", "unit", "floor", "room" };

	return names[part];
}
