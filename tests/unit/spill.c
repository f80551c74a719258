/*
 * Lines that wait: whatever of them is in memory, and however they are fetched, they
 * are the bytes that were added.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "kept/spill.h"

#include "fixed_seed.h"

enum { LINES = 4000, LONGEST = 4000 };

static char *lines[LINES];
static size_t lens[LINES];
static uint64_t at[LINES];

static void
make_lines(void)
{
	for (size_t i = 0; i < LINES; i++) {
		lens[i] = draw() % (draw() % 64 == 0 ? LONGEST : 100);
		lines[i] = malloc(lens[i] + 1);
		assert(lines[i] != NULL);
		for (size_t n = 0; n < lens[i]; n++)
			lines[i][n] = (char)draw();
	}
}

static void
check(struct spill *s, size_t i)
{
	spill_expect(s, at[i], lens[i]);
	assert(memcmp(spill_fetch(s, at[i], lens[i]), lines[i], lens[i]) == 0);
}

/* Some are fetched while others are still added. */
static void
check_all(size_t memory, bool mapped)
{
	struct spill *s = spill_open(memory);

	for (size_t i = 0; i < LINES; i++) {
		at[i] = spill_add(s, lines[i], lens[i]);
		if (draw() % 16 == 0)
			check(s, draw() % (i + 1));
	}
	assert(!mapped || spill_map(s));
	for (size_t i = 0; i < LINES; i++)
		check(s, i);
	for (size_t i = 0; i < LINES; i++)
		check(s, draw() % LINES);
	spill_close(s);
}

int
main(void)
{
	static const size_t memory[] = { 0, 1, 1000, 100000, 200000, 1 << 30 };

	make_lines();
	for (size_t i = 0; i < sizeof memory / sizeof *memory; i++) {
		check_all(memory[i], false);
		check_all(memory[i], true);
	}
	for (size_t i = 0; i < LINES; i++)
		free(lines[i]);
	spill_close(spill_open(0));
	spill_close(spill_open(100));
	return 0;
}
