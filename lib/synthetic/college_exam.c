#include <stdbool.h>

#include "synthetic/college_exam.h"

const char *const college_subjects[COLLEGE_SUBJECTS] = { "chinese", "math", "foreign",
	"physics", "history", "chemistry", "biology", "geography", "politics" };

enum { MEAN = 430, DEVIATION = 82 };

static const uint8_t full_marks[COLLEGE_SAT] = { 150, 150, 150, 100, 100, 100 };

/*
 * How many of 10^9 are above: the upper tail of the normal distribution (any
 * published table), at every quarter of a deviation.
 */
static const uint32_t tail[] = { 500000000, 401293674, 308537539, 226627352, 158655254,
	105649774, 66807201, 40059157, 22750132, 12224473, 6209665, 2979763, 1349898,
	577025, 232629, 88417, 31671, 10689, 3398, 1017, 287, 76 };

enum { STEPS = sizeof tail / sizeof *tail - 1, STEP = RANDOM_DEVIATION / 4 };

/* The deviation that so many of 10^9, at most half of them, are beyond. */
static int32_t
deviation_at(uint32_t beyond)
{
	int32_t step = 0;

	while (step < STEPS && tail[step + 1] >= beyond)
		step++;
	if (step == STEPS)
		return STEPS * STEP;
	return step * STEP + (int32_t)((uint64_t)(tail[step] - beyond) * STEP /
				       (tail[step] - tail[step + 1]));
}

uint16_t
college_total(uint64_t place, uint64_t size)
{
	uint32_t above = (uint32_t)((2 * place + 1) * 500000000 / size);
	int32_t z = above <= 500000000 ? deviation_at(above)
				       : -deviation_at(1000000000 - above);
	int32_t total = MEAN + DEVIATION * z / RANDOM_DEVIATION;

	return (uint16_t)(total < 0 ? 0 : total > COLLEGE_FULL ? COLLEGE_FULL : total);
}

static void
choose_subjects(struct random *r, uint8_t subjects[COLLEGE_SAT])
{
	/* Which two of chemistry, biology, geography and politics. */
	static const uint8_t pairs[][2] = { { COLLEGE_CHEMISTRY, COLLEGE_BIOLOGY },
		{ COLLEGE_CHEMISTRY, COLLEGE_GEOGRAPHY },
		{ COLLEGE_CHEMISTRY, COLLEGE_POLITICS },
		{ COLLEGE_BIOLOGY, COLLEGE_GEOGRAPHY },
		{ COLLEGE_BIOLOGY, COLLEGE_POLITICS },
		{ COLLEGE_GEOGRAPHY, COLLEGE_POLITICS } };
	enum { PAIRS = sizeof pairs / sizeof *pairs };
	static const uint16_t with_physics[PAIRS] = { 46, 20, 18, 9, 4, 3 },
			      with_history[PAIRS] = { 6, 5, 5, 14, 22, 48 };
	bool physics = random_below(r, 100) < 62;
	size_t pair = random_weighted(r, physics ? with_physics : with_history, PAIRS);

	subjects[0] = COLLEGE_CHINESE;
	subjects[1] = COLLEGE_MATH;
	subjects[2] = COLLEGE_FOREIGN;
	subjects[3] = physics ? COLLEGE_PHYSICS : COLLEGE_HISTORY;
	subjects[4] = pairs[pair][0];
	subjects[5] = pairs[pair][1];
}

/* Up to so many marks more in one subject and less in another. */
static void
move_marks(uint8_t marks[COLLEGE_SAT], uint32_t from, uint32_t to, uint32_t many)
{
	uint32_t room = (uint32_t)(full_marks[to] - marks[to]);

	if (many > marks[from])
		many = marks[from];
	if (many > room)
		many = room;
	marks[from] = (uint8_t)(marks[from] - many);
	marks[to] = (uint8_t)(marks[to] + many);
}

void
college_sit(struct random *r, uint16_t total, struct college_marks *m)
{
	uint32_t before = 0;

	choose_subjects(r, m->subjects);
	m->total = total;
	for (int i = 0; i < COLLEGE_SAT; i++) {
		uint32_t from = before * total / COLLEGE_FULL;

		before += full_marks[i];
		m->marks[i] = (uint8_t)(before * total / COLLEGE_FULL - from);
	}
	for (uint32_t i = 0; i < COLLEGE_SAT; i++)
		move_marks(m->marks, i,
		    (i + 1 + random_below(r, COLLEGE_SAT - 1)) % COLLEGE_SAT,
		    random_below(r, 24));
}
