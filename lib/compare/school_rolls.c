#include "compare/school_rolls.h"

#include <stdlib.h>

#include "memory/array.h"
#include "text/numbering.h"

#define NONE UINT32_MAX

/* One who took part, or is on a roll: programs by their numbers, or NONE. */
struct person {
	uint32_t admitted, enrolled;
	uint32_t further; /* the last of the rolls behind the first, or NONE */
	bool took_part;
};

/* A further roll that a person is on; next is another one, or NONE. */
struct further_roll {
	uint32_t program, next;
};

struct school_rolls {
	struct numbering *ids, *programs;
	struct person *people;
	struct school_rolls_counts *counts;
	struct further_roll *further;
	size_t people_room, counts_room, further_count, further_room;
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
	free(e->further);
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
		e->people[number] = (struct person){ NONE, NONE, NONE, false };
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

/* Count a person on the roll of a program, the first or a further one. */
static void
count(struct school_rolls *e, const struct person *person, uint32_t program)
{
	bool first = person->enrolled == NONE;

	e->counts[program].enrolled++;
	if (person->admitted != program)
		e->counts[program].joined++;
	if (person->admitted == NONE)
		return;
	if (first)
		e->counts[person->admitted].absent--;
	if (first && person->admitted != program)
		e->counts[person->admitted].left++;
	if (!first && person->admitted == program)
		e->counts[person->admitted].left--;
}

/* A person who is on a roll is on one more, or on the same again. */
static bool
add_further(struct school_rolls *e, struct person *person, uint32_t program)
{
	if (person->enrolled == program)
		return true;
	for (uint32_t i = person->further; i != NONE; i = e->further[i].next)
		if (e->further[i].program == program)
			return true;
	if (e->further_count == NONE || !array_reserve(&e->further, &e->further_room,
					    e->further_count + 1, sizeof *e->further))
		return false;
	e->further[e->further_count] =
	    (struct further_roll){ program, person->further };
	count(e, person, program);
	person->further = (uint32_t)e->further_count++;
	return true;
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
		return add_further(e, person, number) ? SCHOOL_ROLLS_AGAIN
						      : SCHOOL_ROLLS_NO_MEMORY;
	}
	count(e, person, number);
	person->enrolled = number;
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
