/* process.h - what a filter needs of its process before it does anything else */
#ifndef PROCESS_H
#define PROCESS_H

/*
 * Descriptors 0, 1 and 2 are open from here on: a file that is opened later would take
 * the place of one that is closed, and become standard output.  What was closed is
 * opened so that reading or writing it fails.  No core is written when the process
 * crashes: it would hold personal data.  Ends the program with STATUS_TROUBLE if a
 * descriptor cannot be opened.
 */
void process_begin(void);

#endif
