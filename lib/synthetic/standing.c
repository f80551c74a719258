#include "synthetic/standing.h"

enum { CLASS_A = 55, CLASS_B = 15, ENTRY = 2020 };

/* A day of the years from first to the last one before the entry. */
static struct birth
choose_day(struct random *r, uint16_t first)
{
	uint16_t year = (uint16_t)(first + random_below(r, (uint32_t)(ENTRY - first)));

	return (struct birth){ year, (uint8_t)(1 + random_below(r, 12)),
		(uint8_t)(1 + random_below(r, 28)) };
}

/* A household is written where a home was bought, up to three years later. */
static struct birth
choose_purchase(struct random *r, struct birth household)
{
	household.year = (uint16_t)(household.year - 1 - random_below(r, 3));
	household.month = (uint8_t)(1 + random_below(r, 12));
	return household;
}

void
standing_make(struct random *r, const struct birth *child, struct standing *s)
{
	uint32_t class = random_below(r, 100);

	*s = (struct standing){ .has_household = class < CLASS_A + CLASS_B };
	if (!s->has_household)
		s->has_household = s->is_elsewhere = random_one_in(r, 6);
	if (s->has_household)
		s->household_since = choose_day(r, (uint16_t)(child->year - 8));
	if (class < CLASS_A) {
		s->share = random_one_in(r, 12) ? 51 : 100;
		s->home_since = choose_purchase(r, s->household_since);
	} else if (class < CLASS_A + CLASS_B && random_one_in(r, 3)) {
		/* A share that is too small. */
		s->share = 20 + random_below(r, 31);
		s->home_since = choose_purchase(r, s->household_since);
	}
	s->has_sibling = random_one_in(r, 12);
	s->seeks_private = random_one_in(r, 10);
	if (s->seeks_private)
		s->private_school = random_below(r, STANDING_PRIVATE);
}
