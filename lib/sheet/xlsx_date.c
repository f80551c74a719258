#include "sheet/xlsx_date.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
	DAY = 24 * 60 * 60,
	MAX_DAYS_DIGITS = 7, /* the last day of 9999 is 2958465 */
	FRACTION_DIGITS = 12,
};

static int
digit_at(const struct xlsx_number *n, long place)
{
	return place >= 0 && (size_t)place < n->count ? n->digits[place] : 0;
}

/* The whole days of a number below 10^7, and the seconds behind them. */
static int
split_days(const struct xlsx_number *n, int *seconds)
{
	uint64_t fraction = 0, unit = 1;
	int days = 0;

	for (long i = 0; i < n->point; i++)
		days = days * 10 + digit_at(n, i);
	for (int i = 0; i < FRACTION_DIGITS; i++) {
		fraction = fraction * 10 + (uint64_t)digit_at(n, n->point + i);
		unit *= 10;
	}
	*seconds = (int)((fraction * DAY + unit / 2) / unit);
	return days;
}

static void
write_time(int seconds, char *text)
{
	snprintf(text, sizeof "HH:MM:SS", "%02u:%02u:%02u",
	    (unsigned)seconds / 3600 % 24, (unsigned)seconds / 60 % 60,
	    (unsigned)seconds % 60);
}

bool
xlsx_date_write(const struct xlsx_number *n, enum cell_serials serials, bool time,
    char text[XLSX_DATE_SIZE])
{
	int days, seconds;

	if (n->negative || n->point > MAX_DAYS_DIGITS)
		return false;
	days = split_days(n, &seconds);
	if (time && days == 0) {
		write_time(seconds < DAY ? seconds : DAY - 1, text);
		return true;
	}
	if (seconds == DAY) {
		days++;
		seconds = 0;
	}
	if (!cell_serial_date(days, serials, text))
		return false;
	if (seconds > 0) {
		text[CELL_DATE_SIZE - 1] = ' ';
		write_time(seconds, text + CELL_DATE_SIZE);
	}
	return true;
}

/* Two digits below a limit. */
static bool
is_pair(const char *at, int limit)
{
	return at[0] >= '0' && at[0] <= '9' && at[1] >= '0' && at[1] <= '9' &&
	       (at[0] - '0') * 10 + (at[1] - '0') < limit;
}

/* HH:MM, HH:MM:SS, with a fraction and a Z; writes HH:MM:SS. */
static bool
read_time(struct span time, char text[static sizeof "HH:MM:SS"])
{
	size_t at = sizeof "HH:MM" - 1;
	bool seconds;

	if (time.len < at || !is_pair(time.at, 24) || time.at[2] != ':' ||
	    !is_pair(time.at + 3, 60))
		return false;
	seconds =
	    time.len >= at + 3 && time.at[at] == ':' && is_pair(time.at + at + 1, 60);
	snprintf(text, sizeof "HH:MM:SS", "%.5s:%.2s", time.at,
	    seconds ? time.at + at + 1 : "00");
	at += seconds ? 3 : 0;
	if (seconds && at < time.len && time.at[at] == '.')
		for (at++; at < time.len && time.at[at] >= '0' && time.at[at] <= '9';)
			at++;
	if (at < time.len && time.at[at] == 'Z')
		at++;
	return at == time.len;
}

bool
xlsx_date_of_iso(struct span iso, char text[XLSX_DATE_SIZE])
{
	static const char form[] = "0000-00-00";
	char time[sizeof "HH:MM:SS"];
	struct span rest = iso;
	size_t n = sizeof form - 1;

	if (iso.len > 0 && *iso.at == 'T')
		rest = (struct span){ iso.at + 1, iso.len - 1 };
	if (read_time(rest, time)) {
		memcpy(text, time, sizeof time);
		return true;
	}
	if (iso.len < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (form[i] == '0' ? iso.at[i] < '0' || iso.at[i] > '9'
				   : iso.at[i] != form[i])
			return false;
	if (!cell_date((struct span){ iso.at, n }, CELL_NO_SERIALS, text))
		return false;
	if (iso.len == n)
		return true;
	rest = (struct span){ iso.at + n + 1, iso.len - n - 1 };
	if (iso.at[n] != 'T' || !read_time(rest, time))
		return false;
	if (strcmp(time, "00:00:00") != 0)
		snprintf(text + n, XLSX_DATE_SIZE - n, " %s", time);
	return true;
}
