/*
 * The numbers of a draw, forged in many ways: the auditor finds each of them in the
 * records that it is in, and nothing in the right ones.
 *
 * A way either forges records, or draws again from something that is not what was
 * published: another seed, a list without an entrant.  A record that comes out the same
 * is no forgery, and then nothing may be found in it.
 */
#include "audit/audit_draw.h"

#undef NDEBUG
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixed_seed.h"

enum { MOST = 20, TEXT = 256, ROUNDS = 300, LEAST = 100 };

static uint32_t
below(uint32_t limit)
{
	return (uint32_t)((draw() >> 33) % limit);
}

/* A draw, and what each entrant's record says of it. */
struct scene {
	struct draw_rules rules;
	uint32_t count;
	char keys[MOST][8], bundles[MOST][8]; /* "" where there is none */
	uint32_t tickets[MOST];               /* of rules with numbers */
	char texts[MOST][TEXT];
	bool gone[MOST]; /* not on the list */
};

/* The list as it is published, but for its order, which is of no account. */
static struct span
list_of(const struct scene *s)
{
	static char text[MOST * 32];
	size_t len = 0;

	for (uint32_t i = s->count; i-- > 0;) {
		if (s->gone[i])
			continue;
		len += (size_t)sprintf(text + len, "%s", s->keys[i]);
		if (*s->bundles[i] != '\0')
			len += (size_t)sprintf(text + len, "\t%s", s->bundles[i]);
		if (s->rules.numbers != NULL)
			len += (size_t)sprintf(text + len, "\t%u", s->tickets[i]);
		text[len++] = '\n';
	}
	return (struct span){ text, len };
}

/* Draw, as admit-draw(1) does; false if the rules do not fit the list. */
static bool
run(struct scene *s)
{
	struct draw_list *list = draw_list_new(s->rules.numbers != NULL);
	struct draw_result result = { NULL, NULL, NULL };
	struct draw_mistake mistake;
	struct writer w = { 0 };
	uint32_t pair[2], lots, number = 0;
	bool fits;

	for (uint32_t i = 0; i < s->count; i++)
		if (!s->gone[i])
			assert(draw_list_add(list, span_of(s->keys[i]),
			    *s->bundles[i] != '\0' ? span_of(s->bundles[i])
						   : (struct span){ NULL, 0 },
			    s->tickets[i]));
	assert(draw_list_close(list, pair) == DRAW_LIST_OK);
	lots = draw_list_lots(list);
	assert(draw_result_start(&result, &s->rules, lots));
	fits = draw_rules_fit(&s->rules, lots, false, &mistake) &&
	       (s->rules.numbers == NULL ||
		   draw_list_tickets(list, result.tickets, pair) == DRAW_LIST_OK);
	if (fits)
		assert(draw_rules_run(&s->rules, list, &result));
	for (uint32_t i = 0; i < s->count && fits; i++) {
		if (s->gone[i])
			continue;
		writer_reset(&w);
		draw_result_write(
		    &result, &s->rules, lots, draw_list_lot(list, number++), &w);
		assert(!writer_failed(&w) && w.len < TEXT);
		memcpy(s->texts[i], w.text, w.len);
		s->texts[i][w.len] = '\0';
	}
	writer_free(&w);
	draw_result_free(&result);
	draw_list_free(list);
	return fits;
}

/* What was found in one record. */
struct found {
	unsigned count;
	struct place_breach last;
	char text[17]; /* of the last */
};

static void
note(void *context, const struct place_breach *b)
{
	struct found *f = context;

	assert(b->other == UINT32_MAX && strcmp(b->kind, "draw") == 0);
	assert(strcmp(b->name, "one") == 0);
	f->count++;
	f->last = *b;
	if (b->text != NULL)
		snprintf(f->text, sizeof f->text, "%s", b->text);
}

static struct record record;
static struct path *id;

/* Check the record of a key whose draw is this text. */
static struct found
check(struct draw_audit *a, uint32_t number, const char *key, const char *text)
{
	static char line[TEXT * 2]; /* the record borrows it */
	struct found f = { .count = 0 };

	snprintf(line, sizeof line, "{\"id\":\"%s\"%s%s%s}", key,
	    *text != '\0' ? ",\"draw\":{\"one\":" : "", text, *text != '\0' ? "}" : "");
	assert(record_parse(&record, line, strlen(line), NULL) == RECORD_OK);
	assert(draw_audit_check(a, &record, number, note, &f));
	assert(f.count == 0 || f.last.number == number);
	return f;
}

static struct draw_audit *
open_audit(const struct draw_rules *rules, struct span list)
{
	struct draw_audit *a = draw_audit_new("one", rules, id);
	struct draw_mistake mistake;
	size_t line;

	assert(a != NULL);
	assert(draw_audit_list(a, list, &line, &mistake) == DRAW_AUDIT_OK);
	return a;
}

/* Ways to forge.  Each returns false if there is nothing to forge. */

/* The digits of a number or of the value, of one record: the first that is not like it.
 */
static bool
change(struct scene *s, const char *name)
{
	uint32_t i = below(s->count);
	char *at = strstr(s->texts[i], name);

	if (at == NULL)
		return false;
	at += strlen(name) + strlen("\":");
	at += *at == '"';
	*at = *at == '1' ? '2' : '1';
	return true;
}

static bool
change_number(struct scene *s)
{
	return change(s, "number");
}

static bool
change_of(struct scene *s)
{
	return change(s, "of");
}

static bool
change_ticket(struct scene *s)
{
	return change(s, "ticket");
}

static bool
change_value(struct scene *s)
{
	return change(s, "value");
}

/* One member is not there; any but the first has a comma before it. */
static bool
leave_out(struct scene *s)
{
	static const char *const names[] = { "number", "of", "ticket", "value" };
	char *text = s->texts[below(s->count)], *end, name[16];
	char *at;

	snprintf(name, sizeof name, "\"%s\":", names[below(4)]);
	at = strstr(text, name);
	if (at == NULL)
		return false;
	end = at + strcspn(at, ",}");
	if (*end == ',')
		end++;
	else
		at--;
	memmove(at, end, strlen(end) + 1);
	return true;
}

/* A member that is not for this draw, or for who was not drawn. */
static bool
add_member(struct scene *s)
{
	static const char *const members[] = { "\"number\":1,", "\"ticket\":1,",
		"\"value\":\"0000000000000000\"," };
	const char *member = members[below(3)];
	char *text = s->texts[below(s->count)], old[TEXT], name[16];

	snprintf(name, sizeof name, "%.*s", (int)strcspn(member, ":"), member);
	if (strstr(text, name) != NULL)
		return false;
	strcpy(old, text);
	snprintf(text, TEXT, "{%s%s", member, old + 1);
	return true;
}

/* A number as a text, a value as a number. */
static bool
change_type(struct scene *s)
{
	char *text = s->texts[below(s->count)], old[TEXT];
	char *at = strstr(text, "\"of\":");

	strcpy(old, text);
	at += strlen("\"of\":");
	sprintf(at, "\"%.*s\"%s", (int)strcspn(old + (at - text), ",}"),
	    old + (at - text), old + (at - text) + strcspn(old + (at - text), ",}"));
	return true;
}

static bool
lose(struct scene *s)
{
	strcpy(s->texts[below(s->count)], below(2) == 0 ? "" : "null");
	return true;
}

static bool
lose_all(struct scene *s)
{
	for (uint32_t i = 0; i < s->count; i++)
		*s->texts[i] = '\0';
	return true;
}

static bool
swap_pair(struct scene *s)
{
	uint32_t i = below(s->count), k = below(s->count);
	char text[TEXT];

	if (i == k)
		return false;
	memcpy(text, s->texts[i], TEXT);
	memcpy(s->texts[i], s->texts[k], TEXT);
	memcpy(s->texts[k], text, TEXT);
	return true;
}

/* Each record has what is the next one's: a column that slipped. */
static bool
slip(struct scene *s)
{
	char first[TEXT];

	memcpy(first, s->texts[0], TEXT);
	memmove(s->texts[0], s->texts[1], (s->count - 1) * (size_t)TEXT);
	memcpy(s->texts[s->count - 1], first, TEXT);
	return true;
}

static bool
other_seed(struct scene *s)
{
	s->rules.seed = "8 3";
	return s->rules.numbers == NULL && run(s);
}

static bool
other_round(struct scene *s)
{
	s->rules.round = s->rules.round == NULL ? "q" : NULL;
	return s->rules.numbers == NULL && run(s);
}

static bool
other_start(struct scene *s)
{
	s->rules.start++;
	return s->rules.start > 1 && run(s);
}

static bool
other_gap(struct scene *s)
{
	s->rules.gap++;
	return s->rules.gap > 1 && run(s);
}

static bool
other_plan(struct scene *s)
{
	s->rules.plan++;
	return s->rules.plan > 1 && run(s);
}

static bool
ring_instead_of_step(struct scene *s)
{
	if (strcmp(s->rules.method, "step") != 0)
		return false;
	s->rules.method = "ring";
	s->rules.fallback = NULL;
	s->rules.gap = 1;
	return run(s);
}

/* Drawn without somebody, whose record keeps what it had. */
static bool
entrant_missing(struct scene *s)
{
	s->gone[below(s->count)] = true;
	return run(s);
}

static bool
entrant_more(struct scene *s)
{
	if (s->count == MOST)
		return false;
	strcpy(s->keys[s->count], "L");
	s->tickets[s->count] = s->count + 1;
	s->count++;
	if (!run(s))
		return false;
	s->count--;
	return true;
}

static bool
key_changed(struct scene *s)
{
	strcat(s->keys[below(s->count)], "x");
	return run(s);
}

static bool
bundle_split(struct scene *s)
{
	uint32_t i = below(s->count);

	if (*s->bundles[i] == '\0')
		return false;
	*s->bundles[i] = '\0';
	return s->rules.numbers == NULL && run(s);
}

static bool
bundles_ignored(struct scene *s)
{
	for (uint32_t i = 0; i < s->count; i++)
		*s->bundles[i] = '\0';
	return s->rules.numbers == NULL && run(s);
}

static bool
tickets_exchanged(struct scene *s)
{
	uint32_t i = below(s->count), k = below(s->count), ticket = s->tickets[i];

	if (s->rules.numbers == NULL || *s->bundles[i] != '\0' ||
	    *s->bundles[k] != '\0')
		return false;
	s->tickets[i] = s->tickets[k];
	s->tickets[k] = ticket;
	return run(s);
}

static struct way {
	const char *name;
	bool (*forge)(struct scene *);
	unsigned tried;
} ways[] = {
	{ "another number", change_number, 0 },
	{ "another count of lots", change_of, 0 },
	{ "another ticket", change_ticket, 0 },
	{ "another value", change_value, 0 },
	{ "a member left out", leave_out, 0 },
	{ "a member more", add_member, 0 },
	{ "a number as a text", change_type, 0 },
	{ "a draw lost", lose, 0 },
	{ "all draws lost", lose_all, 0 },
	{ "two exchange their numbers", swap_pair, 0 },
	{ "a column slipped", slip, 0 },
	{ "another seed", other_seed, 0 },
	{ "another round", other_round, 0 },
	{ "another start", other_start, 0 },
	{ "another gap", other_gap, 0 },
	{ "another plan", other_plan, 0 },
	{ "ring instead of step", ring_instead_of_step, 0 },
	{ "an entrant missing", entrant_missing, 0 },
	{ "an entrant more", entrant_more, 0 },
	{ "a key changed", key_changed, 0 },
	{ "a bundle split", bundle_split, 0 },
	{ "bundles ignored", bundles_ignored, 0 },
	{ "two tickets exchanged", tickets_exchanged, 0 },
};

enum { WAYS = sizeof ways / sizeof *ways };

/* In each record whose draw differs something is found, and in no other one. */
static void
try_way(const struct scene *right, struct draw_audit *a, struct way *way)
{
	struct scene forged = *right;
	bool any = false;

	if (!way->forge(&forged))
		return;
	for (uint32_t i = 0; i < right->count; i++) {
		bool differs = strcmp(forged.texts[i], right->texts[i]) != 0;
		struct found f = check(a, i, right->keys[i], forged.texts[i]);

		any = any || differs;
		if (differs == (f.count > 0) &&
		    (!differs || strcmp(f.last.code, "wrong-draw") == 0))
			continue;
		fprintf(stderr, "%s, %s: found %u in %s instead of %s\n", way->name,
		    right->rules.method, f.count, forged.texts[i], right->texts[i]);
		abort();
	}
	way->tried += any;
}

/* Who is not on the list, but has a number. */
static void
try_not_entered(const struct scene *right)
{
	struct scene s = *right;
	uint32_t i = below(s.count);
	struct draw_audit *a;
	struct found f;

	s.gone[i] = true;
	if (!run(&s))
		return;
	a = open_audit(&s.rules, list_of(&s));
	f = check(a, i, s.keys[i], right->texts[i]);
	assert(f.count == 1 && strcmp(f.last.code, "draw-not-entered") == 0);
	assert(f.last.field == NULL && f.last.expected == 0 && f.last.text == NULL);
	assert(check(a, i, s.keys[i], "").count == 0);
	for (uint32_t k = 0; k < s.count; k++)
		assert(k == i || check(a, k, s.keys[k], s.texts[k]).count == 0);
	draw_audit_free(a);
}

/* Entrants of lots: some alone, some two by two; the tickets are those of the lots. */
static void
make(struct scene *s, const struct draw_rules *rules)
{
	uint32_t lots = 0, tickets[MOST];

	*s = (struct scene){ .rules = *rules, .count = 3 + below(MOST - 3) };
	for (uint32_t i = 0; i < MOST; i++)
		tickets[i] = i + 1;
	for (uint32_t i = 0; i < s->count; lots++) {
		uint32_t members = i + 1 < s->count && below(4) == 0 ? 2 : 1;

		for (uint32_t end = i + members; i < end; i++) {
			sprintf(s->keys[i], "K%u", i);
			if (members == 2)
				sprintf(s->bundles[i], "B%u", lots);
			s->tickets[i] = lots;
		}
	}
	for (uint32_t i = lots; i > 1; i--) {
		uint32_t k = below(i), t = tickets[i - 1];

		tickets[i - 1] = tickets[k];
		tickets[k] = t;
	}
	for (uint32_t i = 0; i < s->count; i++)
		s->tickets[i] = rules->numbers != NULL ? tickets[s->tickets[i]] : 0;
	if (s->rules.start > 0)
		s->rules.start = 1 + (long)below(lots);
	if (s->rules.plan > 0)
		s->rules.plan = 1 + (long)below(lots);
}

static void
try_draws(const struct draw_rules *rules)
{
	for (int round = 0; round < ROUNDS; round++) {
		struct scene right;
		struct draw_audit *a;

		make(&right, rules);
		if (!run(&right))
			continue;
		a = open_audit(&right.rules, list_of(&right));
		for (uint32_t i = 0; i < right.count; i++)
			assert(check(a, i, right.keys[i], right.texts[i]).count == 0);
		for (size_t w = 0; w < WAYS; w++)
			try_way(&right, a, &ways[w]);
		draw_audit_free(a);
		try_not_entered(&right);
	}
}

static void
test_ways(void)
{
	static const struct draw_rules rules[] = {
		{ .method = "hash", .seed = "7 3" },
		{ .method = "hash", .seed = "7 3", .round = "r" },
		{ .method = "ring", .seed = "7 3", .start = 1, .gap = 3 },
		{ .method = "ring", .seed = "7 3", .start = 1, .gap = 5, .plan = 1 },
		{ .method = "ring", .numbers = "n", .start = 1, .gap = 3, .plan = 1 },
		{ .method = "step",
		    .seed = "7 3",
		    .start = 1,
		    .plan = 1,
		    .fallback = "last" },
		{ .method = "step",
		    .numbers = "n",
		    .start = 1,
		    .plan = 1,
		    .fallback = "first" },
	};
	struct draw_mistake mistake;

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		assert(draw_rules_hold(&rules[i], false, &mistake));
		try_draws(&rules[i]);
	}
	for (size_t w = 0; w < WAYS; w++)
		if (ways[w].tried < LEAST) {
			fprintf(stderr, "%s: only %u\n", ways[w].name, ways[w].tried);
			abort();
		}
}

/* Whether exactly one field is found wrong, and what should stand there. */
static bool
is_wrong(struct found f, const char *field, uint32_t expected, const char *text)
{
	return f.count == 1 && strcmp(f.last.code, "wrong-draw") == 0 &&
	       strcmp(f.last.field, field) == 0 && f.last.expected == expected &&
	       (text == NULL ? f.last.text == NULL : strcmp(f.text, text) == 0);
}

/*
 * By hand: printf 'r\nA' | openssl dgst -sha256 -hmac '7 3', and so on; C and D are one
 * lot, T.
 *
 *	B 540e478fd84d615f   T 98406eabd0dedd83   A cfcf96464b304e61
 */
static void
test_by_hand(void)
{
	static const struct draw_rules rules = {
		.method = "hash", .seed = "7 3", .round = "r"
	};
	struct draw_audit *a = open_audit(&rules, span_of("A\nB\nC\tT\nD\tT\n"));

#define OF(n, of, value) "{\"number\":" #n ",\"of\":" #of ",\"value\":\"" value "\"}"
	assert(check(a, 7, "A", OF(3, 3, "cfcf96464b304e61")).count == 0);
	assert(check(a, 7, "B", OF(1, 3, "540e478fd84d615f")).count == 0);
	assert(check(a, 7, "C", OF(2, 3, "98406eabd0dedd83")).count == 0);
	assert(check(a, 7, "D", OF(2, 3, "98406eabd0dedd83")).count == 0);
	assert(is_wrong(
	    check(a, 7, "A", OF(1, 3, "cfcf96464b304e61")), "number", 3, NULL));
	assert(is_wrong(check(a, 7, "B", OF(1, 4, "540e478fd84d615f")), "of", 3, NULL));
	assert(is_wrong(check(a, 7, "D", OF(2, 3, "98406eabd0dedd84")), "value", 0,
	    "98406eabd0dedd83"));
	assert(is_wrong(check(a, 7, "D", OF(2, 3, "98406EABD0DEDD83")), "value", 0,
	    "98406eabd0dedd83"));
	assert(check(a, 7, "A", OF(1, 3, "540e478fd84d615f")).count == 2);
	assert(check(a, 7, "A", "").count == 3);
	/* The name of a bundle is no entrant. */
	assert(check(a, 7, "T", "").count == 0);
	assert(check(a, 7, "T", OF(2, 3, "98406eabd0dedd83")).count == 1);
	draw_audit_free(a);
}

/* The ring of Nanchang (draw_walk.h): 20 numbers, 15 to be drawn, start 6, gap 3. */
static void
test_ring_as_published(void)
{
	static const int winners[] = { 6, 9, 12, 15, 18, 1, 4, 8, 13, 17, 2, 7, 14, 20,
		10 };
	static const struct draw_rules rules = {
		.method = "ring", .numbers = "n", .plan = 15, .start = 6, .gap = 3
	};
	char list[20 * 8 + 1], key[8], text[TEXT];
	size_t len = 0;
	struct draw_audit *a;

	for (int ticket = 1; ticket <= 20; ticket++)
		len += (size_t)sprintf(list + len, "K%d\t%d\n", ticket, ticket);
	a = open_audit(&rules, (struct span){ list, len });
	for (int i = 0; i < 15; i++) {
		sprintf(key, "K%d", winners[i]);
		sprintf(
		    text, "{\"number\":%d,\"of\":20,\"ticket\":%d}", i + 1, winners[i]);
		assert(check(a, 0, key, text).count == 0);
		sprintf(text, "{\"of\":20,\"ticket\":%d}", winners[i]);
		assert(
		    is_wrong(check(a, 0, key, text), "number", (uint32_t)i + 1, NULL));
	}
	/* Who was not drawn has no number. */
	assert(check(a, 0, "K3", "{\"of\":20,\"ticket\":3}").count == 0);
	assert(is_wrong(check(a, 0, "K3", "{\"number\":16,\"of\":20,\"ticket\":3}"),
	    "number", 0, NULL));
	draw_audit_free(a);
}

/* What is no list, and where. */
static void
test_lists(void)
{
	static const struct draw_rules hash = { .method = "hash", .seed = "s" },
				       ring = { .method = "ring",
					       .numbers = "n",
					       .start = 3,
					       .gap = 1 };
	static const struct {
		const struct draw_rules *rules;
		const char *text;
		enum draw_audit_fault fault;
		size_t line;
	} cases[] = {
		{ &hash, "A\nB\n", DRAW_AUDIT_OK, 0 },
		{ &hash, "A\nB", DRAW_AUDIT_OK, 0 }, { &hash, "", DRAW_AUDIT_OK, 0 },
		{ &hash, "A\n\nB\n", DRAW_AUDIT_LINE, 2 },
		{ &hash, "A\nB\nA\n", DRAW_AUDIT_LINE, 3 },
		{ &hash, "A\tT\tU\n", DRAW_AUDIT_LINE, 1 },
		{ &hash, "A\t\n", DRAW_AUDIT_LINE, 1 },
		{ &hash, "\tT\n", DRAW_AUDIT_LINE, 1 },
		{ &hash, "A \n", DRAW_AUDIT_LINE, 1 },
		{ &hash, "A\tB\nB\n", DRAW_AUDIT_LIST, 0 },
		{ &ring, "A\t1\nB\tT\t2\nC\tT\t2\nD\t3\n", DRAW_AUDIT_OK, 0 },
		{ &ring, "A\t1\nB\n", DRAW_AUDIT_LINE, 2 },
		{ &ring, "A\t0\n", DRAW_AUDIT_LINE, 1 },
		{ &ring, "A\tx\n", DRAW_AUDIT_LINE, 1 },
		{ &ring, "A\t-1\n", DRAW_AUDIT_LINE, 1 },
		{ &ring, "A\t1.0\n", DRAW_AUDIT_LINE, 1 },
		{ &ring, "A\t99999999999\n", DRAW_AUDIT_LINE, 1 },
		{ &ring, "A\t18446744073709551617\n", DRAW_AUDIT_LINE,
		    1 }, /* 2^64 + 1 */
		{ &ring, "A\tT\t1\tU\n", DRAW_AUDIT_LINE, 1 },
		{ &ring, "A\t1\nB\t2\nC\t4\n", DRAW_AUDIT_LIST, 0 },
		{ &ring, "A\t1\nB\t2\nC\t2\n", DRAW_AUDIT_LIST, 0 },
		{ &ring, "A\tT\t1\nB\tT\t2\nC\t3\n", DRAW_AUDIT_LIST, 0 },
		{ &ring, "A\t1\nB\t2\n", DRAW_AUDIT_RULES, 0 }, /* starts with 3 */
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct draw_audit *a = draw_audit_new("one", cases[i].rules, id);
		struct draw_mistake mistake = { NULL, NULL };
		size_t line;

		assert(draw_audit_list(a, span_of(cases[i].text), &line, &mistake) ==
		       cases[i].fault);
		assert(cases[i].line == 0 || line == cases[i].line);
		assert(cases[i].fault != DRAW_AUDIT_RULES ||
		       strcmp(mistake.setting, "start") == 0);
		draw_audit_free(a);
	}
}

int
main(void)
{
	const char *rest;

	record_init(&record);
	id = path_new("id", &rest);
	test_by_hand();
	test_ring_as_published();
	test_lists();
	test_ways();
	path_free(id);
	record_free(&record);
	return 0;
}
