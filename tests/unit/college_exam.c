#include <assert.h>

#include "synthetic/college_exam.h"

/* Places at whole deviations, from any table of the normal distribution. */
static void
test_totals(void)
{
	assert(college_total(0, 1) == 430);
	assert(college_total(499999, 1000000) == 430);
	assert(college_total(500000, 1000000) == 430);
	assert(college_total(158655, 1000000) == 430 + 82 - 1);
	assert(college_total(22750, 1000000) == 430 + 2 * 82 - 1);
	assert(college_total(1349, 1000000) == 430 + 3 * 82);
	assert(college_total(1000000 - 22750, 1000000) == 430 - 2 * 82);
	assert(college_total(0, 100000000) == COLLEGE_FULL);
	assert(college_total(99999999, 100000000) == 0);
}

static void
test_order(void)
{
	for (uint64_t size = 1; size < 2000; size += 7) {
		uint16_t before = COLLEGE_FULL;

		for (uint64_t place = 0; place < size; place++) {
			uint16_t total = college_total(place, size);

			assert(total <= before);
			before = total;
		}
	}
}

/* 3+1+2: six subjects in their order, one of them the track, together the total. */
static void
test_marks(void)
{
	static const unsigned full[COLLEGE_SUBJECTS] = { 150, 150, 150, 100, 100, 100,
		100, 100, 100 };
	unsigned physics = 0, chemistry = 0;

	for (uint64_t i = 0; i < 75100; i++) {
		struct random r = random_stream(1, 'x', i);
		struct college_marks m;
		unsigned sum = 0;

		college_sit(&r, (uint16_t)(i % (COLLEGE_FULL + 1)), &m);
		assert(m.total == i % (COLLEGE_FULL + 1));
		for (int n = 0; n < COLLEGE_SAT; n++) {
			assert(n == 0 || m.subjects[n] > m.subjects[n - 1]);
			assert(m.marks[n] <= full[m.subjects[n]]);
			sum += m.marks[n];
		}
		assert(sum == m.total);
		assert(
		    m.subjects[0] == COLLEGE_CHINESE && m.subjects[1] == COLLEGE_MATH);
		assert(m.subjects[2] == COLLEGE_FOREIGN);
		assert(m.subjects[3] == COLLEGE_PHYSICS ||
		       m.subjects[3] == COLLEGE_HISTORY);
		assert(m.subjects[4] >= COLLEGE_CHEMISTRY);
		physics += m.subjects[3] == COLLEGE_PHYSICS;
		chemistry += m.subjects[4] == COLLEGE_CHEMISTRY;
	}
	assert(physics > 75100 * 60 / 100 && physics < 75100 * 64 / 100);
	assert(chemistry > 75100 * 55 / 100 && chemistry < 75100 * 62 / 100);
}

int
main(void)
{
	test_totals();
	test_order();
	test_marks();
	return 0;
}
