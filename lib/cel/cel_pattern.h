/*
 * cel_pattern.h - regular expressions with the meaning of RE2
 *
 * matches() takes the patterns of RE2: no back references, no look-around, nothing
 * that only a backtracking engine knows.  They are checked for that here and
 * matched by PCRE2, with a limit on its steps.
 */
#ifndef CEL_PATTERN_H
#define CEL_PATTERN_H

#include "record/record.h"

struct cel_pattern;

enum cel_match { CEL_NO_MATCH, CEL_MATCH, CEL_MATCH_GIVEN_UP };

/* What a search costs that was given up, in steps of an evaluation. */
enum { CEL_GIVEN_UP_STEPS = 20000 };

/* Compile; NULL if the pattern (UTF-8) is not one of RE2, or there is no memory. */
struct cel_pattern *cel_pattern_new(struct span text);
void cel_pattern_free(struct cel_pattern *);

/* Look for the pattern anywhere in the text, which must be UTF-8. */
enum cel_match cel_pattern_find(const struct cel_pattern *, struct span text);

#endif
