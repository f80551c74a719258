#include "sheet/xlsx_format.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum xlsx_format
xlsx_format_of_id(unsigned long id)
{
	if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 ||
	    id == 55 || id == 56)
		return XLSX_FORMAT_TIME;
	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
		return XLSX_FORMAT_DATE;
	return XLSX_FORMAT_NUMBER; /* also 46, [h]:mm:ss */
}

/* What the letters of a code have told so far. */
struct letters {
	bool date, time, m, duration;
};

static bool
begins(const char *at, const char *end, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(end - at) >= len && strncasecmp(at, word, len) == 0;
}

/* [h], [mm] and the like are durations; colours, languages, conditions are not. */
static const char *
skip_brackets(const char *at, const char *end, struct letters *letters)
{
	const char *close = memchr(at, ']', (size_t)(end - at));
	size_t n = 1;

	if (close == NULL)
		return end;
	while (at + n < close && strchr("hHmMsS", at[n]) != NULL)
		n++;
	letters->duration |= at + n == close && n > 1;
	return close + 1;
}

static const char *
skip_quoted(const char *at, const char *end)
{
	const char *close =
	    at + 1 < end ? memchr(at + 1, '"', (size_t)(end - at) - 1) : NULL;

	return close == NULL ? end : close + 1;
}

/* A letter outside of texts; returns what is behind it. */
static const char *
read_letter(const char *at, const char *end, struct letters *letters)
{
	if (begins(at, end, "General"))
		return at + strlen("General");
	if (begins(at, end, "AM/PM")) {
		letters->time = true;
		return at + strlen("AM/PM");
	}
	switch (*at) {
	case 'e':
	case 'E':
		if (at + 1 < end && (at[1] == '+' || at[1] == '-'))
			break; /* an exponent; otherwise the year of an era */
		letters->date = true;
		break;
	case 'y':
	case 'Y':
	case 'd':
	case 'D':
		letters->date = true;
		break;
	case 'a':
	case 'A': /* aaa is the day of the week */
		letters->date |= begins(at, end, "aaa");
		break;
	case 'h':
	case 'H':
	case 's':
	case 'S':
		letters->time = true;
		break;
	case 'm':
	case 'M':
		letters->m = true;
		break;
	default:
		break;
	}
	return at + 1;
}

enum xlsx_format
xlsx_format_of_code(struct span code)
{
	const char *at = code.at, *end = code.at + code.len;
	struct letters letters = { .date = false };

	while (at < end)
		switch (*at) {
		case '"':
			at = skip_quoted(at, end);
			break;
		case '[':
			at = skip_brackets(at, end, &letters);
			break;
		case '\\':
		case '_':
		case '*':
			at += end - at > 1 ? 2 : 1;
			break;
		default:
			at = read_letter(at, end, &letters);
		}
	if (letters.duration)
		return XLSX_FORMAT_NUMBER;
	/* With hours or seconds, m is minutes. */
	if (letters.date || (letters.m && !letters.time))
		return XLSX_FORMAT_DATE;
	return letters.time ? XLSX_FORMAT_TIME : XLSX_FORMAT_NUMBER;
}
