/* spreadsheet.h - what spreadsheets leave of codes that they take for numbers */
#ifndef SPREADSHEET_H
#define SPREADSHEET_H

#include <stdbool.h>

#include "record/record.h"

/* A large number as a spreadsheet shows it, 6.20102E+17, or with a fraction, 139.0. */
bool spreadsheet_has_number(struct span text);

/* What stands where a formula has failed: #N/A, #REF!, #VALUE!, #NAME? ... */
bool spreadsheet_has_error(struct span text);

#endif
