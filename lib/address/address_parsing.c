#include "address/address_parsing.h"

#include <string.h>

#include "address/address_numeral.h"
#include "text/utf8.h"

void
parsing_write_chars(struct writer *w, const char32_t *chars, size_t len)
{
	char bytes[4];

	for (size_t i = 0; i < len; i++)
		writer_bytes(w, bytes, utf8_write(bytes, chars[i]));
}

void
parsing_write_text(struct writer *w, const char *text)
{
	writer_bytes(w, text, strlen(text));
}

void
parsing_write_integer(struct writer *w, uint32_t value)
{
	char digits[10];
	size_t at = sizeof digits;

	do
		digits[--at] = (char)('0' + value % 10);
	while ((value /= 10) > 0);
	writer_bytes(w, digits + at, sizeof digits - at);
}

/* How many digits, Arabic or Chinese, stand here, and whether one is Arabic. */
static size_t
digits_at(const char32_t *c, size_t len, bool *arabic)
{
	size_t n = 0;

	*arabic = false;
	while (n < len && address_digit(c[n]) >= 0 && c[n] != U'两') {
		*arabic |= c[n] <= '9';
		n++;
	}
	return n;
}

/*
 * Small numbers are Chinese in names (北山2路 is 北山二路), large ones Arabic
 * (九六一三厂 is 9613厂).
 */
void
parsing_write_name(struct writer *w, const char32_t *name, size_t len)
{
	size_t at = 0;

	while (at < len) {
		bool arabic;
		size_t n = digits_at(name + at, len - at, &arabic);
		uint32_t value = 0;

		if (n == 0 || (!arabic && n < 3)) {
			n += n == 0;
			parsing_write_chars(w, name + at, n);
			at += n;
			continue;
		}
		for (size_t i = 0; i < n && value < 100; i++)
			value = value * 10 + (uint32_t)address_digit(name[at + i]);
		if (value > 0 && value < 100 && n <= 2) {
			char32_t chinese[3];

			parsing_write_chars(
			    w, chinese, address_numeral_write(chinese, value));
		} else {
			for (size_t i = 0; i < n; i++) {
				char digit = (char)('0' + address_digit(name[at + i]));

				writer_bytes(w, &digit, 1);
			}
		}
		at += n;
	}
}

void
parsing_take(struct address_parsing *p, enum address_part part, size_t from, size_t to)
{
	struct address_taken *taken = &p->taken[part];

	taken->from = from;
	taken->to = to;
	taken->evidence = ADDRESS_WRITTEN;
	taken->text.at = p->texts.len;
	parsing_write_name(&p->texts, p->chars + from, to - from);
	taken->text.len = p->texts.len - taken->text.at;
}

void
parsing_set_text(struct address_parsing *p, enum address_part part, const char *text)
{
	struct address_taken *taken = &p->taken[part];

	taken->text.at = p->texts.len;
	parsing_write_text(&p->texts, text);
	taken->text.len = p->texts.len - taken->text.at;
}

void
parsing_leave(struct address_parsing *p, size_t from, size_t to)
{
	while (from < to && p->chars[from] == ADDRESS_STOP)
		from++;
	while (from < to && p->chars[to - 1] == ADDRESS_STOP)
		to--;
	if (from == to)
		return;
	if (p->rest.len > 0)
		writer_bytes(&p->rest, " ", 1);
	for (size_t i = from; i < to; i++)
		parsing_write_chars(
		    &p->rest, p->chars[i] == ADDRESS_STOP ? U" " : p->chars + i, 1);
	p->marks |= ADDRESS_LEFT_OVER;
}

void
parsing_skip_stops(struct address_parsing *p)
{
	while (p->at < p->count && p->chars[p->at] == ADDRESS_STOP)
		p->at++;
}
