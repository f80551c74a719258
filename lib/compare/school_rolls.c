#include "compare/school_rolls.h"

#include <stdlib.h>

#include "memory/array.h"
#include "text/numbering.h"

#define NONE UINT32_MAX

/* One who took part, or is on a roll: programs by their numbers, or NONE. */
struct person {
	uint32_t admitted, enrolled;
	bool took_part;
};

struct school_rolls {
	struct numbering *ids, *programs;
	struct person *people;
	struct school_rolls_counts *counts;
	size_t people_room, counts_room;
};

struct school_rolls *
school_rolls_new(void)
{
	struct school_rolls *e = calloc(1, sizeof *e);

	if (e == NULL)
		return NULL;
	e->ids = numbering_new();
	e->programs = numbering_new();
	if (e->ids != NULL && e->programs != NULL)
		return e;
	school_rolls_free(e);
	return NULL;
}

void
school_rolls_free(struct school_rolls *e)
{
	if (e == NULL)
		return;
	numbering_free(e->ids);
	numbering_free(e->programs);
	free(e->people);
	free(e->counts);
	free(e);
}

const char *
school_rolls_code(enum school_rolls_result result)
{
	static const char *const codes[] = { "ok", "id-twice", "no-applicant",
		"not-admitted", "elsewhere", "twice", "no-memory" };

	return codes[result];
}

/* The person of an id, new if need be; NULL if there is no memory. */
static struct person *
find_person(struct school_rolls *e, struct span id)
{
	uint32_t number;
	bool known;

	if (!array_reserve(&e->people, &e->people_room,
		(size_t)numbering_count(e->ids) + 1, sizeof *e->people))
		return NULL;
	number = numbering_add(e->ids, id, &known);
	if (number == NUMBERING_NONE)
		return NULL;
	if (!known)
		e->people[number] = (struct person){ NONE, NONE, false };
	return &e->people[number];
}

/* The number of a program, new if need be; NONE if there is no memory. */
static uint32_t
find_program(struct school_rolls *e, struct span program)
{
	uint32_t number;
	bool known;

	if (!array_reserve(&e->counts, &e->counts_room,
		(size_t)numbering_count(e->programs) + 1, sizeof *e->counts))
		return NONE;
	number = numbering_add(e->programs, program, &known);
	if (number != NUMBERING_NONE && !known)
		e->counts[number] = (struct school_rolls_counts){ .plan = -1 };
	return number;
}

bool
school_rolls_plan(struct school_rolls *e, struct span program, int64_t seats)
{
	uint32_t number = find_program(e, program);

	if (number == NONE)
		return false;
	e->counts[number].plan = seats;
	return true;
}

enum school_rolls_result
school_rolls_admit(struct school_rolls *e, struct span id, struct span program)
{
	struct person *person = find_person(e, id);

	if (person == NULL)
		return SCHOOL_ROLLS_NO_MEMORY;
	if (person->took_part)
		return SCHOOL_ROLLS_ID_TWICE;
	person->took_part = true;
	if (program.len == 0)
		return SCHOOL_ROLLS_OK;
	person->admitted = find_program(e, program);
	if (person->admitted == NONE)
		return SCHOOL_ROLLS_NO_MEMORY;
	e->counts[person->admitted].admitted++;
	e->counts[person->admitted].absent++;
	return SCHOOL_ROLLS_OK;
}

/* Count the first roll that a person is on. */
static void
count(struct school_rolls *e, const struct person *person)
{
	struct school_rolls_counts *counts = &e->counts[person->enrolled];

	counts->enrolled++;
	if (person->admitted != NONE)
		e->counts[person->admitted].absent--;
	if (person->admitted == person->enrolled)
		return;
	counts->joined++;
	if (person->admitted != NONE)
		e->counts[person->admitted].left++;
}

enum school_rolls_result
school_rolls_enrol(
    struct school_rolls *e, struct span id, struct span program, struct span *other)
{
	struct person *person = find_person(e, id);
	uint32_t number = find_program(e, program);

	*other = (struct span){ NULL, 0 };
	if (person == NULL || number == NONE)
		return SCHOOL_ROLLS_NO_MEMORY;
	if (person->enrolled != NONE) {
		*other = numbering_text(e->programs, person->enrolled);
		return SCHOOL_ROLLS_AGAIN;
	}
	person->enrolled = number;
	count(e, person);
	if (!person->took_part)
		return SCHOOL_ROLLS_NO_APPLICANT;
	if (person->admitted == NONE)
		return SCHOOL_ROLLS_NOT_ADMITTED;
	if (person->admitted == number)
		return SCHOOL_ROLLS_OK;
	*other = numbering_text(e->programs, person->admitted);
	return SCHOOL_ROLLS_ELSEWHERE;
}

bool
school_rolls_absent(
    const struct school_rolls *e, uint32_t *at, struct span *id, struct span *program)
{
	for (; *at < numbering_count(e->ids); ++*at) {
		const struct person *person = &e->people[*at];

		if (person->admitted == NONE || person->enrolled != NONE)
			continue;
		*id = numbering_text(e->ids, *at);
		*program = numbering_text(e->programs, person->admitted);
		++*at;
		return true;
	}
	return false;
}

uint32_t
school_rolls_programs(const struct school_rolls *e)
{
	return numbering_count(e->programs);
}

struct span
school_rolls_program(
    const struct school_rolls *e, uint32_t number, struct school_rolls_counts *counts)
{
	*counts = e->counts[number];
	return numbering_text(e->programs, number);
}
