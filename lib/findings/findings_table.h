/*
 * findings_table.h - how often each finding occurs, and where first
 *
 * A table for people: findings with the same code, rule and field are one line of it,
 * whatever item of an array they are about.  It has no data of a record except the
 * names of fields, and the files and lines of records.
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
 * Count a finding of the record that comes from that line of a file.  All texts are
 * copied.  False if there is no memory.
 */
bool findings_table_add(struct findings_table *, const struct finding *, bool warning,
    struct span file, uint64_t line);

/*
 * Write the table: errors before warnings, then the more frequent before the less
 * frequent, then by name.
 */
void findings_table_write(struct findings_table *, struct writer *);

#endif
