#include "draw/draw_list.h"

#undef NDEBUG
#include <assert.h>
#include <string.h>

static uint32_t pair[2];

static struct span
text(const char *t)
{
	return (struct span){ t, t == NULL ? 0 : strlen(t) };
}

static void
add(struct draw_list *l, const char *key, const char *bundle, uint32_t ticket)
{
	assert(draw_list_add(l, text(key), text(bundle), ticket));
}

static bool
next_is(bool (*next)(struct draw_list *, struct span *), struct draw_list *l,
    const char *expected)
{
	struct span got;

	return next(l, &got) && got.len == strlen(expected) &&
	       memcmp(got.at, expected, got.len) == 0;
}

static void
test_keys(void)
{
	assert(draw_list_is_key(text("20201000123")));
	assert(draw_list_is_key(text("\xe7\x94\xb2 7")));
	assert(!draw_list_is_key(text("")));
	assert(!draw_list_is_key(text("a\tb")));
	assert(!draw_list_is_key(text("a\nb")));
	assert(!draw_list_is_key(text("a\x7f")));
	/* Two lots that look alike. */
	assert(!draw_list_is_key(text("A\xe2\x80\x8b")));
	assert(!draw_list_is_key(text("A ")));
	assert(!draw_list_is_key(text("\xef\xbb\xbf"
				      "A")));
	assert(!draw_list_is_key(text("\xc2\xa0"
				      "A")));
	assert(!draw_list_is_key((struct span){ "a\0b", 3 }));
}

/* printf '10\n9\n9 a\n' | sha256sum; ... | openssl dgst -sm3 */
static void
test_singles(void)
{
	struct draw_list *l = draw_list_new(false);
	struct span got;
	char digest[DRAW_LIST_DIGEST_SIZE];

	assert(l != NULL);
	add(l, "9 a", NULL, 0);
	add(l, "10", NULL, 0);
	add(l, "9", NULL, 0);
	add(l, "10", NULL, 0);
	assert(draw_list_close(l, pair) == DRAW_LIST_OK);
	assert(draw_list_entrants(l) == 3 && draw_list_lots(l) == 3);
	assert(draw_list_first(l, 0) == 0 && draw_list_first(l, 1) == 1);
	assert(draw_list_first(l, 2) == 2 && draw_list_first(l, 3) == 1);
	assert(draw_list_lot(l, 0) == 2 && draw_list_lot(l, 1) == 0);
	assert(draw_list_lot(l, 2) == 1 && draw_list_lot(l, 3) == 0);
	for (int pass = 0; pass < 2; pass++) {
		assert(next_is(draw_list_next_line, l, "10"));
		assert(next_is(draw_list_next_line, l, "9"));
		assert(next_is(draw_list_next_line, l, "9 a"));
		assert(!draw_list_next_line(l, &got));
	}
	assert(draw_list_digest(l, "sha256", digest));
	assert(
	    strcmp(digest,
		"af1fb0e5903f123a8bb53247b74def2c46ed123436e056e12f492ed57d4f8591") ==
	    0);
	assert(draw_list_digest(l, "sm3", digest));
	assert(
	    strcmp(digest,
		"e65d782e622873de7bfc9358755048a5b01b623ef5d6297cd71ee579c970e897") ==
	    0);
	assert(!draw_list_digest(l, "md5", digest));
	assert(!draw_list_digest(l, "no such", digest));
	draw_list_free(l);
}

/* Twins are one lot; its place among the lots is that of the bundle's key. */
static void
test_bundles(void)
{
	struct draw_list *l = draw_list_new(false);
	struct span got;

	assert(l != NULL);
	add(l, "A", "twins", 0);
	add(l, "X", NULL, 0);
	add(l, "C", "twins", 0);
	add(l, "B", NULL, 0);
	add(l, "D", "D", 0); /* a bundle may bear the key of one of its own */
	add(l, "E", "D", 0);
	add(l, "C", "twins", 0);
	assert(draw_list_close(l, pair) == DRAW_LIST_OK);
	assert(draw_list_entrants(l) == 6 && draw_list_lots(l) == 4);
	assert(next_is(draw_list_next_line, l, "A\ttwins"));
	assert(next_is(draw_list_next_line, l, "B"));
	assert(next_is(draw_list_next_line, l, "C\ttwins"));
	assert(next_is(draw_list_next_line, l, "D\tD"));
	assert(next_is(draw_list_next_line, l, "E\tD"));
	assert(next_is(draw_list_next_line, l, "X"));
	assert(!draw_list_next_line(l, &got));
	assert(next_is(draw_list_next_lot, l, "B"));
	assert(next_is(draw_list_next_lot, l, "D"));
	assert(next_is(draw_list_next_lot, l, "X"));
	assert(next_is(draw_list_next_lot, l, "twins"));
	assert(!draw_list_next_lot(l, &got));
	assert(draw_list_lot(l, 0) == 3 && draw_list_lot(l, 2) == 3);
	assert(draw_list_lot(l, 4) == 1 && draw_list_lot(l, 5) == 1);
	assert(draw_list_first(l, 6) == 2);
	draw_list_free(l);
}

struct entrant {
	const char *key, *bundle;
	uint32_t ticket;
};

/* The fault of three entrants, and of their tickets if the list is closed. */
static enum draw_list_fault
fault_of(bool ticketed, const struct entrant e[3])
{
	struct draw_list *l = draw_list_new(ticketed);
	enum draw_list_fault fault;
	uint32_t tickets[3];

	assert(l != NULL);
	for (int i = 0; i < 3; i++)
		add(l, e[i].key, e[i].bundle, e[i].ticket);
	fault = draw_list_close(l, pair);
	if (fault == DRAW_LIST_OK && ticketed)
		fault = draw_list_tickets(l, tickets, pair);
	draw_list_free(l);
	return fault;
}

static void
test_faults(void)
{
	static const struct entrant two_bundles[] = { { "A", "T", 0 }, { "B", NULL, 0 },
		{ "A", "U", 0 } };
	static const struct entrant bundled_and_not[] = { { "B", NULL, 0 },
		{ "A", NULL, 0 }, { "A", "U", 0 } };
	static const struct entrant clash[] = { { "A", NULL, 0 }, { "C", NULL, 0 },
		{ "B", "A", 0 } };
	static const struct entrant two_tickets[] = { { "A", NULL, 1 },
		{ "A", NULL, 2 }, { "B", NULL, 2 } };
	static const struct entrant one_ticket[] = { { "A", NULL, 1 }, { "B", NULL, 3 },
		{ "C", NULL, 1 } };
	static const struct entrant split[] = { { "A", "T", 1 }, { "B", NULL, 2 },
		{ "C", "T", 2 } };
	static const struct entrant beyond[] = { { "A", "T", 1 }, { "B", NULL, 3 },
		{ "C", "T", 1 } };
	static const struct entrant good[] = { { "A", "T", 2 }, { "B", NULL, 1 },
		{ "C", "T", 2 } };
	static const struct entrant again[] = { { "A", NULL, 2 }, { "B", NULL, 1 },
		{ "A", NULL, 2 } };

	assert(fault_of(false, two_bundles) == DRAW_LIST_UNLIKE);
	assert(pair[0] == 0 && pair[1] == 2);
	assert(fault_of(false, bundled_and_not) == DRAW_LIST_UNLIKE);
	assert(pair[0] == 1 && pair[1] == 2);
	assert(fault_of(false, clash) == DRAW_LIST_CLASH);
	assert(pair[0] == 0 && pair[1] == 2);
	assert(fault_of(true, two_tickets) == DRAW_LIST_UNLIKE);
	assert(pair[0] == 0 && pair[1] == 1);
	assert(fault_of(true, one_ticket) == DRAW_LIST_SHARED);
	assert(pair[0] == 0 && pair[1] == 2);
	assert(fault_of(true, split) == DRAW_LIST_SHARED);
	assert(fault_of(true, beyond) == DRAW_LIST_GAP);
	assert(pair[0] == 1 && pair[1] == 1);
	assert(strcmp(draw_list_fault_code(DRAW_LIST_GAP), "draw-number-gap") == 0);
	assert(fault_of(true, good) == DRAW_LIST_OK);
	assert(fault_of(true, again) == DRAW_LIST_OK);
}

static void
test_tickets(void)
{
	struct draw_list *l = draw_list_new(true);
	uint32_t tickets[3];

	assert(l != NULL);
	add(l, "B", NULL, 1);
	add(l, "C", "T", 3);
	add(l, "A", NULL, 2);
	add(l, "D", "T", 3);
	assert(draw_list_close(l, pair) == DRAW_LIST_OK);
	assert(next_is(draw_list_next_line, l, "A\t2"));
	assert(next_is(draw_list_next_line, l, "B\t1"));
	assert(next_is(draw_list_next_line, l, "C\tT\t3"));
	assert(next_is(draw_list_next_line, l, "D\tT\t3"));
	assert(draw_list_tickets(l, tickets, pair) == DRAW_LIST_OK);
	assert(tickets[0] == 2 && tickets[1] == 1 && tickets[2] == 3);
	draw_list_free(l);
}

static void
test_nobody(void)
{
	struct draw_list *l = draw_list_new(true);
	struct span got;
	uint32_t tickets[1];
	char digest[DRAW_LIST_DIGEST_SIZE];

	assert(l != NULL);
	assert(draw_list_close(l, pair) == DRAW_LIST_OK);
	assert(draw_list_entrants(l) == 0 && draw_list_lots(l) == 0);
	assert(!draw_list_next_line(l, &got) && !draw_list_next_lot(l, &got));
	assert(draw_list_tickets(l, tickets, pair) == DRAW_LIST_OK);
	assert(draw_list_digest(l, "sha256", digest));
	assert(strcmp(digest, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b"
			      "7852b855") == 0);
	draw_list_free(l);
}

int
main(void)
{
	test_keys();
	test_singles();
	test_bundles();
	test_faults();
	test_tickets();
	test_nobody();
	return 0;
}
