/*
 * rule_changes.h - what differs between the rules of two runs
 *
 * The rules of a run are its policy and the programs that the policy names under
 * "allocate".  This is set-up: a file that cannot be used ends the program with
 * STATUS_TROUBLE.
 */
#ifndef RULE_CHANGES_H
#define RULE_CHANGES_H

#include <stdbool.h>

#include <jansson.h>

#include "record/span.h"
#include "record/writer.h"
#include "settings/settings.h"

/* The files of one run: a policy or NULL, and programs that are named beside it. */
struct rule_files {
	const char *policy;
	struct text_list programs;
};

struct rule_changes {
	json_t *programs; /* an object: the ids of programs that are not the same */
	json_t *policy;   /* an array: JSON Pointers to what differs in the policy */
};

/* Nothing differs where no files are given.  Lives until the program ends. */
struct rule_changes *rule_changes_load(
    const struct rule_files *old, const struct rule_files *new);

/* Whether a program is in one run only, or has other seats or conditions. */
bool rule_changes_has_program(const struct rule_changes *, struct span id);

#endif
