/*
 * setting_value.h - the variable of a setting is set, kept and put back
 *
 * A value that the setting cannot have ends the program with settings_fail().
 */
#ifndef SETTING_VALUE_H
#define SETTING_VALUE_H

#include <jansson.h>

#include "settings/setting.h"

/* From the argument of an option, which must live on; NULL for a flag. */
void setting_from_option(const struct setting *, const char *argument);

/* From the policy, which must live on. */
void setting_from_policy(const struct setting *, const json_t *value);

/* What a setting was, to put it back. */
struct setting_value {
	bool flag;
	long number;
	const char *text;
	struct text_list list;
	const json_t *json;
};

void setting_note(const struct setting *, struct setting_value *);
void setting_put_back(const struct setting *, const struct setting_value *);

#endif
