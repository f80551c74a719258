/*
 * choosing.h - the choices that a candidate files
 *
 * Everybody knows his place when he files, as where marks are published first.  So
 * a list goes from programs a little above the one that his place would just get
 * down to some that are safe; programs that are talked about are filed more often
 * than their neighbours; and one in eight puts a dream in front, the n-th program
 * about as often as 1/n.  A few do not look at what a program asks for.
 */
#ifndef CHOOSING_H
#define CHOOSING_H

#include <stdint.h>

#include "synthetic/enrolment.h"

enum { CHOOSING_MOST = 112 };

/*
 * Choose up to wanted (at most CHOOSING_MOST) different programs, best liked first;
 * fewer only where few are open, never none.  Returns how many.
 */
uint32_t choosing_list(const struct enrolment *, struct random *, uint64_t place,
    const struct college_marks *, uint32_t wanted, uint32_t choices[CHOOSING_MOST]);

#endif
