#include <string.h>

#include "formats/spreadsheet.h"
#include "record/byte_runs.h"

bool
spreadsheet_has_number(struct span text)
{
	const char *at = text.at, *end = at + text.len, *digits = at;

	at = byte_runs_digits(at, end);
	if (at == digits)
		return false;
	if (at < end && *at == '.') {
		const char *point = at;

		at = byte_runs_digits(at + 1, end);
		if (at == end && at == point + 2 && point[1] == '0')
			return true;
	}
	if (at == end || (*at != 'E' && *at != 'e'))
		return false;
	at++;
	at += at < end && *at == '+';
	digits = at;
	at = byte_runs_digits(at, end);
	return at == end && at > digits;
}

bool
spreadsheet_has_error(struct span text)
{
	static const char *const errors[] = { "#N/A", "#REF!", "#VALUE!", "#NAME?",
		"#DIV/0!", "#NUM!", "#NULL!" };

	if (text.len == 0 || text.at[0] != '#')
		return false;
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		if (strlen(errors[i]) == text.len &&
		    memcmp(errors[i], text.at, text.len) == 0)
			return true;
	return false;
}
