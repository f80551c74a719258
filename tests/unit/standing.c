#undef NDEBUG
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "explain/standing.h"
#include "fixed_seed.h"

/* Keys by a path each; the rankings are freed with free_keys(). */
static struct standing_keys
keys_of(const char *const names[], size_t count, struct ranking **rankings)
{
	const char *why;

	for (size_t i = 0; i < count; i++) {
		rankings[i] = ranking_new();
		assert(rankings[i] != NULL);
		assert(ranking_add_key(rankings[i], names[i], &why));
	}
	return (struct standing_keys){ .keys = rankings, .count = count };
}

static void
free_keys(struct standing_keys *keys)
{
	for (size_t i = 0; i < keys->count; i++)
		ranking_free(keys->keys[i]);
	sort_key_free(&keys->scratch);
}

static void
add(struct standing_keys *keys, const char *line, struct writer *w)
{
	struct record record = { 0 };

	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	assert(standing_write(keys, &record, w));
	record_free(&record);
}

static void
test_by_hand(void)
{
	static const char *const names[] = { "total desc", "name", "s.math desc" };
	struct ranking *rankings[3];
	struct standing_keys keys = keys_of(names, 3, rankings);
	struct standing s[4];
	struct writer w = { 0 };
	const char *at;

	add(&keys, "{\"total\":611.50,\"name\":\"\\u0041\",\"s\":{\"math\":9}}", &w);
	add(&keys, "{\"total\":600,\"name\":\"A\"}", &w);
	add(&keys, "{\"total\":611.5,\"name\":\"A\",\"s\":{\"math\":10}}", &w);
	add(&keys, "{\"total\":612,\"name\":\"B\",\"s\":{\"math\":8}}", &w);
	at = w.text;
	for (size_t i = 0; i < 4; i++)
		s[i] = standing_take(&at);
	assert(at == w.text + w.len);
	assert(s[0].at != NULL && s[1].at == NULL && s[2].at != NULL);
	assert(span_is(standing_value(&keys, s[0], 0), "611.50"));
	assert(span_is(standing_value(&keys, s[0], 1), "\"\\u0041\""));
	assert(span_is(standing_value(&keys, s[2], 2), "10"));
	assert(strcmp(standing_key(&keys, 2), "s.math") == 0);
	assert(standing_decided_by(&keys, s[0], s[0]) == 3);
	assert(standing_decided_by(&keys, s[0], s[2]) == 2);
	assert(standing_decided_by(&keys, s[0], s[3]) == 0);
	/* With the same total the name decides. */
	assert(standing_equal_is_enough(&keys, s[0], s[3], 0));
	assert(!standing_equal_is_enough(&keys, s[3], s[0], 0));
	assert(!standing_equal_is_enough(&keys, s[0], s[2], 0));
	assert(!standing_equal_is_enough(&keys, s[0], s[0], 0));
	writer_free(&w);
	free_keys(&keys);
}

/* Small numbers, so that many are equal, against the numbers themselves. */
static void
test_random(void)
{
	static const char *const names[] = { "a", "b desc", "c" };
	struct ranking *rankings[3];
	struct standing_keys keys = keys_of(names, 3, rankings);
	struct writer w = { 0 };

	for (int round = 0; round < 20000; round++) {
		int v[2][3], sign[3] = { 1, -1, 1 };
		size_t first = 0;
		char line[64];
		struct standing s[2];
		const char *at;
		bool before = false;

		writer_reset(&w);
		for (int i = 0; i < 2; i++) {
			for (int k = 0; k < 3; k++)
				v[i][k] = (int)(draw() % 3) * 60;
			snprintf(line, sizeof line, "{\"a\":%d,\"b\":%d,\"c\":%d}",
			    v[i][0], v[i][1], v[i][2]);
			add(&keys, line, &w);
		}
		at = w.text;
		s[0] = standing_take(&at);
		s[1] = standing_take(&at);
		while (first < 3 && v[0][first] == v[1][first])
			first++;
		assert(standing_decided_by(&keys, s[0], s[1]) == first);
		if (first == 3)
			continue;
		for (size_t k = first + 1; k < 3; k++)
			if (v[0][k] != v[1][k]) {
				before = sign[k] * v[0][k] < sign[k] * v[1][k];
				break;
			}
		assert(standing_equal_is_enough(&keys, s[0], s[1], first) == before);
	}
	writer_free(&w);
	free_keys(&keys);
}

int
main(void)
{
	test_by_hand();
	test_random();
	return 0;
}
