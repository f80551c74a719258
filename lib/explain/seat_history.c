#include "explain/seat_history.h"

#include <stdlib.h>

#include "memory/array.h"

bool
seat_history_add_round(struct seat_history *h, struct span name)
{
	if (!array_reserve(&h->rounds, &h->room, h->count + 1, sizeof *h->rounds))
		return false;
	h->rounds[h->count++] = name;
	return true;
}

bool
seat_history_read(struct seat_history *h, struct record *record,
    const struct admission *a, struct entry_fault *f)
{
	enum released_state state = released_read(&h->released, record);

	h->now = NULL;
	if (state != RELEASED_READ) {
		seat_history_clear(h);
		return state == RELEASED_NO_MEMORY
			   ? entry_fault_no_memory(f)
			   : entry_fault_set(f, "admission-unclear", RELEASED_PATH,
				 "it does not say which seats were given on");
	}
	if (a->status == ADMISSION_ADMITTED)
		h->now = a;
	return true;
}

void
seat_history_clear(struct seat_history *h)
{
	h->released.count = 0;
	h->now = NULL;
}

/* The seats of the record, the oldest first; NULL behind the last one. */
static const struct admission *
seat_of(const struct seat_history *h, size_t number)
{
	if (number < h->released.count)
		return &h->released.seats[number];
	return number == h->released.count ? h->now : NULL;
}

static bool
is_of(const struct admission *seat, struct span round)
{
	return seat->round.at != NULL && span_same(seat->round, round);
}

/* The number of the round that gave a seat; count: it is none of the chain. */
static size_t
round_of(const struct seat_history *h, const struct admission *seat)
{
	size_t round = 0;

	while (round < h->count && !is_of(seat, h->rounds[round]))
		round++;
	return round;
}

struct seat_then
seat_history_at(const struct seat_history *h, size_t round)
{
	struct seat_then then = { NULL, NULL };
	const struct admission *seat;
	size_t number = 0, given_in;

	for (; (seat = seat_of(h, number)) != NULL; number++) {
		given_in = round_of(h, seat);
		if (given_in == round)
			then.given = seat;
		if (given_in >= round && given_in < h->count)
			break;
		then.before = seat;
	}
	return then;
}

void
seat_history_free(struct seat_history *h)
{
	free(h->rounds);
	released_free(&h->released);
	*h = (struct seat_history){ 0 };
}
