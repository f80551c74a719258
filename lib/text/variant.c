#include "text/variant.h"

#define HAN_WITH_VARIANTS
#include "text/han_tables.h"

bool
variant_characters(uint32_t a, uint32_t b)
{
	size_t from = 0, to = sizeof han_variants / sizeof *han_variants;

	if (a == b)
		return true;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		const struct han_variant *v = &han_variants[middle];

		if (v->a == a && v->b == b)
			return true;
		if (v->a < a || (v->a == a && v->b < b))
			from = middle + 1;
		else
			to = middle;
	}
	return false;
}
