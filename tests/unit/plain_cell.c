/* Plain cells, in both forms, by their characters. */
#include <assert.h>
#include <stdlib.h>

#include "sheet/cell.h"
#include "sheet/plain_cell.h"
#include "text/utf8.h"

#include "fixed_seed.h"

enum { LONGEST = 24, ROUNDS = 300000 };

/* The rule, a character at a time. */
static bool
is_plain(uint32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		       (c >= 'a' && c <= 'z' && c != 'x');
	return c >= 0x4000 && c <= 0x9fff;
}

/* Mostly plain ones, and those beside them. */
static uint32_t
character(void)
{
	static const uint32_t others[] = { 'x', 'X', '/', ':', '@', '[', '`', '{', ' ',
		0x7f, 0xb7, 0x7ff, 0x3007, 0x3fff, 0xa000, 0xff58, 0x20000 };
	uint64_t kind = draw() % 40;

	if (kind == 0)
		return others[draw() % (sizeof others / sizeof *others)];
	if (kind == 1)
		return (uint32_t)(draw() % 0xd800);
	if (kind < 12)
		return 0x4000 + (uint32_t)(draw() % 0x6000);
	return (unsigned char)"059AZaqwyz"[draw() % 10];
}

int
main(void)
{
	for (int round = 0; round < ROUNDS; round++) {
		size_t characters = draw() % LONGEST, len = 0;
		char text[LONGEST * 4], *cell;
		bool plain = true;

		for (size_t i = 0; i < characters; i++) {
			uint32_t c = character();

			len += utf8_write(text + len, c);
			plain &= is_plain(c);
		}
		cell = malloc(len > 0 ? len : 1); /* ASan sees a byte more */
		assert(cell != NULL);
		memcpy(cell, text, len);
		assert(plain_cell((struct span){ cell, len }) == plain);
		assert(plain_cell_portable((struct span){ cell, len }) == plain);
		assert(!plain || cell_trim((struct span){ cell, len }).len == len);
		free(cell);
	}
	return 0;
}
