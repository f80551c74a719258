/*
 * settings.h - one table declares the settings of a filter
 *
 * A setting is an option of the command line and a key of the filter's section in the
 * policy, under one name.  settings_read() reads both by the table; --help, --options,
 * the completion of a shell and the test of the man page are made from it.  An option
 * wins over the policy; a key of the policy that is not in the table is an error that
 * names its place (JSON Pointer).  Mistakes of the user end the program with
 * STATUS_TROUBLE, so a filter has no error to handle here.
 */
#ifndef SETTINGS_H
#define SETTINGS_H

#include <stdbool.h>

#include <jansson.h>

#include "settings/setting.h"
#include "settings/settings_place.h"
#include "settings/status.h"

/*
 * Read the command line, and the policy if -p or ADMIT_POLICY in the environment names
 * one (-p "" names none).  Options may stand behind operands, as in GNU tools.
 * --help, --version and --options print and exit.  Returns the operands, which end in
 * NULL.  If there is a policy and its section has entries, the first operand is the
 * name of the entry and not among them, see settings_entry().
 */
char **settings_read(int argc, char *argv[], const struct filter *);

/* The name of the policy's entry that runs, or NULL.  Borrowed, lives on. */
const char *settings_entry(void);

/*
 * Where one run takes several entries, settings_read() has read the first one.  Go to
 * the next: what the last one has set is again as it was before, and what this one
 * says is set.  False if there is none.
 */
bool settings_next_entry(void);

/*
 * The constants of the policy, for rules: its member "constants", or NULL if there is
 * none.  Borrowed, lives on.
 */
const json_t *settings_constants(void);

/* The policy as a whole, or NULL.  Borrowed, lives on. */
const json_t *settings_policy(void);

/* Another section of the policy as it stands there, or NULL.  Borrowed, lives on. */
const json_t *settings_section_of(const char *name);

/* The place of the word that a setting is among its words; -1 if it was not set. */
int settings_word(const char *name);

/* The path of the policy, as it was given; NULL: there is none.  Borrowed, lives on. */
const char *settings_policy_path(void);

/* The filter of this process, as given to settings_read(). */
const struct filter *settings_filter(void);

/* End the program for a mistake in how it was called: print the synopsis. */
_Noreturn void settings_usage(void);

#endif
