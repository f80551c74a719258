/* senior_high.h - a city's senior-high admission: its spreadsheet and its records */
#ifndef SENIOR_HIGH_H
#define SENIOR_HIGH_H

#include "synthetic/procedure.h"

extern const struct procedure senior_high;

#endif
