/*
 * resident.h - resident identity numbers, GB 11643-1999
 *
 * Six digits of the area of first registration, eight of the birth date, three
 * of a sequence (odd for men, even for women) and a check character, ISO 7064
 * MOD 11-2.
 */
#ifndef RESIDENT_H
#define RESIDENT_H

#include <stdint.h>

enum { RESIDENT_LENGTH = 18 };

struct birth {
	uint16_t year;
	uint8_t month, day;
};

/* The check character of the 17 digits before it: '0' to '9' or 'X'. */
char resident_check(const char digits[RESIDENT_LENGTH - 1]);

/* Write the number of the n-th child of that area and day, NUL at the end. */
void resident_write(
    char number[RESIDENT_LENGTH + 1], uint32_t area, struct birth, uint32_t sequence);

/* Write a date as 2005-03-04, NUL at the end. */
enum { BIRTH_TEXT_SIZE = 11 };
void birth_write(char text[BIRTH_TEXT_SIZE], struct birth);

#endif
