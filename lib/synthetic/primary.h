/* primary.h - a city's primary entry: its spreadsheet, records and earlier places */
#ifndef PRIMARY_H
#define PRIMARY_H

#include "synthetic/procedure.h"

extern const struct procedure primary;

#endif
