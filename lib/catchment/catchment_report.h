/* catchment_report.h - what is wrong with a table of rules, as lines of a filter */
#ifndef CATCHMENT_REPORT_H
#define CATCHMENT_REPORT_H

#include <stdbool.h>

#include "catchment/catchment_load.h"

struct stream;

/*
 * Write a line for each problem (catchment_check.h) to the stream, and the counts to
 * standard error:
 *
 *	{"code":"unreachable","rule":"a3","line":4,"kind":"road","other":"a1",
 *	 "reason":"..."}
 *
 * True if there is none.  Ends the program where there is no memory.
 */
bool catchment_report(
    const struct catchment_file *, const struct gazetteer *, struct stream *);

#endif
