#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "compare/school_rolls.h"
#include "fixed_seed.h"

static enum school_rolls_result
enrol(
    struct school_rolls *rolls, const char *id, const char *program, const char *other)
{
	struct span found;
	enum school_rolls_result result =
	    school_rolls_enrol(rolls, span_of(id), span_of(program), &found);

	assert(other == NULL ? found.at == NULL : span_is(found, other));
	return result;
}

static struct school_rolls_counts
counts_of(const struct school_rolls *rolls, const char *program)
{
	struct school_rolls_counts counts;

	for (uint32_t i = 0; i < school_rolls_programs(rolls); i++)
		if (span_is(school_rolls_program(rolls, i, &counts), program))
			return counts;
	abort();
}

static void
assert_counts(const struct school_rolls *rolls, const char *program, uint64_t admitted,
    uint64_t enrolled, uint64_t absent, uint64_t left, uint64_t joined)
{
	struct school_rolls_counts c = counts_of(rolls, program);

	assert(c.admitted == admitted && c.enrolled == enrolled && c.absent == absent);
	assert(c.left == left && c.joined == joined);
}

static void
test_by_hand(void)
{
	struct school_rolls *rolls = school_rolls_new();
	struct span id, program;
	uint32_t at = 0;

	assert(rolls != NULL && school_rolls_plan(rolls, span_of("S1"), 2));
	for (const char *const *a = (const char *const[]){ "A", "S1", "B", "S1", "C",
		 "S2", "D", "", "E", "S2", NULL };
	     *a != NULL; a += 2)
		assert(school_rolls_admit(rolls, span_of(a[0]), span_of(a[1])) ==
		       SCHOOL_ROLLS_OK);
	assert(school_rolls_admit(rolls, span_of("D"), span_of("S1")) ==
	       SCHOOL_ROLLS_ID_TWICE);
	assert(enrol(rolls, "A", "S1", NULL) == SCHOOL_ROLLS_OK);
	assert(enrol(rolls, "C", "S1", "S2") == SCHOOL_ROLLS_ELSEWHERE);
	assert(enrol(rolls, "D", "S1", NULL) == SCHOOL_ROLLS_NOT_ADMITTED);
	assert(enrol(rolls, "X", "S3", NULL) == SCHOOL_ROLLS_NO_APPLICANT);
	assert_counts(rolls, "S1", 2, 3, 1, 0, 2);
	assert_counts(rolls, "S2", 2, 0, 1, 1, 0);
	/* C is on the right roll too, and on it twice: counted once, and not gone. */
	assert(enrol(rolls, "C", "S2", "S1") == SCHOOL_ROLLS_AGAIN);
	assert(enrol(rolls, "C", "S2", "S1") == SCHOOL_ROLLS_AGAIN);
	assert(enrol(rolls, "X", "S3", "S3") == SCHOOL_ROLLS_AGAIN);
	assert_counts(rolls, "S1", 2, 3, 1, 0, 2);
	assert_counts(rolls, "S2", 2, 1, 1, 0, 0);
	assert_counts(rolls, "S3", 0, 1, 0, 0, 1);
	assert(counts_of(rolls, "S1").plan == 2 && counts_of(rolls, "S2").plan == -1);
	assert(school_rolls_absent(rolls, &at, &id, &program));
	assert(span_is(id, "B") && span_is(program, "S1"));
	assert(school_rolls_absent(rolls, &at, &id, &program));
	assert(span_is(id, "E") && span_is(program, "S2"));
	assert(!school_rolls_absent(rolls, &at, &id, &program));
	school_rolls_free(rolls);
}

enum { PEOPLE = 12, PROGRAMS = 4, ROWS = 24 };

/* Who was admitted where and which rows the rolls have, by numbers. */
struct autumn {
	int admitted[PEOPLE]; /* a program; -1: no place; -2: took no part */
	int person[ROWS], program[ROWS];
	int rows;
};

static void
make_autumn(struct autumn *a)
{
	for (int i = 0; i < PEOPLE; i++)
		a->admitted[i] = (int)(draw() % (PROGRAMS + 2)) - 2;
	a->rows = (int)(draw() % (ROWS + 1));
	for (int i = 0; i < a->rows; i++) {
		a->person[i] = (int)(draw() % PEOPLE);
		a->program[i] = (int)(draw() % PROGRAMS);
	}
}

/* Whether one of the first rows of the rolls has a person at a program, or (-1) any. */
static bool
is_on(const struct autumn *a, int rows, int person, int program)
{
	for (int i = 0; i < rows; i++)
		if (a->person[i] == person &&
		    (program == -1 || a->program[i] == program))
			return true;
	return false;
}

static struct span
name(char text[3], char letter, int number)
{
	text[0] = letter;
	text[1] = (char)('a' + number);
	text[2] = '\0';
	return span_of(text);
}

/* What a row is, by looking at all rows before it. */
static enum school_rolls_result
expected_result(const struct autumn *a, int row)
{
	int admitted = a->admitted[a->person[row]];

	return is_on(a, row, a->person[row], -1) ? SCHOOL_ROLLS_AGAIN
	       : admitted == -2                  ? SCHOOL_ROLLS_NO_APPLICANT
	       : admitted == -1                  ? SCHOOL_ROLLS_NOT_ADMITTED
	       : admitted != a->program[row]     ? SCHOOL_ROLLS_ELSEWHERE
						 : SCHOOL_ROLLS_OK;
}

/* The counts of a program, by asking each person. */
static void
check_counts(const struct autumn *a, const struct school_rolls *rolls, int program)
{
	uint64_t admitted = 0, enrolled = 0, absent = 0, left = 0, joined = 0;
	char text[3];

	for (int i = 0; i < PEOPLE; i++) {
		bool here = is_on(a, a->rows, i, program);
		bool mine = a->admitted[i] == program;
		bool somewhere = is_on(a, a->rows, i, -1);

		admitted += mine;
		enrolled += here;
		absent += mine && !somewhere;
		left += mine && somewhere && !here;
		joined += here && !mine;
	}
	assert(admitted - absent - left == enrolled - joined);
	name(text, 'S', program);
	assert_counts(rolls, text, admitted, enrolled, absent, left, joined);
}

static void
check_autumn(const struct autumn *a)
{
	struct school_rolls *rolls = school_rolls_new();
	struct span id, program, other;
	uint32_t at = 0;
	char person[3], school[3];

	assert(rolls != NULL);
	for (int p = 0; p < PROGRAMS; p++)
		assert(school_rolls_plan(rolls, name(school, 'S', p), p));
	for (int i = 0; i < PEOPLE; i++)
		if (a->admitted[i] >= -1)
			assert(school_rolls_admit(rolls, name(person, 'P', i),
				   a->admitted[i] < 0
				       ? (struct span){ "", 0 }
				       : name(school, 'S', a->admitted[i])) ==
			       SCHOOL_ROLLS_OK);
	for (int i = 0; i < a->rows; i++)
		assert(school_rolls_enrol(rolls, name(person, 'P', a->person[i]),
			   name(school, 'S', a->program[i]),
			   &other) == expected_result(a, i));
	for (int p = 0; p < PROGRAMS; p++)
		check_counts(a, rolls, p);
	for (int i = 0; i < PEOPLE; i++)
		if (a->admitted[i] >= 0 && !is_on(a, a->rows, i, -1)) {
			assert(school_rolls_absent(rolls, &at, &id, &program));
			assert(span_same(id, name(person, 'P', i)));
			assert(span_same(program, name(school, 'S', a->admitted[i])));
		}
	assert(!school_rolls_absent(rolls, &at, &id, &program));
	school_rolls_free(rolls);
}

int
main(void)
{
	struct autumn autumn;

	test_by_hand();
	for (int i = 0; i < 5000; i++) {
		make_autumn(&autumn);
		check_autumn(&autumn);
	}
	return 0;
}
