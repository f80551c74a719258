/* junior.h - the junior-high entry of a year (procedure.h); its children: pupil.h */
#ifndef JUNIOR_H
#define JUNIOR_H

#include "synthetic/procedure.h"

extern const struct procedure junior;

#endif
