#include <assert.h>
#include <math.h>

#include "identity/bits.h"

int
main(void)
{
	assert(bits_log2(1, 1) == 0);
	assert(bits_log2(1024, 1) == 10000);
	assert(bits_log2(1, 8) == -3000);
	assert(bits_log2(3, 1) == 1585);          /* 1.58496 */
	assert(bits_log2(900000000, 1) == 29745); /* 29.74536 */
	assert(bits_log2(9, 10) == -152);         /* -0.15200 */
	assert(bits_log2(UINT64_MAX, 1) == 64000);

	/* The mathematics of the library agree, but for what lies between two. */
	for (uint64_t a = 1; a < UINT64_C(1) << 60; a = a * 7 / 3 + 1)
		for (uint64_t b = 1; b < UINT64_C(1) << 60; b = b * 11 / 4 + 1) {
			double exact = (log2((double)a) - log2((double)b)) * 1000;

			assert(fabs(exact - bits_log2(a, b)) < 0.502);
			assert(bits_log2(a, b) == -bits_log2(b, a));
		}
	return 0;
}
