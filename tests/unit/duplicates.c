#include <assert.h>
#include <stdint.h>

#include "identity/duplicates.h"

/* Two keys a record; 0 stands for a key that it lacks. */
static struct digest
key(uint64_t n)
{
	return n == 0 ? duplicates_no_key : (struct digest){ n, n };
}

enum { RECORDS = 6 };

static const uint64_t keys[RECORDS][2] = {
	{ 1, 10 },           /* 0 */
	{ 2, 0 }, { 3, 10 }, /* 2: the second key of 0 */
	{ 3, 11 },           /* 3: the first key of 2, which is a duplicate of 0 */
	{ 0, 0 },            /* 4: nothing to compare */
	{ 2, 11 },           /* 5: the first key of 1 comes before the second of 3 */
};

static void
list(struct digest digests[RECORDS * 2])
{
	for (int i = 0; i < RECORDS; i++)
		for (int k = 0; k < 2; k++)
			digests[i * 2 + k] = key(keys[i][k]);
}

static void
test_first(void)
{
	static const uint32_t kept[RECORDS] = { 0, 1, 0, 0, 4, 1 };
	static const uint32_t by[RECORDS] = { 2, 2, 1, 0, 2, 0 };
	struct duplicates *d = duplicates_new(2);
	struct duplicates_verdict verdict;
	struct digest digests[RECORDS * 2];

	list(digests);
	for (uint32_t i = 0; i < RECORDS; i++) {
		assert(duplicates_judge(d, digests + i * 2, i, &verdict));
		assert(verdict.kept == kept[i] && verdict.key == by[i]);
	}
	duplicates_free(d);
}

static void
test_last(void)
{
	/* 3 is the same as 5 by its second key; 2 as 3; 0 as 2; 1 as 5. */
	static const uint32_t kept[RECORDS] = { 5, 5, 5, 5, 4, 5 };
	static const uint32_t by[RECORDS] = { 1, 0, 0, 1, 2, 2 };
	struct duplicates *d = duplicates_new(2);
	struct duplicates_verdict verdicts[RECORDS];
	struct digest digests[RECORDS * 2];

	list(digests);
	assert(duplicates_judge_from_last(d, digests, RECORDS, verdicts));
	for (uint32_t i = 0; i < RECORDS; i++)
		assert(verdicts[i].kept == kept[i] && verdicts[i].key == by[i]);
	duplicates_free(d);
}

int
main(void)
{
	test_first();
	test_last();
	return 0;
}
