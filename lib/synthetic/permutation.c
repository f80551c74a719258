#include "synthetic/permutation.h"

struct permutation
permutation_new(struct random *r, uint64_t size)
{
	struct permutation p = { .size = size };
	unsigned bits = 0;

	while (p.mask < size - 1) {
		p.mask = p.mask << 1 | 1;
		bits++;
	}
	p.shift = bits / 2 + 1;
	for (int i = 0; i < PERMUTATION_ROUNDS; i++) {
		p.factors[i] = random_next(r) | 1;
		p.addends[i] = random_next(r);
	}
	return p;
}

uint64_t
permutation_at(const struct permutation *p, uint64_t index)
{
	do {
		for (int i = 0; i < PERMUTATION_ROUNDS; i++) {
			index = (index * p->factors[i] + p->addends[i]) & p->mask;
			index ^= index >> p->shift;
		}
	} while (index >= p->size);
	return index;
}

/* Where a block begins; those of the second step lie half a block before. */
static uint64_t
begin_of(const struct drift *d, int step, uint64_t block)
{
	uint64_t before = step == 1 ? d->width / 2 : 0;
	uint64_t begin = block * d->width;

	begin = begin > before ? begin - before : 0;
	return begin < d->size ? begin : d->size;
}

void
drift_new(struct drift *d, struct random *r, uint64_t size)
{
	d->size = size;
	d->width = size / 10 + 1;
	for (int step = 0; step < 2; step++)
		for (uint64_t block = 0; block < PERMUTATION_BLOCKS; block++) {
			uint64_t width =
			    begin_of(d, step, block + 1) - begin_of(d, step, block);

			d->blocks[step][block] =
			    permutation_new(r, width > 0 ? width : 1);
		}
}

uint64_t
drift_at(const struct drift *d, uint64_t place)
{
	for (int step = 0; step < 2; step++) {
		uint64_t before = step == 1 ? d->width / 2 : 0;
		uint64_t block = (place + before) / d->width;
		uint64_t begin = begin_of(d, step, block);

		place = begin + permutation_at(&d->blocks[step][block], place - begin);
	}
	return place;
}
