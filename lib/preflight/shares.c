#include "preflight/shares.h"

#include <stdlib.h>

#include "memory/array.h"

/* In thousandths: so large a share is one, whatever the others are. */
enum { MOST = 750 };

static uint64_t
share(uint64_t count, uint64_t of)
{
	return count * 1000 / of;
}

bool
shares_add(struct shares *s, uint64_t count, uint64_t of)
{
	if (!array_reserve(&s->all, &s->room, s->count + 1, sizeof *s->all))
		return false;
	s->all[s->count++] = share(count, of);
	return true;
}

static int
compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

uint64_t
shares_median(struct shares *s)
{
	if (s->count == 0)
		return 0;
	qsort(s->all, s->count, sizeof *s->all, compare);
	return s->all[(s->count - 1) / 2];
}

void
shares_free(struct shares *s)
{
	free(s->all);
	*s = (struct shares){ 0 };
}

bool
shares_is_unusual(uint64_t count, uint64_t of, uint64_t median, uint64_t percent)
{
	return count * 100 >= percent * of &&
	       (share(count, of) > 2 * median || share(count, of) >= MOST);
}
