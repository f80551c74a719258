/*
 * chains.h - how a change of one applicant reached another one
 *
 * A seat that one applicant leaves is free for another one, who leaves a seat in turn
 * (a chain of vacancies); and an applicant who takes a seat may push another one out,
 * who takes a seat elsewhere (a chain of displacements).
 * From the moves alone, the seats before and after, this finds for each move the
 * fewest steps by which a move with a cause of its own (a root) leads to it:
 *
 *	A leaves S01	B: S02 -> S01	C: S03 -> S02
 *	root		1 step, by A	2 steps, by B
 *
 * A chain keeps its kind: what follows a vacancy follows from the seat that was left,
 * what follows a displacement from the seat that was taken.
 */
#ifndef CHAINS_H
#define CHAINS_H

#include <stdbool.h>
#include <stdint.h>

#define CHAINS_NONE UINT32_MAX

/* From a program to a program, by their numbers; CHAINS_NONE: no seat. */
struct chain_move {
	uint32_t from, to;
	bool root;
};

struct chain_reach {
	uint32_t steps; /* 0 of a root; CHAINS_NONE: not reached */
	uint32_t by;    /* the move before it in the chain; CHAINS_NONE: none */
};

/*
 * Set reach[i] of each of count moves, where programs are numbered below programs.  Of
 * several moves that lead there in as few steps, by is the one that was reached first,
 * in the order of the moves.  Time and memory are linear.  False if there is no memory.
 */
bool chains_find(const struct chain_move *, uint32_t count, uint32_t programs,
    struct chain_reach *reach);

#endif
