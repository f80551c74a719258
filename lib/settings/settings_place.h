/*
 * settings_place.h - what was given, where it was set, and the message that says so
 *
 * For filters, by way of settings.h, and for what reads the settings.  The command line
 * is one for the process, and so is what was read from it.
 */
#ifndef SETTINGS_PLACE_H
#define SETTINGS_PLACE_H

#include <stdbool.h>

#include <jansson.h>

#include "settings/setting.h"

enum setting_origin { SETTING_BY_NONE, SETTING_BY_OPTION, SETTING_BY_POLICY };

/* What settings_read() has read so far; only it writes here. */
extern struct settings_given {
	const struct filter *filter;
	enum setting_origin *origins;    /* of each setting of the filter */
	const char *policy_path, *entry; /* NULL: there is none */
	json_t *policy; /* for good: settings borrow their texts from it */
} settings_given;

/* The setting whose name is the first len bytes, or NULL. */
const struct setting *settings_find(const char *name, size_t len);

/* The section of the policy that the filter reads. */
const char *settings_section_name(void);

/* A file that the policy names: its path, relative to the policy's folder.  Lives on.
 */
const char *settings_beside_policy(const char *file);

/* Whether an option or the policy has set it; the name may go on, as below. */
bool settings_is_given(const char *name);

/*
 * Where a setting was set, for messages: the option, or the policy's file and JSON
 * Pointer.  The name may go on into the setting, as "rules/0/assert" does.  Lives on.
 */
char *settings_place(const char *name);

/* End the program for a mistake in what the user set: where, and what. */
_Noreturn void settings_fail(const char *name, const char *reason, ...)
    __attribute__((format(printf, 2, 3)));

/* The same for a key of the section that is no setting; NULL: for the section. */
_Noreturn void settings_fail_in_policy(const char *key, const char *reason);

/*
 * The place of a text among words, which end in NULL; -1 if text is NULL.  Any other
 * text ends the program.  The name is that of a setting, and may go on.
 */
int settings_one_of(const char *name, const char *text, const char *const words[]);

#endif
