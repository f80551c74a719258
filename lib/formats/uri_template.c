#include <string.h>

#include "formats/uri.h"
#include "formats/uri_template.h"
#include "text/utf8.h"

static bool
is_one_of(char c, const char *marks)
{
	return c != '\0' && strchr(marks, c) != NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Pass a percent sign and two digits. */
static bool
pass_encoded(const char **at, const char *end)
{
	if (end - *at < 3 || **at != '%' || uri_hex((*at)[1]) < 0 ||
	    uri_hex((*at)[2]) < 0)
		return false;
	*at += 3;
	return true;
}

static bool
pass_name_character(const char **at, const char *end)
{
	if (*at == end)
		return false;
	if (**at == '_' || is_digit(**at) ||
	    ((**at | 0x20) >= 'a' && (**at | 0x20) <= 'z')) {
		++*at;
		return true;
	}
	return pass_encoded(at, end);
}

/* A name, and how many characters of the value are meant, or all of a list. */
static bool
pass_variable(const char **at, const char *end)
{
	size_t digits = 0;

	do {
		if (!pass_name_character(at, end))
			return false;
		while (pass_name_character(at, end))
			;
	} while (*at < end && **at == '.' && ++*at);
	if (*at < end && **at == '*')
		++*at;
	else if (*at < end && **at == ':') {
		if (++*at == end || **at == '0')
			return false;
		for (; *at < end && is_digit(**at); digits++)
			++*at;
		return digits >= 1 && digits <= 4;
	}
	return true;
}

/* What stands between braces; *at is moved behind them. */
static bool
pass_expression(const char **at, const char *end)
{
	if (*at < end && is_one_of(**at, "+#./;?&=,!@|"))
		++*at;
	do {
		if (!pass_variable(at, end))
			return false;
	} while (*at < end && **at == ',' && ++*at);
	return *at < end && *(*at)++ == '}';
}

static bool
pass_literal(const char **at, const char *end)
{
	uint32_t c;

	if (**at == '%')
		return pass_encoded(at, end);
	c = utf8_next(at);
	if (c >= 0x80)
		return uri_is_ucschar(c) || uri_is_private(c);
	return c > ' ' && c != 0x7f && !is_one_of((char)c, "\"<>\\^`{|}");
}

bool
uri_template_holds(struct span text)
{
	const char *at = text.at, *end = at + text.len;

	while (at < end) {
		bool brace = *at == '{';

		at += brace;
		if (brace ? !pass_expression(&at, end) : !pass_literal(&at, end))
			return false;
	}
	return true;
}
