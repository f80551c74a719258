#include <string.h>

#include "synthetic/phrase.h"

static void
add(struct phrase *p, const char *piece, size_t len)
{
	if (len >= sizeof p->text - p->len)
		return;
	memcpy(p->text + p->len, piece, len);
	p->len += len;
	p->text[p->len] = '\0';
}

void
phrase_clear(struct phrase *p)
{
	p->len = 0;
	p->text[0] = '\0';
}

void
phrase_add(struct phrase *p, const char *piece)
{
	add(p, piece, strlen(piece));
}

void
phrase_add_number(struct phrase *p, uint64_t number, int width)
{
	char digits[32];
	size_t at = sizeof digits;

	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
		width--;
	} while ((number > 0 || width > 0) && at > 0);
	add(p, digits + at, sizeof digits - at);
}

void
phrase_add_decimal(struct phrase *p, uint64_t units, int places)
{
	uint64_t one = 1;

	for (int i = 0; i < places; i++)
		one *= 10;
	phrase_add_number(p, units / one, 0);
	phrase_add(p, ".");
	phrase_add_number(p, units % one, places);
}
