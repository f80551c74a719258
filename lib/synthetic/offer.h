/*
 * offer.h - the programs of the senior-high schools, and what children choose
 *
 * One program for about 370 children; all together have seats for 62 of 100.  Programs
 * are sorted by popularity, number 0 first.  Children choose programs around the one
 * that their ability would get, better ones first, and prefer their own district except
 * to the most popular programs.
 *
 * The better half gives half of its seats, selective classes apart, to the junior
 * schools of its district before all others; the last three in ten come in a second
 * round.
 */
#ifndef OFFER_H
#define OFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "synthetic/phrase.h"
#include "synthetic/random.h"

enum {
	OFFER_MAX_CHOICES = 12,
	OFFER_MAX_FEEDER = 2,
	OFFER_MAX_SUPPLEMENTARY = 3,
};

struct program {
	struct phrase id; /* "S01" */
	struct phrase school;
	bool selective; /* a class of its own, the most popular of a school */
	uint32_t district;
	uint32_t capacity;
	uint32_t quota;       /* seats that are given by junior school; 0: none are */
	bool second;          /* offered in the second round, not in the first */
	uint64_t seats_above; /* in all programs that are more popular */
};

struct offer;

/* NULL if there is no memory. */
struct offer *offer_new(uint64_t seed, uint64_t applicants);
void offer_free(struct offer *);

size_t offer_count(const struct offer *);
const struct program *offer_program(const struct offer *, size_t number);

/*
 * Choose 1 to OFFER_MAX_CHOICES different programs, best liked first.  Returns
 * how many; the ability is as in exam_sit().
 */
size_t offer_choose(const struct offer *, struct random *, uint32_t district,
    int32_t ability, uint32_t choices[OFFER_MAX_CHOICES]);

/*
 * How many of the quota seats of a program are for a junior school of its district,
 * number from 0; together they are all.
 */
uint32_t offer_cell(const struct offer *, size_t program, uint32_t junior);

/*
 * Choose 0 to OFFER_MAX_FEEDER programs that have seats for the junior school, some
 * of them better than what the ability would get.
 */
size_t offer_choose_feeder(const struct offer *, struct random *, uint32_t district,
    uint32_t junior, int32_t ability, uint32_t choices[OFFER_MAX_FEEDER]);

/* Choose 0 to OFFER_MAX_SUPPLEMENTARY programs of the less popular half. */
size_t offer_choose_supplementary(const struct offer *, struct random *,
    uint32_t district, uint32_t choices[OFFER_MAX_SUPPLEMENTARY]);

#endif
