/*
 * misreading.h - texts that a spreadsheet takes for something else
 *
 * A spreadsheet that opens a CSV file reads each cell as if it had been typed.  Then
 * "007" is 7, "1-2" a date, "(1)" minus one, and "=1+1" is run.  These are the texts
 * that must be marked so that they stay what they are.  A text that is named here
 * without need is only marked without need, so the rules are wide.  All texts are
 * UTF-8.
 */
#ifndef MISREADING_H
#define MISREADING_H

#include <stdbool.h>

#include "record/span.h"

/*
 * Whether it may be run as a formula: its first character that can be seen is = + - @
 * (or a form of one of them, as U+FF1D or U+FE63; or U+2212), or it begins with a TAB,
 * CR or LF.
 */
bool misreading_is_formula(struct span text);

/*
 * The text without the apostrophe that is written before a formula, so that it is not
 * run; the text itself if it has none.  A text that already looks as if it had one gets
 * one more, so that nothing is lost on the way back; one with nothing to be seen gets
 * none.
 */
struct span misreading_unguarded(struct span text);
bool misreading_needs_guard(struct span text);

/*
 * Whether it may be read as a number, a date, a time, a truth value or an error: it has
 * a digit and consists of digits (full-width ones too), spaces, + - . / \ : , % ( ),
 * signs of currencies, the names of months, e, AM and PM behind a digit, and the
 * characters of Chinese dates and times; or it is TRUE, FALSE, #N/A ...
 */
bool misreading_is_value(struct span text);

#endif
