/*
 * quote.h - a text as a cell of CSV (RFC 4180)
 */
#ifndef QUOTE_H
#define QUOTE_H

#include <stdbool.h>

#include "record/record.h"
#include "record/writer.h"

/* What is done for the spreadsheet that will open the file. */
struct quoting {
	/* Write ' before a text that would be run as a formula (misreading.h); the step
	 * "guard" of cleaning.h takes it back. */
	bool guard;
	/*
	 * Write ="0123" for a text that would be read as a number or a date
	 * (misreading.h), and for a number of more than 15 digits.  cell_trim() takes
	 * it back.
	 */
	bool keep_digits;
};

/*
 * Write a text, or a number (the digits of one), in quotes if it needs them: if a
 * quote, a comma or a line end is in it, or white space around it.
 */
void quote_text(struct writer *, struct span text, struct quoting);
void quote_number(struct writer *, struct span digits, struct quoting);

#endif
