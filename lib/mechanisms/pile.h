/*
 * pile.h - some seats, and the best who ask for them
 *
 * All of it is inline: piles are read a hundred million times in a large round.
 */
#ifndef PILE_H
#define PILE_H

#include <stddef.h>
#include <stdint.h>

/*
 * A heap has eight children to a place, which share a line of memory (64 bytes) if
 * they begin at a multiple of eight.  So the root is at 7, and the children of
 * place i begin at (i - 6) * 8.
 */
enum { PILE_FANOUT = 8, PILE_ROOT = 7, PILE_LINE = 64 };

/*
 * The seats of a program without groups, or of a group, and who holds them, as
 * priority << 32 | applicant.  While all of them are held this is a heap with the
 * worst one at its root; before that nobody is turned away, and it is a list.
 */
struct pile {
	uint64_t *heap;
	uint32_t seats; /* that it may give, with those passed to it */
	uint32_t count; /* that it gives */
};

static inline void
pile_sift_down(uint64_t *heap, size_t count, size_t i, uint64_t entry)
{
	size_t end = PILE_ROOT + count;

	for (size_t child = (i - 6) * PILE_FANOUT; child < end;
	     child = (i - 6) * PILE_FANOUT) {
		size_t last = end - child < PILE_FANOUT ? end : child + PILE_FANOUT;
		size_t place = child;
		uint64_t worst = heap[child];

		for (size_t c = child + 1; c < last; c++) {
			place = heap[c] > worst ? c : place;
			worst = heap[c] > worst ? heap[c] : worst;
		}
		if (worst <= entry)
			break;
		heap[i] = worst;
		i = place;
	}
	heap[i] = entry;
}

static inline void
pile_make_heap(struct pile *pile)
{
	for (size_t i = (size_t)PILE_ROOT + pile->count; i-- > PILE_ROOT;)
		pile_sift_down(pile->heap, pile->count, i, pile->heap[i]);
}

/* Add an entry; there must be a free seat. */
static inline void
pile_put(struct pile *pile, uint64_t entry)
{
	pile->heap[(size_t)PILE_ROOT + pile->count++] = entry;
	if (pile->count == pile->seats)
		pile_make_heap(pile);
}

/* Add an entry that is better than the worst one of a full pile, which leaves. */
static inline uint32_t
pile_replace_worst(struct pile *pile, uint64_t entry)
{
	uint64_t worst = pile->heap[PILE_ROOT];

	pile_sift_down(pile->heap, pile->count, PILE_ROOT, entry);
	return (uint32_t)worst;
}

/* Take a seat away from a full pile: the worst entry leaves. */
static inline uint32_t
pile_remove_worst(struct pile *pile)
{
	uint64_t worst = pile->heap[PILE_ROOT];

	pile->count--;
	if (pile->count > 0)
		pile_sift_down(pile->heap, pile->count, PILE_ROOT,
		    pile->heap[(size_t)PILE_ROOT + pile->count]);
	return (uint32_t)worst;
}

#endif
