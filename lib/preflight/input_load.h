/*
 * input_load.h - the files of a year, read and checked (input_files.h)
 *
 * This is set-up for filters: a list or a file that cannot be read ends the program.
 */
#ifndef INPUT_LOAD_H
#define INPUT_LOAD_H

#include "preflight/preflight_findings.h"
#include "settings/setting.h"

/* digests is the list of this year's files, or NULL; earlier has those of other years.
 */
void input_load_check(
    const char *digests, const struct text_list *earlier, struct preflight_findings *);

#endif
