#include <assert.h>
#include <string.h>

#include "synthetic/resident.h"

/* Births before 1900: numbers that nobody bears. */
static void
test_numbers(void)
{
	char number[RESIDENT_LENGTH + 1];

	resident_write(number, 620102, (struct birth){ 1899, 2, 28 }, 0);
	assert(strcmp(number, "620102189902280001") == 0);
	resident_write(number, 620103, (struct birth){ 1888, 8, 8 }, 999);
	assert(strcmp(number, "620103188808089990") == 0);
	resident_write(number, 622221, (struct birth){ 1883, 4, 4 }, 0);
	assert(strcmp(number, "62222118830404000X") == 0);
}

static void
test_date(void)
{
	char text[BIRTH_TEXT_SIZE];

	birth_write(text, (struct birth){ 2005, 3, 4 });
	assert(strcmp(text, "2005-03-04") == 0);
}

int
main(void)
{
	test_numbers();
	test_date();
	return 0;
}
