/*
 * choice_list.h - the programs that a list of choices names
 *
 * Each choice of each applicant is looked up among all programs, so what a look-up
 * needs stands in one place of memory: the id, the number of the program, and which
 * list named it last.  All places that a list needs are asked for before the first one
 * is read.
 */
#ifndef CHOICE_LIST_H
#define CHOICE_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"
#include "seats/entry_fault.h"
#include "seats/programs.h"

struct choice_list;

/* For lists that name these programs, which are borrowed.  NULL if there is no memory.
 */
struct choice_list *choice_list_new(const struct programs *);
void choice_list_free(struct choice_list *);

/*
 * The programs of an array of this record, in its order; a choice that is null is
 * programs_gap().  choices has room for as many as the array has values.  Sets *count.
 * A choice that is not text or not a program, or whose program is there twice, is a
 * fault without a field, and *count is its number, from 0.
 */
bool choice_list_read(struct choice_list *, struct record *, const struct value *list,
    uint32_t *choices, uint32_t *count, struct entry_fault *);

#endif
