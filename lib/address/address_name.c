#include "address/address_name.h"

#include <stdbool.h>

#include "address/address_numeral.h"
#include "text/utf8.h"

void
address_chars_write(struct writer *w, const char32_t *chars, size_t len)
{
	char bytes[4];

	for (size_t i = 0; i < len; i++)
		writer_bytes(w, bytes, utf8_write(bytes, chars[i]));
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

void
address_name_write(struct writer *w, const char32_t *name, size_t len)
{
	char32_t spelled[ADDRESS_NAME_STEP];
	size_t count;

	for (size_t at = 0; at < len;) {
		at += address_name_step(name + at, len - at, spelled, &count);
		address_chars_write(w, spelled, count);
	}
}
