#include <string.h>

#include "formats/calendar.h"
#include "formats/resident_id.h"
#include "formats/spreadsheet.h"
#include "record/byte_runs.h"
#include "text/utf8.h"

static const struct {
	const char *code, *reason;
} faults[RESIDENT_ID_FAULTS] = {
	[RESIDENT_ID_OK] = { "ok", "the number is right" },
	[RESIDENT_ID_SPREADSHEET] = { "id-spreadsheet",
	    "a spreadsheet read it as a quantity and lost digits" },
	[RESIDENT_ID_CHARACTER] = { "id-character",
	    "has a character other than digits and an X at the end" },
	[RESIDENT_ID_OLD_FORM] = { "id-old-form",
	    "is the old form of 15 digits, without a check character" },
	[RESIDENT_ID_OLD_CARD] = { "id-old-card",
	    "is the number of a permanent residence card from before 2023" },
	[RESIDENT_ID_WRONG_LENGTH] = { "id-length", "is not 18 characters long" },
	[RESIDENT_ID_AREA] = { "id-area",
	    "begins with two digits that are not the code of a province" },
	[RESIDENT_ID_DATE] = { "id-date", "has a birth date that does not exist" },
	[RESIDENT_ID_CHECKSUM] = { "id-checksum",
	    "does not add up: at least one character is wrong" },
	[RESIDENT_ID_FUTURE] = { "id-future",
	    "has a birth date after the day of the procedure" },
	[RESIDENT_ID_SEQUENCE] = { "id-sequence",
	    "has the sequence 000, which nobody is given" },
	[RESIDENT_ID_LOWER_CASE] = { "id-lower-case",
	    "is correct except for a lower-case x at the end" },
	[RESIDENT_ID_FULL_WIDTH] = { "id-full-width",
	    "is correct except for full-width characters" },
	[RESIDENT_ID_LOOK_ALIKE] = { "id-look-alike",
	    "is correct except for a character that only looks like an X" },
};

const char *
resident_id_code(enum resident_id_fault fault)
{
	return faults[fault].code;
}

const char *
resident_id_reason(enum resident_id_fault fault)
{
	return faults[fault].reason;
}

char
resident_id_check(const char digits[RESIDENT_ID_LENGTH - 1])
{
	static const unsigned char weights[RESIDENT_ID_LENGTH - 1] = { 7, 9, 10, 5, 8,
		4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	unsigned sum = 0;

	for (int i = 0; i < RESIDENT_ID_LENGTH - 1; i++)
		sum += weights[i] * (unsigned)(digits[i] - '0');
	return "10X98765432"[sum % 11];
}

/*
 * What a character stands for, and by which fault of spelling.  The look-alikes
 * are those that keyboards and recognition of scanned forms put in for an X.
 */
static char
spell(uint32_t character, enum resident_id_fault *fault)
{
	static const uint32_t look_alikes[] = { 0xd7 /* times */, 0x3a7,
		0x3c7 /* chi */, 0x425, 0x445 /* kha */, 0x2169, 0x2179 /* Roman ten */,
		0x2715 };

	*fault = RESIDENT_ID_OK;
	if ((character >= '0' && character <= '9') || character == 'X')
		return (char)character;
	if (character == 'x') {
		*fault = RESIDENT_ID_LOWER_CASE;
		return 'X';
	}
	*fault = RESIDENT_ID_FULL_WIDTH;
	if (character >= 0xff10 && character <= 0xff19)
		return (char)('0' + (character - 0xff10));
	if (character == 0xff38 || character == 0xff58)
		return 'X';
	*fault = RESIDENT_ID_LOOK_ALIKE;
	for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++)
		if (character == look_alikes[i])
			return 'X';
	*fault = RESIDENT_ID_CHARACTER;
	return '?';
}

/*
 * Write the number as it should be spelled.  Returns RESIDENT_ID_OK, the worst
 * fault of spelling, or what keeps it from being read at all.
 */
static enum resident_id_fault
respell(struct span text, char number[RESIDENT_ID_LENGTH])
{
	const char *at = text.at, *end = at + text.len;
	enum resident_id_fault worst = RESIDENT_ID_OK, fault;
	size_t len = 0;
	bool closed = false; /* by an X */

	/* Nearly always all of it, or all but an X. */
	len = (size_t)(byte_runs_digits(at, end) - at);
	memcpy(number, at, len < RESIDENT_ID_LENGTH ? len : RESIDENT_ID_LENGTH);
	at += len;
	for (; at < end; len++) {
		char c = spell(utf8_next(&at), &fault);

		if (fault == RESIDENT_ID_CHARACTER || closed)
			return RESIDENT_ID_CHARACTER;
		closed = c == 'X';
		if (len < RESIDENT_ID_LENGTH)
			number[len] = c;
		if (fault > worst)
			worst = fault;
	}
	if (len == RESIDENT_ID_LENGTH)
		return worst;
	return RESIDENT_ID_WRONG_LENGTH;
}

/* GB/T 2260, the first two digits, and 81 to 83 of the residence permits. */
static bool
is_province(unsigned number)
{
	static const struct {
		unsigned char first, last;
	} ranges[] = { { 11, 15 }, { 21, 23 }, { 31, 37 }, { 41, 46 }, { 50, 54 },
		{ 61, 65 }, { 71, 71 }, { 81, 83 } };

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (number >= ranges[i].first && number <= ranges[i].last)
			return true;
	return false;
}

static unsigned
read_digits(const char *digits, int count)
{
	unsigned number = 0;

	while (count-- > 0)
		number = number * 10 + (unsigned)(*digits++ - '0');
	return number;
}

enum { OLD_LENGTH = 15 };

/* Six digits of a date of the last century. */
static bool
is_short_date(const char *digits)
{
	return calendar_has(1900 + read_digits(digits, 2), read_digits(digits + 2, 2),
	    read_digits(digits + 4, 2));
}

static bool
are_digits(const char *at, int count)
{
	while (count-- > 0 && *at >= '0' && *at <= '9')
		at++;
	return count < 0;
}

static bool
are_capitals(const char *at, int count)
{
	while (count-- > 0 && *at >= 'A' && *at <= 'Z')
		at++;
	return count < 0;
}

/* What is 15 characters long and is no number that was issued once has lost some. */
static enum resident_id_fault
look_for_old_form(struct span text)
{
	if (text.len != OLD_LENGTH)
		return RESIDENT_ID_OK;
	if (are_digits(text.at, OLD_LENGTH) && is_province(read_digits(text.at, 2)) &&
	    is_short_date(text.at + 6))
		return RESIDENT_ID_OLD_FORM;
	if (are_capitals(text.at, 3) && are_digits(text.at + 3, OLD_LENGTH - 3) &&
	    is_short_date(text.at + 7))
		return RESIDENT_ID_OLD_CARD;
	return RESIDENT_ID_OK;
}

/* What is wrong with 17 digits and a check character. */
static enum resident_id_fault
check_parts(const struct resident_id *id, uint32_t latest)
{
	const char *number = id->number;
	unsigned year = id->birth / 10000;
	bool adds_up = resident_id_check(number) == number[RESIDENT_ID_LENGTH - 1];

	if (!adds_up && memcmp(number + RESIDENT_ID_LENGTH - 3, "000", 3) == 0)
		return RESIDENT_ID_SPREADSHEET;
	if (!is_province(id->kind == RESIDENT_ID_FOREIGNER ? id->area / 1000 % 100
							   : id->area / 10000))
		return RESIDENT_ID_AREA;
	if (year < 1800 || !calendar_has(year, id->birth / 100 % 100, id->birth % 100))
		return RESIDENT_ID_DATE;
	if (!adds_up)
		return RESIDENT_ID_CHECKSUM;
	if (latest != 0 && id->birth > latest)
		return RESIDENT_ID_FUTURE;
	return id->sequence == 0 ? RESIDENT_ID_SEQUENCE : RESIDENT_ID_OK;
}

static enum resident_id_fault
read_number(struct span text, uint32_t latest, struct resident_id *id)
{
	enum resident_id_fault spelling, fault;

	if (spreadsheet_has_number(text))
		return RESIDENT_ID_SPREADSHEET;
	fault = look_for_old_form(text);
	if (fault != RESIDENT_ID_OK)
		return fault;
	spelling = respell(text, id->number);
	if (spelling != RESIDENT_ID_OK && spelling < RESIDENT_ID_LOWER_CASE)
		return spelling;
	id->area = read_digits(id->number, 6);
	if (id->number[0] == '9')
		id->kind = RESIDENT_ID_FOREIGNER;
	else if (id->number[0] == '8')
		id->kind = RESIDENT_ID_PERMIT;
	id->birth = read_digits(id->number + 6, 8);
	id->sequence = (uint16_t)read_digits(id->number + 14, 3);
	id->female = id->sequence % 2 == 0;
	fault = check_parts(id, latest);
	return fault != RESIDENT_ID_OK ? fault : spelling;
}

enum resident_id_fault
resident_id_read(struct span text, uint32_t latest, struct resident_id *id)
{
	struct resident_id found = { .area = 0 };
	enum resident_id_fault fault = read_number(text, latest, &found);

	if (id != NULL && (fault == RESIDENT_ID_OK || fault >= RESIDENT_ID_FUTURE))
		*id = found;
	else if (id != NULL)
		*id = (struct resident_id){ .area = 0 };
	return fault;
}
