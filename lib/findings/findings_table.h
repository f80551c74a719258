/*
 * findings_table.h - how often each thing was found wrong, and where first
 *
 * For a table that people read: what has the same code, rule and field is one line of
 * it, whatever item of an array it was.  There is no data of a record in it but the
 * names of fields and the places from which records came.
 */
#ifndef FINDINGS_TABLE_H
#define FINDINGS_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "findings/finding.h"
#include "record/writer.h"

struct findings_table;

/* More kinds of findings than this are counted as one. */
enum { FINDINGS_TABLE_MOST = 1000, FINDINGS_TABLE_PLACES = 5 };

/* NULL if there is no memory. */
struct findings_table *findings_table_new(void);
void findings_table_free(struct findings_table *);

/*
 * Count a finding of the record that came from that line of a file.  All texts are
 * copied.  False if there is no memory.
 */
bool findings_table_add(struct findings_table *, const struct finding *, bool warning,
    struct span file, uint64_t line);

/*
 * Write the table: errors before warnings, what is frequent before what is rare, and
 * what is equally so by name.
 */
void findings_table_write(struct findings_table *, struct writer *);

#endif
