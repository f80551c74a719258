#include <assert.h>
#include <stdlib.h>

#include "synthetic/cohort.h"

static int
compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void
assert_different(uint64_t keys[], size_t count)
{
	qsort(keys, count, sizeof *keys, compare);
	for (size_t i = 1; i < count; i++)
		assert(keys[i - 1] != keys[i]);
}

static uint64_t
identity_of(const struct member *m)
{
	return (((m->area * UINT64_C(10000) + m->birth.year) * 100 + m->birth.month) *
		       100 +
		   m->birth.day) *
		   1000 +
	       m->sequence;
}

/* One area gets more children than a school year has numbers for. */
static void
test_nobody_twice(void)
{
	static const struct cohort_share shares[] = { { 620102, 9000 },
		{ 620103, 1000 } };
	size_t count = 1000000;
	struct cohort *cohort = cohort_new(7, 2004, 1, shares, 2);
	uint64_t *serials = calloc(count, sizeof *serials);
	uint64_t *identities = calloc(count, sizeof *identities);
	size_t first = 0, own = 0, older = 0;

	assert(cohort != NULL && serials != NULL && identities != NULL);
	for (size_t i = 0; i < count; i++) {
		struct member m = cohort_member(cohort, i);

		assert(m.sequence >= 1 && m.sequence <= 995);
		assert(m.male == (m.sequence % 2 == 1));
		assert(m.birth.month != 2 || m.birth.day <= 28);
		serials[i] = m.district * UINT64_C(1000000000) + m.serial;
		identities[i] = identity_of(&m);
		first += m.district == 0;
		own += m.area == shares[m.district].area;
		older +=
		    m.birth.year < 2004 || (m.birth.year == 2004 && m.birth.month < 9);
	}
	assert(first == 900000);
	assert(own > 910000 && own < 920000);
	assert(older > 40000);
	assert_different(serials, count);
	assert_different(identities, count);
	/* 1 to 100,000 without a hole, and so the others. */
	assert(serials[0] == 1 && serials[899999] == 900000);
	free(serials);
	free(identities);
	cohort_free(cohort);
}

static void
test_school_year(void)
{
	static const struct cohort_share shares[] = { { 620102, 10000 } };
	struct cohort *cohort = cohort_new(7, 2004, 1, shares, 1);
	int older = 0;

	assert(cohort != NULL);
	for (size_t i = 0; i < 10000; i++) {
		struct birth b = cohort_member(cohort, i).birth;
		int months = b.year * 12 + b.month - (2004 * 12 + 9);

		assert(months >= -12 && months < 12);
		older += months < 0;
	}
	assert(older == 400);
	cohort_free(cohort);
}

/* Three sequences each: a member, and room for two more of the same day. */
static void
test_sequences(void)
{
	static const struct cohort_share shares[] = { { 620102, 10000 } };
	enum { COUNT = 200000 }; /* more than one school year has room for */
	struct cohort *cohort = cohort_new(7, 2013, 3, shares, 1);
	uint64_t *identities = calloc(3 * COUNT, sizeof *identities);

	assert(cohort != NULL && identities != NULL);
	for (size_t i = 0; i < COUNT; i++) {
		struct member m = cohort_member(cohort, i);

		for (size_t n = 0; n < 3; n++, m.sequence++) {
			assert(m.sequence >= 1 && m.sequence <= 995);
			identities[3 * i + n] = identity_of(&m);
		}
	}
	assert_different(identities, (size_t)3 * COUNT);
	free(identities);
	cohort_free(cohort);
}

int
main(void)
{
	test_nobody_twice();
	test_school_year();
	test_sequences();
	return 0;
}
