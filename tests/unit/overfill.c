#include <assert.h>

#include "seats/market.h"
#include "seats/overfill.h"

static uint32_t
filed(const char *ratio, uint32_t capacity)
{
	struct decimal d;

	assert(overfill_read(ratio, &d) && overfill_set(d));
	return overfill_seats(d, capacity);
}

int
main(void)
{
	const char *const wrong[] = { "", "0.99", "100.1", "1,05", "+1", "1.", "-1" };
	struct decimal d;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert(!overfill_read(wrong[i], &d));
	assert(!overfill_set(OVERFILL_NONE));
	assert(filed("1", 7) == 7 && filed("1.2", 0) == 0);
	assert(filed("1.05", 20) == 21 && filed("1.05", 19) == 19);
	/* 1.1 is no binary fraction; a double would make 32.99... of this. */
	assert(filed("1.1", 30) == 33 && filed("1.10", 30) == 33);
	assert(filed("1.0000001", 10000000) == 10000001);
	assert(filed("1.0000001", 9999999) == 9999999);
	assert(filed("1.000000000000000001", 4000000000) == 4000000000);
	assert(filed("100", 4000000000) == MARKET_NONE - 1);
	return 0;
}
