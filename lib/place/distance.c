#include "place/distance.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 wide_count;

/* Fractions are held as whole parts of 2^60. */
static const int64_t one = INT64_C(1) << 60;

static const int64_t radians = 1382792296179061585;   /* pi / (180 * 10^9), of 2^96 */
static const int64_t eccentricity = 7718094650643697; /* squared, WGS-84 */
static const int64_t equator = 6378137000;            /* millimetres */

static int64_t
multiply(int64_t a, int64_t b)
{
	return (int64_t)((wide)a * b / one);
}

/* Sine and cosine of 0 to 45 degrees by their series (Taylor). */
static void
sum_series(int64_t billionths, int64_t *sine, int64_t *cosine)
{
	int64_t x = (int64_t)((wide)billionths * radians / ((wide)1 << 36));
	int64_t square = multiply(x, x), term = one;

	*sine = 0;
	*cosine = 0;
	for (int64_t n = 0; term != 0; n += 2) {
		*cosine += n % 4 == 0 ? term : -term;
		term = multiply(term, square) / ((n + 1) * (n + 2));
	}
	term = x;
	for (int64_t n = 1; term != 0; n += 2) {
		*sine += n % 4 == 1 ? term : -term;
		term = multiply(term, square) / ((n + 1) * (n + 2));
	}
}

/* Of any angle from -180 to 180 degrees. */
static void
find_sine(int64_t billionths, int64_t *sine, int64_t *cosine)
{
	int64_t angle = billionths < 0 ? -billionths : billionths;
	int64_t right = 90 * POSITION_DEGREE;
	int64_t acute = angle > right ? 2 * right - angle : angle;

	if (acute > right / 2)
		sum_series(right - acute, cosine, sine);
	else
		sum_series(acute, sine, cosine);
	if (billionths < 0)
		*sine = -*sine;
	if (angle > right)
		*cosine = -*cosine;
}

/* The whole part of a square root, bit by bit. */
static uint64_t
square_root(wide_count n)
{
	wide_count bit = (wide_count)1 << (n >> 64 == 0 ? 62 : 126), root = 0;

	while (bit > n)
		bit >>= 2;
	for (; bit != 0; bit >>= 2) {
		if (n >= root + bit) {
			n -= root + bit;
			root = (root >> 1) + bit;
		} else {
			root >>= 1;
		}
	}
	return (uint64_t)root;
}

struct distance_point
distance_point(struct position p)
{
	int64_t sin_lat, cos_lat, sin_lon, cos_lon, bent, normal, out;

	find_sine(p.lat, &sin_lat, &cos_lat);
	find_sine(p.lon, &sin_lon, &cos_lon);
	bent = one - multiply(eccentricity, multiply(sin_lat, sin_lat));
	bent = (int64_t)square_root((wide_count)bent * (wide_count)one);
	normal = (int64_t)((wide)equator * 1000 * one / bent); /* micrometres */
	out = multiply(normal, cos_lat);
	return (struct distance_point){
		.x = (int64_t)((wide)out * cos_lon / one / 1000),
		.y = (int64_t)((wide)out * sin_lon / one / 1000),
		.z = (int64_t)((wide)multiply(normal, one - eccentricity) * sin_lat /
			       one / 1000),
	};
}

uint32_t
distance_metres(struct distance_point a, struct distance_point b)
{
	wide x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
	uint64_t millimetres = square_root((wide_count)(x * x + y * y + z * z));

	return (uint32_t)((millimetres + 500) / 1000);
}
