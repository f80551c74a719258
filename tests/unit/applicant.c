#include <assert.h>
#include <string.h>

#include "synthetic/applicant.h"

enum { MANY = 5000 };

/* A feeder choice is a program that has seats for the junior school. */
static void
check_other_choices(const struct offer *offer, const struct applicant *a)
{
	assert(a->feeder_count <= OFFER_MAX_FEEDER);
	for (size_t i = 0; i < a->feeder_count; i++)
		assert(offer_cell(offer, a->feeder[i], a->junior_code % 100 - 1) > 0);
	assert(a->feeder_count < 2 || a->feeder[0] != a->feeder[1]);
	assert(a->supplementary_count <= OFFER_MAX_SUPPLEMENTARY);
	for (size_t i = 0; i < a->supplementary_count; i++) {
		assert(a->supplementary[i] >= offer_count(offer) / 2);
		assert(a->supplementary[i] < offer_count(offer));
		assert(i == 0 || a->supplementary[i] > a->supplementary[i - 1]);
	}
}

static void
check_clean(const struct year *year, const struct applicant *a)
{
	unsigned sum = 0;

	assert(resident_check(a->resident_id) == a->resident_id[RESIDENT_LENGTH - 1]);
	assert(a->student_number[0] == 'G');
	assert(strcmp(a->student_number + 1, a->resident_id) == 0);
	for (int i = 0; i < EXAM_SUBJECTS; i++) {
		assert(a->marks.subjects[i] <= exam_subjects[i].full);
		sum += a->marks.subjects[i];
	}
	assert(sum == a->marks.total);
	assert(a->choice_count >= 1 && a->choice_count <= OFFER_MAX_CHOICES);
	for (size_t i = 0; i < a->choice_count; i++) {
		assert(a->choices[i] < offer_count(year_offer(year)));
		for (size_t n = 0; n < i; n++)
			assert(a->choices[n] != a->choices[i]);
	}
	check_other_choices(year_offer(year), a);
}

static void
test_clean_year(void)
{
	struct year *year = year_new(1, MANY, 0);
	struct applicant a;

	assert(year != NULL);
	for (uint64_t i = 0; i < MANY; i++) {
		applicant_make(year, i, &a);
		assert(a.defect == DEFECT_NONE);
		check_clean(year, &a);
	}
	year_free(year);
}

/* A rate changes nothing but the records that get a defect. */
static void
test_defects_stand_alone(void)
{
	struct year *clean = year_new(1, MANY, 0);
	struct year *year = year_new(1, MANY, DEFECT_ALWAYS / 4);
	int seen[DEFECTS] = { 0 };

	assert(clean != NULL && year != NULL);
	for (uint64_t i = 0; i < MANY; i++) {
		struct applicant a, b;

		applicant_make(clean, i, &a);
		applicant_make(year, i, &b);
		seen[b.defect]++;
		assert(strcmp(a.id.text, b.id.text) == 0);
		if (b.defect != DEFECT_NONE)
			continue;
		assert(strcmp(a.resident_id, b.resident_id) == 0);
		assert(memcmp(&a.marks, &b.marks, sizeof a.marks) == 0);
		check_clean(year, &b);
	}
	for (int i = 1; i < DEFECTS; i++)
		assert(seen[i] > MANY / 4 / 6 - 60 && seen[i] < MANY / 4 / 6 + 60);
	year_free(clean);
	year_free(year);
}

static void
test_each_defect(void)
{
	struct year *year = year_new(2, MANY, DEFECT_ALWAYS / 2);

	assert(year != NULL);
	for (uint64_t i = 0; i < MANY; i++) {
		struct applicant a;
		bool outside, total;
		unsigned sum = 0;

		applicant_make(year, i, &a);
		for (int n = 0; n < EXAM_SUBJECTS; n++)
			sum += a.marks.subjects[n];
		total = sum == a.marks.total;
		assert(a.marks.total <= EXAM_FULL);
		outside = a.home.at.x < 102500000 || a.home.at.y > 37100000;
		assert(total == (a.defect != DEFECT_WRONG_TOTAL));
		assert(outside == (a.defect == DEFECT_SWAPPED_COORDINATES));
		assert((a.choice_count == 0) == (a.defect == DEFECT_MISSING_CHOICE));
		assert((strcmp(a.resident_id + 7, "E+17") == 0) ==
		       (a.defect == DEFECT_SPREADSHEET_ID));
		assert((a.duplicate_of.len > 0) == (a.defect == DEFECT_DUPLICATE));
		if (a.defect != DEFECT_SPREADSHEET_ID)
			assert((resident_check(a.resident_id) ==
				   a.resident_id[RESIDENT_LENGTH - 1]) ==
			       (a.defect != DEFECT_BAD_CHECKSUM));
		if (a.defect == DEFECT_DUPLICATE)
			assert(strcmp(a.duplicate_of.text, a.id.text) != 0);
	}
	year_free(year);
}

static void
test_rates(void)
{
	static const char *const bad[] = { "", "-0.1", "1.1", "0.0000001", "x", "1 ",
		".5", "1e300" };
	uint32_t rate;

	assert(defect_rate_read("0", &rate) && rate == 0);
	assert(defect_rate_read("0.020", &rate) && rate == 20000);
	assert(defect_rate_read("1e-6", &rate) && rate == 1);
	assert(defect_rate_read("1", &rate) && rate == DEFECT_ALWAYS);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert(!defect_rate_read(bad[i], &rate));
}

/* Cities of a few children: never more programs than seats. */
static void
test_small_years(void)
{
	for (uint64_t count = 1; count < 60; count++) {
		struct year *year = year_new(3, count, 0);
		const struct offer *offer;
		uint64_t seats = 0;

		assert(year != NULL);
		offer = year_offer(year);
		for (size_t i = 0; i < offer_count(offer); i++) {
			const struct program *p = offer_program(offer, i);

			assert(p->capacity >= 1 && p->seats_above == seats);
			seats += p->capacity;
		}
		assert(seats == (count * 62 + 99) / 100);
		for (uint64_t i = 0; i < count; i++) {
			struct applicant a;

			applicant_make(year, i, &a);
			check_clean(year, &a);
		}
		year_free(year);
	}
}

/* The cells of a program are all of its quota, and differ by one seat at most. */
static void
test_cells(void)
{
	struct offer *offer = offer_new(4, 22216);

	assert(offer != NULL);
	for (size_t i = 0; i < offer_count(offer); i++) {
		const struct program *p = offer_program(offer, i);
		uint32_t juniors = city_districts[p->district].juniors, sum = 0;

		for (uint32_t junior = 0; junior < juniors; junior++) {
			uint32_t seats = offer_cell(offer, i, junior);

			assert(seats == p->quota / juniors ||
			       seats == p->quota / juniors + 1);
			sum += seats;
		}
		assert(sum == p->quota);
		assert(p->quota == 0 || (!p->second && !p->selective));
		assert(p->quota <= p->capacity / 2);
	}
	offer_free(offer);
}

int
main(void)
{
	test_clean_year();
	test_defects_stand_alone();
	test_each_defect();
	test_rates();
	test_small_years();
	test_cells();
	return 0;
}
