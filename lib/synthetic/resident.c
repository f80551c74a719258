#include "synthetic/resident.h"

char
resident_check(const char digits[RESIDENT_LENGTH - 1])
{
	int remainder = 0;

	/* Horner: the weight of the i-th digit from the right is 2^i modulo 11. */
	for (int i = 0; i < RESIDENT_LENGTH - 1; i++)
		remainder = (remainder + digits[i] - '0') * 2 % 11;
	return "10X98765432"[remainder];
}

static char *
write_digits(char *to, uint32_t number, int width)
{
	for (int i = width; i-- > 0; number /= 10)
		to[i] = (char)('0' + number % 10);
	return to + width;
}

void
resident_write(char number[RESIDENT_LENGTH + 1], uint32_t area, struct birth birth,
    uint32_t sequence)
{
	char *at = write_digits(number, area, 6);

	at = write_digits(at, birth.year, 4);
	at = write_digits(at, birth.month, 2);
	at = write_digits(at, birth.day, 2);
	at = write_digits(at, sequence, 3);
	*at++ = resident_check(number);
	*at = '\0';
}

void
birth_write(char text[BIRTH_TEXT_SIZE], struct birth birth)
{
	char *at = write_digits(text, birth.year, 4);

	*at++ = '-';
	at = write_digits(at, birth.month, 2);
	*at++ = '-';
	at = write_digits(at, birth.day, 2);
	*at = '\0';
}
