/*
 * keep_rule.h - which of several records of one person is kept
 */
#ifndef KEEP_RULE_H
#define KEEP_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"

struct keep_rule;

/*
 * "first", "last", "most-complete", or an expression of the rules language: then the
 * record with the greatest value is kept.  What is no expression ends the program. New.
 */
struct keep_rule *keep_rule_load(const char *setting, const char *text);
void keep_rule_free(struct keep_rule *);

/* Whether the first record decides, the last one, or a value. */
enum keep_order { KEEP_FIRST, KEEP_LAST, KEEP_BY_VALUE };
enum keep_order keep_rule_order(const struct keep_rule *);

size_t keep_rule_bytes(const struct keep_rule *);

/* Take the value of the next record (KEEP_BY_VALUE).  False if there is no memory. */
bool keep_rule_add(struct keep_rule *, struct record *);

/*
 * Above zero if the first record, by its number, is to be kept rather than the second;
 * zero if their values are the same.  No value is the least; then come booleans,
 * numbers and texts, by their bytes.
 */
int keep_rule_compare(const struct keep_rule *, uint32_t a, uint32_t b);

#endif
