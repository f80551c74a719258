/*
 * provinces.h - where candidates and universities of a nation are
 *
 * The names and codes are those of GB/T 2260.  Shares are examples and no count of
 * anybody; the schools are invented.
 */
#ifndef PROVINCES_H
#define PROVINCES_H

#include <stdint.h>

#include "synthetic/phrase.h"
#include "synthetic/random.h"

enum { PROVINCES = 31, PROVINCE_SCHOOLS = 7440 };

struct province {
	uint8_t code;     /* 62 */
	const char *name; /* "甘肃" */
};

/* One of them, as often as its share says.  Static. */
const struct province *province_choose(struct random *);

/* The n-th invented school, n from 0 to PROVINCE_SCHOOLS - 1; no two are called the
 * same. */
void province_school(uint32_t n, struct phrase *name);

#endif
