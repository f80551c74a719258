/*
 * place_breach.h - a place in a rank, or a number of a draw, that does not follow
 */
#ifndef PLACE_BREACH_H
#define PLACE_BREACH_H

#include <stdint.h>

struct place_breach {
	const char *code;  /* static; audit_ranks.h and audit_draw.h list them */
	uint32_t number;   /* of the record, as it was added */
	uint32_t other;    /* UINT32_MAX where there is none */
	const char *kind;  /* "rank" or "draw" */
	const char *name;  /* of the rank or draw; borrowed */
	const char *field; /* of it, static; NULL where there is none */
	uint32_t expected; /* of a number; 0: none */
	const char *text;  /* of a text, instead; borrowed; NULL: none */
};

#endif
