/*
 * offer_record.h - a program as a line of programs.jsonl
 *
 * With the rounds that offer it: the feeder round, in which its quota goes to junior
 * schools; the first or the second; and a supplementary one for what is left.
 */
#ifndef OFFER_RECORD_H
#define OFFER_RECORD_H

#include <stddef.h>

#include "record/writer.h"
#include "synthetic/offer.h"

/* Add the program of that number to the text, without a line end. */
void offer_record_write(const struct offer *, size_t number, struct writer *text);

#endif
