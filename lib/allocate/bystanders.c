#include "allocate/bystanders.h"
#include "settings/allocate.h"

void
bystanders_add(struct bystanders *b, size_t number)
{
	b->numbers =
	    allocate_room(b->numbers, &b->room, b->count + 1, sizeof *b->numbers);
	b->numbers[b->count++] = number;
}

bool
bystanders_pass(struct bystanders *b, size_t number)
{
	bool one = b->passed < b->count && b->numbers[b->passed] == number;

	b->passed += one;
	return one;
}

size_t
bystanders_kept(const struct bystanders *b, uint32_t applicant)
{
	size_t number = applicant;

	for (size_t i = 0; i < b->count && b->numbers[i] <= number; i++)
		number++;
	return number;
}
