/*
 * resident_id.h - citizen identification numbers, GB 11643-1999
 *
 * Six digits of the area of first registration, eight of the birth date, three
 * of a sequence (odd: male, even: female) and a check character by ISO 7064
 * MOD 11-2, which finds every single wrong digit and every swap of two adjacent
 * digits.  Residence permits for people from Hong Kong, Macau and Taiwan
 * (areas 81, 82, 83) have the same form; and so has the permanent residence card for
 * foreigners since 2023: a 9, two digits of the province, three of the country of
 * origin (ISO 3166-1), and the rest as above.
 */
#ifndef RESIDENT_ID_H
#define RESIDENT_ID_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"

enum { RESIDENT_ID_LENGTH = 18 };

/*
 * The faults, in the order of the checks.  From RESIDENT_ID_FUTURE on the check
 * character is right, and the parts of the number can be read.
 */
enum resident_id_fault {
	RESIDENT_ID_OK,
	/*
	 * A spreadsheet read it as a quantity: 6.20102E+17, or 18 digits of which
	 * it kept 15, so that a wrong number ends with three zeros.
	 */
	RESIDENT_ID_SPREADSHEET,
	RESIDENT_ID_CHARACTER,    /* other than digits and an X at the end */
	RESIDENT_ID_OLD_FORM,     /* 15 digits, as issued until 1999 */
	RESIDENT_ID_OLD_CARD,     /* a permanent residence card from before 2023:
				     three letters and 12 digits */
	RESIDENT_ID_WRONG_LENGTH, /* neither 18 nor 15 characters */
	RESIDENT_ID_AREA, /* the first two digits are not a province, GB/T 2260 */
	RESIDENT_ID_DATE, /* not a day of the calendar, or before 1800 */
	RESIDENT_ID_CHECKSUM,
	RESIDENT_ID_FUTURE,   /* born after the day that the caller gives */
	RESIDENT_ID_SEQUENCE, /* 000, which nobody is given */
	/* Correct except for its spelling.  Only a rule that says so may correct it. */
	RESIDENT_ID_LOWER_CASE, /* x */
	RESIDENT_ID_FULL_WIDTH, /* digits or X as wide as a Chinese character */
	RESIDENT_ID_LOOK_ALIKE, /* a Cyrillic, Greek or Roman letter, or a times sign */
	RESIDENT_ID_FAULTS
};

/* Whose number it is. */
enum resident_id_kind {
	RESIDENT_ID_CITIZEN,
	RESIDENT_ID_PERMIT,   /* from Hong Kong, Macau or Taiwan */
	RESIDENT_ID_FOREIGNER /* a permanent residence card */
};

/* The parts of a number. */
struct resident_id {
	enum resident_id_kind kind;
	char
	    number[RESIDENT_ID_LENGTH + 1]; /* in the correct spelling; ends with NUL */
	uint32_t area;                      /* 620102; the first six digits */
	uint32_t birth;                     /* 20050304, see calendar.h */
	uint16_t sequence;                  /* 0 to 999 */
	bool female;
};

/*
 * Read a number.  latest is the last possible date of birth (20200831), or 0 for any.
 * Returns RESIDENT_ID_OK or the first fault.  id, which may be NULL, is set for
 * RESIDENT_ID_OK and from RESIDENT_ID_FUTURE on, and is all zero otherwise.  The text
 * must be UTF-8.
 */
enum resident_id_fault resident_id_read(
    struct span text, uint32_t latest, struct resident_id *id);

/* The check character, '0' to '9' or 'X', of 17 digits. */
char resident_id_check(const char digits[RESIDENT_ID_LENGTH - 1]);

/* The code of a fault ("id-checksum", ...) and one sentence for people.  Static. */
const char *resident_id_code(enum resident_id_fault);
const char *resident_id_reason(enum resident_id_fault);

#endif
