/* spreadsheet.h - damage that spreadsheets do to codes which they read as numbers */
#ifndef SPREADSHEET_H
#define SPREADSHEET_H

#include <stdbool.h>

#include "record/record.h"

/* A large number as a spreadsheet shows it, 6.20102E+17, or with a fraction, 139.0. */
bool spreadsheet_has_number(struct span text);

/* The mark of a formula that failed: #N/A, #REF!, #VALUE!, #NAME? ... */
bool spreadsheet_has_error(struct span text);

#endif
