/*
 * choosing.h - the choices of a candidate for universities
 *
 * Candidates know their place when they choose, as in provinces where marks are
 * published first.  A list goes from programs a little above the one that the place
 * would just get down to some that are safe.  Programs that are talked about are chosen
 * more often than their neighbours.  One candidate in eight puts a dream first: the
 * n-th program about as often as 1/n.  A few ignore what a program requires.
 */
#ifndef CHOOSING_H
#define CHOOSING_H

#include <stdint.h>

#include "synthetic/enrolment.h"

enum { CHOOSING_MOST = 112 };

/*
 * Choose up to wanted (at most CHOOSING_MOST) different programs, the best liked
 * first: fewer only where few are open, and at least one.  Returns how many.
 */
uint32_t choosing_list(const struct enrolment *, struct random *, uint64_t place,
    const struct college_marks *, uint32_t wanted, uint32_t choices[CHOOSING_MOST]);

#endif
