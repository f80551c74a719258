/*
 * page.h - an explanation as a page for people
 *
 * What admit-explain(1) writes of one applicant (explanation.h), in sentences.  The
 * page says nothing that the explanation does not.
 */
#ifndef PAGE_H
#define PAGE_H

#include <stdbool.h>

#include "record/writer.h"

enum page_language { PAGE_ZH, PAGE_EN };

/*
 * Write the page of an explanation, JSON that may be w's own text, over what w has.
 * False if memory ran out.
 */
bool page_write(struct span explanation, enum page_language, struct writer *w);

#endif
