/*
 * help.h - what a filter says of its options
 *
 * --help for people, --options for the completion of a shell and for tests, both made
 * from the filter's table (setting.h) and the options that every filter has.  Each
 * function but the first ends the program.
 */
#ifndef HELP_H
#define HELP_H

#include "settings/setting.h"

/* "a, b or c"; new.  words end in NULL. */
char *help_words(const char *const words[]);

_Noreturn void help_print(const struct filter *);
_Noreturn void help_print_rows(const struct filter *);
_Noreturn void help_print_version(const struct filter *);

#endif
