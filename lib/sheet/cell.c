/*
 * cell.c - numbers, dates and truth values as people type them
 */
#include "sheet/cell.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "record/scan.h"
#include "text/unseen.h"
#include "text/utf8.h"

size_t
cell_space(struct span text)
{
	uint32_t c = 0;
	size_t len = utf8_read(text.at, text.at + text.len, &c);

	return len > 0 && unseen_is(c) ? len : 0;
}

struct span
cell_trim_more(struct span cell)
{
	cell = unseen_trim(cell);
	if (cell.len >= 3 && cell.at[0] == '=' && cell.at[1] == '"' &&
	    memchr(cell.at + 2, '"', cell.len - 2) == cell.at + cell.len - 1)
		return (struct span){ cell.at + 2, cell.len - 3 };
	return cell;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* How many digits a text begins with. */
static size_t
digits_at(struct span text)
{
	size_t n = 0;

	while (n < text.len && is_digit(text.at[n]))
		n++;
	return n;
}

static struct span
behind(struct span text, size_t n)
{
	return (struct span){ text.at + n, text.len - n };
}

/* The whole part of a JSON number: its length, or 0. */
static size_t
whole_part(struct span text)
{
	size_t sign = text.len > 0 && *text.at == '-';
	size_t n = digits_at(behind(text, sign));

	if (n == 0 || (n > 1 && text.at[sign] == '0'))
		return 0;
	return sign + n;
}

bool
cell_is_integer(struct span cell)
{
	return cell.len > 0 && whole_part(cell) == cell.len;
}

bool
cell_is_number(struct span cell)
{
	const char *end = cell.at + cell.len;

	return cell.len > 0 && scan_any_number(cell.at, end) == end;
}

/* Take a number of least to most digits off the text. */
static bool
take_number(struct span *text, size_t least, size_t most, int *number)
{
	size_t n = digits_at(*text);

	if (n < least || n > most)
		return false;
	*number = 0;
	for (size_t i = 0; i < n; i++)
		*number = *number * 10 + (text->at[i] - '0');
	*text = behind(*text, n);
	return true;
}

static bool
take(struct span *text, const char *word)
{
	size_t n = strlen(word);

	if (text->len < n || memcmp(text->at, word, n) != 0)
		return false;
	*text = behind(*text, n);
	return true;
}

struct date {
	int year, month, day;
};

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in(int month, int year)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* The date that is a number of days behind the first of January of a year. */
static struct date
date_from(int year, int days)
{
	struct date date = { year, 1, 1 };

	for (; days >= 365 + is_leap(date.year); date.year++)
		days -= 365 + is_leap(date.year);
	for (; days >= days_in(date.month, date.year); date.month++)
		days -= days_in(date.month, date.year);
	date.day += days;
	return date;
}

/* Up to the last day of the year 9999, where spreadsheets end too. */
static bool
date_of_serial(int serial, enum cell_serials serials, struct date *date)
{
	if (serials == CELL_SERIALS_1904) {
		*date = date_from(1904, serial);
		return date->year <= 9999;
	}
	/* The 1900 system counts a 29 February 1900, which is day 60. */
	if (serial == 0 || serial == 60)
		return false;
	*date = date_from(1900, serial - (serial < 60 ? 1 : 2));
	return date->year <= 9999;
}

static void
skip_spaces(struct span *text)
{
	while (text->len > 0 && *text->at == ' ')
		*text = behind(*text, 1);
}

/* A digit of a Han number, 0 to 9; -1: it is none. */
static int
take_han_digit(struct span *text)
{
	static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六",
		"七", "八", "九" };

	for (int i = 0; i < 10; i++)
		if (take(text, digits[i]))
			return i;
	return take(text, "零") || take(text, "○") ? 0 : -1;
}

/* Four digits, as years are written: 二〇一四. */
static bool
take_han_year(struct span *text, int *year)
{
	*year = 0;
	for (int i = 0; i < 4; i++) {
		int digit = take_han_digit(text);

		if (digit < 0)
			return false;
		*year = *year * 10 + digit;
	}
	return true;
}

/* 一 to 三十一, as months and days are written. */
static bool
take_han_number(struct span *text, int *number)
{
	int tens = take_han_digit(text), ones;

	if (!take(text, "十")) {
		*number = tens;
		return tens > 0;
	}
	ones = take_han_digit(text);
	*number = (tens < 0 ? 1 : tens) * 10 + (ones < 0 ? 0 : ones);
	return tens != 0 && ones != 0;
}

static bool
take_han_date(struct span *text, struct date *date)
{
	return take_han_year(text, &date->year) && take(text, "年") &&
	       take_han_number(text, &date->month) && take(text, "月") &&
	       take_han_number(text, &date->day) && take(text, "日");
}

/* Month and day, behind a year: numbers, with spaces or none around a mark. */
static bool
take_parts(struct span *text, struct date *date, const char *const marks[2])
{
	skip_spaces(text);
	if (!take_number(text, 1, 2, &date->month))
		return false;
	skip_spaces(text);
	if (!take(text, marks[0]))
		return false;
	skip_spaces(text);
	if (!take_number(text, 1, 2, &date->day))
		return false;
	if (*marks[1] == '\0')
		return true;
	skip_spaces(text);
	return take(text, marks[1]) || take(text, "号");
}

/* Year, month and day with marks between them, or eight digits. */
static bool
take_date(struct span *text, struct date *date)
{
	static const struct {
		const char *first, *others[2];
	} marks[] = {
		{ "-", { "-", "" } },
		{ "/", { "/", "" } },
		{ ".", { ".", "" } },
		{ "年", { "月", "日" } },
	};

	if (digits_at(*text) == 8) {
		int number;

		take_number(text, 8, 8, &number);
		*date =
		    (struct date){ number / 10000, number / 100 % 100, number % 100 };
		return true;
	}
	if (digits_at(*text) == 0)
		return take_han_date(text, date);
	if (!take_number(text, 4, 4, &date->year))
		return false;
	skip_spaces(text);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (take(text, marks[i].first))
			return take_parts(text, date, marks[i].others);
	return false;
}

/*
 * Nothing, or a space or T and a time that is midnight: 0:00, 00:00, 0:00:00, 00:00:00,
 * 00:00:00.000.
 */
static bool
is_midnight(struct span text)
{
	if (text.len == 0)
		return true;
	if (!take(&text, " ") && !take(&text, "T"))
		return false;
	if (!take(&text, "00:00") && !take(&text, "0:00"))
		return false;
	if (take(&text, ":00") && take(&text, ".")) {
		if (text.len == 0)
			return false;
		while (take(&text, "0"))
			;
	}
	return text.len == 0;
}

/* A number from 0 to 99. */
static void
put_pair(char *text, unsigned number)
{
	text[0] = (char)('0' + number / 10);
	text[1] = (char)('0' + number % 10);
}

static void
put_date(const struct date *date, char text[CELL_DATE_SIZE])
{
	unsigned year = (unsigned)date->year;

	memcpy(text, "0000-00-00", CELL_DATE_SIZE);
	put_pair(text, year / 100);
	put_pair(text + 2, year % 100);
	put_pair(text + 5, (unsigned)date->month);
	put_pair(text + 8, (unsigned)date->day);
}

bool
cell_serial_date(int serial, enum cell_serials serials, char text[CELL_DATE_SIZE])
{
	struct date date;

	if (!date_of_serial(serial, serials, &date))
		return false;
	put_date(&date, text);
	return true;
}

static bool
is_in_calendar(const struct date *date)
{
	return date->year >= 1 && date->month >= 1 && date->month <= 12 &&
	       date->day >= 1 && date->day <= days_in(date->month, date->year);
}

/* A number of one or two digits.  wrong gets a bit if one is none. */
static int
read_pair(const char *at, size_t digits, unsigned *wrong)
{
	unsigned tens = digits == 2 ? (unsigned char)at[0] - (unsigned)'0' : 0;
	unsigned ones = (unsigned char)at[digits - 1] - (unsigned)'0';

	*wrong |= (tens > 9) | (ones > 9);
	return (int)(tens * 10 + ones);
}

/*
 * 2014-09-01, 2014/9/1, 2014.9.1: what most tables have.  How many digits a month has
 * changes from date to date, so no branch asks for it.
 */
static bool
read_plain_date(struct span cell, struct date *date)
{
	const char *at = cell.at;
	size_t month, day; /* how many digits they have */
	unsigned wrong = 0;

	if (cell.len < 8 || cell.len > 10 ||
	    (at[4] != '-' && at[4] != '/' && at[4] != '.'))
		return false;
	month = 1 + (size_t)(at[6] != at[4]);
	day = cell.len - 6 - month;
	if (day - 1 > 1 || at[5 + month] != at[4])
		return false;
	date->year = read_pair(at, 2, &wrong) * 100 + read_pair(at + 2, 2, &wrong);
	date->month = read_pair(at + 5, month, &wrong);
	date->day = read_pair(at + 6 + month, day, &wrong);
	return wrong == 0;
}

static bool
read_date(struct span cell, enum cell_serials serials, struct date *date)
{
	int serial;

	if (read_plain_date(cell, date))
		return true;
	if (serials != CELL_NO_SERIALS && cell.len <= 7 && digits_at(cell) == cell.len)
		return take_number(&cell, 1, 7, &serial) &&
		       date_of_serial(serial, serials, date);
	return take_date(&cell, date) && is_midnight(cell);
}

bool
cell_date(struct span cell, enum cell_serials serials, char text[CELL_DATE_SIZE])
{
	struct date date;

	if (!read_date(cell, serials, &date) || !is_in_calendar(&date))
		return false;
	put_date(&date, text);
	return true;
}

int
cell_boolean(struct span cell)
{
	static const char *const words[2][5] = {
		{ "否", "false", "no", "n", "0" },
		{ "是", "true", "yes", "y", "1" },
	};

	/* The words of most tables first, which have one case. */
	if (cell.len == 3 && memcmp(cell.at, words[0][0], 3) == 0)
		return 0;
	if (cell.len == 3 && memcmp(cell.at, words[1][0], 3) == 0)
		return 1;
	for (int truth = 0; truth < 2; truth++)
		for (size_t i = 1; i < 5; i++)
			if (cell.len == strlen(words[truth][i]) &&
			    strncasecmp(cell.at, words[truth][i], cell.len) == 0)
				return truth;
	return -1;
}

bool
cell_is_error(struct span cell)
{
	static const char *const errors[] = { "#N/A", "#REF!", "#VALUE!", "#DIV/0!",
		"#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!" };
	size_t n = 0;

	if (cell.len < 2 || *cell.at != '#')
		return false;
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		if (cell.len == strlen(errors[i]) &&
		    memcmp(cell.at, errors[i], cell.len) == 0)
			return true;
	while (n < cell.len && cell.at[n] == '#')
		n++;
	return n == cell.len;
}

bool
cell_begins(struct span cell, const char *text)
{
	struct span wanted = span_of(text);

	while (wanted.len > 0) {
		size_t space = cell_space(cell), unwanted = cell_space(wanted);

		if (space + unwanted == 0) {
			if (cell.len == 0 || *cell.at != *wanted.at)
				return false;
			space = unwanted = 1;
		}
		cell = behind(cell, space);
		wanted = behind(wanted, unwanted);
	}
	return true;
}

bool
cell_ends(struct span cell, const char *text)
{
	for (; cell.len > 0; cell = behind(cell, 1))
		if (*cell.at == *text && cell_begins(cell, text)) {
			struct span rest = cell;

			for (const char *at = text; *at != '\0';) {
				size_t space = cell_space(rest);

				at += space == 0;
				rest = behind(rest, space == 0 ? 1 : space);
			}
			if (cell_trim(rest).len == 0)
				return true;
		}
	return false;
}
