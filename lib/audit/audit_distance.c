#include <math.h>

#include "audit/audit_distance.h"

static const double equator = 6378137.0;                    /* metres, half axis a */
static const double ratio = 1.0 - 1.0 / 298.257223563;      /* b / a */
static const double radians = 3.14159265358979323846 / 180; /* of a degree */

/* How far a rounded length may be from this one: half a metre and 5 mm. */
static const double reach = 0.505;

/* Sine and cosine of the reduced latitude. */
static void
reduce(int64_t latitude, double *sine, double *cosine)
{
	double angle = (double)latitude / (double)POSITION_DEGREE * radians;
	double up = ratio * sin(angle), out = cos(angle), length = hypot(up, out);

	*sine = up / length;
	*cosine = out / length;
}

double
audit_distance(struct position one, struct position other)
{
	double sine, cosine, other_sine, other_cosine, turn, out, up;

	reduce(one.lat, &sine, &cosine);
	reduce(other.lat, &other_sine, &other_cosine);
	turn = (double)(one.lon - other.lon) / (double)POSITION_DEGREE * radians;
	turn = sin(turn / 2);
	out = (cosine - other_cosine) * (cosine - other_cosine) +
	      4 * cosine * other_cosine * turn * turn;
	up = ratio * (sine - other_sine);
	return equator * sqrt(out + up * up);
}

bool
audit_distance_is(struct position one, struct position other, uint32_t metres)
{
	return fabs(audit_distance(one, other) - metres) <= reach;
}

uint32_t
audit_distance_check(const struct programs *p, const struct position *home,
    const struct leftover_program *list, uint32_t count)
{
	uint32_t offered = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t program = list[i].program;

		if (program >= p->count || !p->offered[program])
			return program;
		if (home != NULL &&
		    !audit_distance_is(*home, p->positions[program], list[i].metres))
			return program;
		if (i > 0 && (list[i - 1].metres > list[i].metres ||
				 (list[i - 1].metres == list[i].metres &&
				     list[i - 1].program >= program)))
			return program;
	}
	for (uint32_t i = 0; i < p->count; i++)
		offered += p->offered[i];
	if (offered == count)
		return MARKET_NONE;
	return count > 0 ? list[count - 1].program : 0;
}
