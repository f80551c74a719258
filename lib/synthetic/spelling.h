/*
 * spelling.h - one name or number as somebody else writes it
 *
 * What happens to a text between a family and a form: it is typed on another keyboard,
 * heard over the telephone, or copied with a mistake.
 */
#ifndef SPELLING_H
#define SPELLING_H

#include <stdbool.h>

#include "synthetic/phrase.h"
#include "synthetic/random.h"
#include "synthetic/resident.h"

/*
 * The same name in other characters: a traditional one, another middle dot, a
 * full-width space, or a character that nobody sees.
 */
void spelling_of_name(struct random *, const char *name, struct phrase *spelled);

/*
 * The name with a character of the given name as it was heard: another one that is
 * read alike, with its tone.  False if it has none that the table knows.
 */
bool spelling_by_ear(const char *name, struct phrase *heard);

/* The same number as it is typed: full width, in groups, or with a small x. */
void spelling_of_number(
    struct random *, const char id[RESIDENT_LENGTH + 1], struct phrase *typed);

/*
 * Another number by one mistake of typing: a digit of the birth date or the sequence
 * is wrong, or has changed places with the next.  Its check character is wrong then.
 */
void spelling_mistake(struct random *, char id[RESIDENT_LENGTH + 1]);

#endif
