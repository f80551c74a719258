/*
 * people.h - invented people: the ethnic group and the name
 *
 * Surnames and groups come about as often as in Gansu; given names are those of
 * children born around 2005.  Names hold what real registers hold and software
 * trips over: compound surnames, names of one character, the separator U+00B7,
 * names of a dozen characters, and characters that GBK does not have (䶮) or
 * that lie beyond the first 65,536 (𫖯).
 */
#ifndef PEOPLE_H
#define PEOPLE_H

#include <stdbool.h>

#include "synthetic/phrase.h"
#include "synthetic/random.h"

/* The ethnic group and the family's part of the name are static texts ("汉族"). */
struct person {
	const char *group;
	const char *family; /* a surname or the father's name; NULL: there is none */
	struct phrase name;
};

void people_make(struct random *, bool male, struct person *);

/* A brother or sister: the same group and family, and another name. */
void people_make_sibling(
    struct random *, bool male, const struct person *of, struct person *);

#endif
