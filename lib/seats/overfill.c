#include <string.h>

#include "seats/market.h"
#include "seats/overfill.h"

__extension__ typedef __int128 wide;

bool
overfill_read(const char *text, struct decimal *ratio)
{
	const struct decimal one = { 1, 0 }, hundred = { 100, 0 };

	return decimal_parse(text, strlen(text), ratio) &&
	       decimal_compare(*ratio, one) >= 0 &&
	       decimal_compare(*ratio, hundred) <= 0;
}

uint32_t
overfill_seats(struct decimal ratio, uint32_t capacity)
{
	wide seats = (wide)ratio.units * capacity;

	for (uint8_t i = 0; i < ratio.scale; i++)
		seats /= 10;
	return seats < MARKET_NONE ? (uint32_t)seats : MARKET_NONE - 1;
}
