#include "identity/duplicates.h"

#include <stdlib.h>

enum { PREFETCH = 16 }; /* records ahead of the one that is judged */

struct duplicates {
	size_t keys;
	struct digest_set *seen; /* a digest leads to the record that is kept for it */
};

const struct digest duplicates_no_key;

struct duplicates *
duplicates_new(size_t keys)
{
	struct duplicates *d = calloc(1, sizeof *d);

	if (d == NULL)
		return NULL;
	d->keys = keys;
	d->seen = digest_set_new();
	if (d->seen != NULL)
		return d;
	free(d);
	return NULL;
}

void
duplicates_free(struct duplicates *d)
{
	if (d == NULL)
		return;
	digest_set_free(d->seen);
	free(d);
}

size_t
duplicates_bytes(const struct duplicates *d, size_t more)
{
	return digest_set_bytes(d->seen, more * d->keys);
}

static bool
is_key(struct digest digest)
{
	return (digest.high | digest.low) != 0;
}

void
duplicates_expect(const struct duplicates *d, const struct digest *digests)
{
	for (size_t key = 0; key < d->keys; key++)
		digest_set_prefetch(d->seen, digests[key]);
}

bool
duplicates_judge(struct duplicates *d, const struct digest *digests, uint32_t number,
    struct duplicates_verdict *verdict)
{
	size_t key = 0;

	verdict->kept = number;
	while (key < d->keys &&
	       !(is_key(digests[key]) &&
		   digest_set_find(d->seen, digests[key], &verdict->kept)))
		key++;
	verdict->key = (uint32_t)key;
	for (size_t i = 0; i < d->keys; i++)
		if (is_key(digests[i]) &&
		    !digest_set_add(d->seen, digests[i], verdict->kept))
			return false;
	return true;
}

bool
duplicates_judge_from_last(struct duplicates *d, const struct digest *digests,
    uint32_t count, struct duplicates_verdict *verdicts)
{
	for (size_t i = count; i-- > 0;) {
		if (i >= PREFETCH)
			duplicates_expect(d, digests + (i - PREFETCH) * d->keys);
		if (!duplicates_judge(
			d, digests + i * d->keys, (uint32_t)i, &verdicts[i]))
			return false;
	}
	return true;
}
