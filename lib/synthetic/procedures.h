/* procedures.h - the table of all procedures that a year can be invented for */
#ifndef PROCEDURES_H
#define PROCEDURES_H

#include "synthetic/procedure.h"

/* The procedure of that name, or NULL. */
const struct procedure *procedures_find(const char *name);

#endif
