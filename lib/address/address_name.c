#include "address/address_name.h"

#include "address/address_numeral.h"
#include "text/utf8.h"

/* In pieces, since a writer takes many bytes as fast as one. */
void
address_chars_write(struct writer *w, const char32_t *chars, size_t len)
{
	enum { PIECE = 32, LONGEST = 4 };
	char bytes[(PIECE + 1) * LONGEST];
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		n += utf8_write(bytes + n, chars[i]);
		if (n >= PIECE * LONGEST) {
			writer_bytes(w, bytes, n);
			n = 0;
		}
	}
	writer_bytes(w, bytes, n);
}

void
address_integer_write(struct writer *w, uint32_t value)
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
digits_at(const char32_t *name, size_t len, bool *arabic)
{
	size_t n = 0;

	*arabic = false;
	while (n < len && n < ADDRESS_NAME_STEP && address_digit(name[n]) >= 0 &&
	       name[n] != U'两') {
		*arabic |= name[n] <= '9';
		n++;
	}
	return n;
}

size_t
address_name_step(
    const char32_t *name, size_t len, char32_t to[ADDRESS_NAME_STEP], size_t *count)
{
	bool arabic;
	size_t n = digits_at(name, len, &arabic);
	uint32_t value = 0;

	if (n == 0 || (n == 1 && !arabic)) {
		to[0] = name[0];
		*count = 1;
		return 1;
	}
	if (n == 2 && !arabic) {
		to[0] = name[0];
		to[1] = name[1];
		*count = 2;
		return 2;
	}
	for (size_t i = 0; i < n && n <= 2; i++)
		value = value * 10 + (uint32_t)address_digit(name[i]);
	if (value > 0) {
		*count = address_numeral_write(to, value);
		return n;
	}
	for (size_t i = 0; i < n; i++)
		to[i] = U'0' + (char32_t)address_digit(name[i]);
	*count = n;
	return n;
}

bool
address_name_has_numbers(const char32_t *name, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (address_digit(name[i]) >= 0)
			return true;
	return false;
}

void
address_name_write(struct writer *w, const char32_t *name, size_t len)
{
	size_t start = 0;

	for (size_t at = 0; at < len;) {
		char32_t spelled[ADDRESS_NAME_STEP];
		size_t count;

		if (address_digit(name[at]) < 0) {
			at++;
			continue;
		}
		address_chars_write(w, name + start, at - start);
		at += address_name_step(name + at, len - at, spelled, &count);
		address_chars_write(w, spelled, count);
		start = at;
	}
	address_chars_write(w, name + start, len - start);
}
