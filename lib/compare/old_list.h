/*
 * old_list.h - the list that another one is compared with
 *
 * Its lines stay in their file (or in a spill file, if they come from a pipe); in
 * memory are the ids and where each line stands, about 60 bytes a record.  The list
 * must be whole: a line that is no record, a record without an id and an id that is
 * there twice end the program with STATUS_TROUBLE, since every difference that is found
 * against such a list might be wrong.
 */
#ifndef OLD_LIST_H
#define OLD_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "record/path.h"
#include "record/record.h"

struct old_list;

/*
 * Read a file ("-": standard input) of JSON Lines; a seal at its end is checked.  id is
 * where a record has its id, a text.  max_line is the most bytes of a line; 0: 16 MiB.
 * name and id are borrowed.
 */
struct old_list *old_list_read(const char *name, struct path *id, size_t max_line);
void old_list_free(struct old_list *);

uint32_t old_list_count(const struct old_list *);
/* Bytes of the file. */
uint64_t old_list_bytes(const struct old_list *);

/*
 * The number of the record with an id, from 0 in the order of the list; or
 * NUMBERING_NONE.  *called: it was asked for before.
 */
uint32_t old_list_call(struct old_list *, struct span id, bool *called);

/* The next number from number on that was never called; false if there is none. */
bool old_list_missing(const struct old_list *, uint32_t *number);

/* The line of a record; borrowed until the next call. */
struct span old_list_line(struct old_list *, uint32_t number);

/* Parse that line into a record, which borrows it. */
void old_list_parse(struct old_list *, uint32_t number, struct record *);

/* The id of a record; borrowed. */
struct span old_list_id(const struct old_list *, uint32_t number);

/* End the program because of what is wrong with a record; the field may be NULL. */
_Noreturn void old_list_fail(struct old_list *, uint32_t number, const char *code,
    const char *field, const char *reason);

/* All lines have been read: end the program if the file has changed meanwhile. */
void old_list_check(const struct old_list *);

#endif
