/* strength.h - how strong the evidence is that two records are of one person */
#ifndef STRENGTH_H
#define STRENGTH_H

enum strength {
	STRENGTH_CERTAIN, /* one person, by a number that only one person has */
	STRENGTH_STRONG,
	STRENGTH_WEAK, /* people should look */
	STRENGTHS,
	STRENGTH_NONE = STRENGTHS,
};

/* "certain", "strong", "weak"; NULL behind the last. */
extern const char *const strength_words[];

#endif
