/*
 * Draw lists: each line is KEY, KEY TAB BUNDLE, or these with TAB TICKET (a first line
 * "tickets").  The list is the same in whatever order the entrants come, its text is
 * sorted by bytes, and its digest is that of the text.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

#include "draw/draw_list.h"

#include "target.h"

enum { MOST = 64 };

struct entrant {
	struct span key, bundle;
	uint32_t ticket;
};

static uint32_t
read_entrants(struct span text, bool ticketed, struct entrant *all)
{
	uint32_t count = 0;

	while (text.len > 0 && count < MOST) {
		struct span line = span_cut(&text, '\n');
		struct entrant e = { .key = span_cut(&line, '\t') };

		if (ticketed) {
			struct span ticket = span_cut(&line, '\t');

			for (size_t i = 0; i < ticket.len && i < 3; i++)
				e.ticket = e.ticket * 10 +
					   (uint32_t)(unsigned char)ticket.at[i] % 10;
			e.ticket += e.ticket == 0;
		}
		e.bundle = line.len > 0 ? line : (struct span){ NULL, 0 };
		if (draw_list_is_key(e.key) &&
		    (e.bundle.at == NULL || draw_list_is_key(e.bundle)))
			all[count++] = e;
	}
	return count;
}

static struct draw_list *
make(const struct entrant *all, uint32_t count, bool ticketed, bool back,
    enum draw_list_fault *fault)
{
	struct draw_list *l = draw_list_new(ticketed);
	uint32_t pair[2] = { 0, 0 };

	for (uint32_t i = 0; i < count; i++) {
		const struct entrant *e = &all[back ? count - 1 - i : i];

		check(draw_list_add(l, e->key, e->bundle, e->ticket));
	}
	*fault = draw_list_close(l, pair);
	check(*fault == DRAW_LIST_OK || (pair[0] < count && pair[1] < count));
	return l;
}

/* Behind the last one: by bytes, the shorter first. */
static bool
is_behind(struct span last, struct span next)
{
	size_t len = last.len < next.len ? last.len : next.len;
	int order = memcmp(last.at, next.at, len);

	return order < 0 || (order == 0 && last.len < next.len);
}

static void
check_text(struct draw_list *l, const char *digest)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	unsigned char sum[EVP_MAX_MD_SIZE];
	char last[4096] = "", hex[3];
	size_t last_len = 0;
	struct span line;
	uint32_t lines = 0;

	EVP_DigestInit_ex(context, EVP_sha256(), NULL);
	while (draw_list_next_line(l, &line)) {
		check(lines == 0 || is_behind((struct span){ last, last_len }, line));
		lines++;
		EVP_DigestUpdate(context, line.at, line.len);
		EVP_DigestUpdate(context, "\n", 1);
		memcpy(last, line.at, last_len = line.len);
	}
	EVP_DigestFinal_ex(context, sum, NULL);
	EVP_MD_CTX_free(context);
	check(lines == draw_list_entrants(l));
	for (size_t i = 0; i < 32; i++) {
		snprintf(hex, sizeof hex, "%02x", sum[i]);
		check(memcmp(hex, digest + 2 * i, 2) == 0);
	}
}

/* Each entrant is in the lot whose key is its bundle's or its own. */
static void
check_lots(struct draw_list *l, const struct entrant *all, uint32_t count)
{
	struct span lot;
	uint32_t lots = 0;

	while (draw_list_next_lot(l, &lot)) {
		for (uint32_t i = 0; i < count; i++) {
			struct span own =
			    all[i].bundle.at != NULL ? all[i].bundle : all[i].key;

			check((draw_list_lot(l, i) == lots) == span_same(own, lot));
		}
		lots++;
	}
	check(lots == draw_list_lots(l));
}

static void
check_tickets(struct draw_list *l, uint32_t count)
{
	uint32_t tickets[MOST], pair[2] = { 0, 0 }, lots = draw_list_lots(l);
	bool seen[MOST + 1] = { false };

	if (draw_list_tickets(l, tickets, pair) != DRAW_LIST_OK) {
		check(pair[0] < count && pair[1] < count);
		return;
	}
	for (uint32_t i = 0; i < lots; i++) {
		check(tickets[i] >= 1 && tickets[i] <= lots && !seen[tickets[i]]);
		seen[tickets[i]] = true;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span text = { (const char *)data, size };
	bool ticketed = span_begins(text, "tickets\n");
	char one[DRAW_LIST_DIGEST_SIZE], two[DRAW_LIST_DIGEST_SIZE];
	struct entrant all[MOST];
	enum draw_list_fault fault, other;
	struct draw_list *l, *m;
	uint32_t count;

	if (size > 4000)
		return 0;
	if (ticketed)
		span_cut(&text, '\n');
	count = read_entrants(text, ticketed, all);
	l = make(all, count, ticketed, false, &fault);
	m = make(all, count, ticketed, true, &other);
	check((fault == DRAW_LIST_OK) == (other == DRAW_LIST_OK));
	if (fault == DRAW_LIST_OK) {
		check(draw_list_digest(l, "sha256", one));
		check(draw_list_digest(m, "sha256", two));
		check(strcmp(one, two) == 0);
		check_text(l, one);
		check_lots(l, all, count);
		if (ticketed && count > 0)
			check_tickets(l, count);
	}
	draw_list_free(l);
	draw_list_free(m);
	return 0;
}
