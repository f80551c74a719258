/*
 * cel_pattern.h - regular expressions with the meaning of RE2
 *
 * matches() takes the patterns of RE2: no back references, no look-around, nothing
 * that only a backtracking engine knows.  They are checked for that here and
 * matched by PCRE2, in a time that grows with the length of the text alone.
 */
#ifndef CEL_PATTERN_H
#define CEL_PATTERN_H

#include "cel/cel_value.h"
#include "formats/bounded_search.h"
#include "record/record.h"

struct cel_pattern;

enum cel_match { CEL_NO_MATCH, CEL_MATCH, CEL_MATCH_GIVEN_UP, CEL_MATCH_NO_MEMORY };

/* What a search costs that was given up, in steps of an evaluation. */
enum { CEL_GIVEN_UP_STEPS = 20000 };

/*
 * Compile.  NULL, and *fault says why: CEL_FAULT_PATTERN if the pattern (UTF-8) is not
 * one of RE2, CEL_FAULT_MEMORY.
 */
struct cel_pattern *cel_pattern_new(struct span text, enum cel_fault *fault);
void cel_pattern_free(struct cel_pattern *);

/* Of one evaluation: a step takes longer here than in BOUNDED_SEARCH_WORK. */
enum { CEL_SEARCH_WORK = BOUNDED_SEARCH_WORK / 10 };

/*
 * Look for the pattern anywhere in the text, which must be UTF-8.  *work is what the
 * evaluation has left (bounded_search.h).  Given up only where thousands of characters
 * leave hundreds of ways open, as for "([a-z]{2,900})+[0-9]" in 100,000
 * letters.
 */
enum cel_match cel_pattern_find(struct cel_pattern *, struct span text, uint64_t *work);

#endif
