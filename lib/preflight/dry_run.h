/*
 * dry_run.h - every section of a policy, as its own filter reads it
 *
 *	section  error  a filter refuses its section; the reason is what it says
 *
 * Each filter that the policy has a section of is started with that policy and the
 * option --dry-run, once for each entry of the section.  What it then refuses, it would
 * have refused in the middle of the run.  Filters are found as PATH says.
 *
 * This is set-up for filters: a filter that cannot be started ends the program.
 */
#ifndef DRY_RUN_H
#define DRY_RUN_H

#include "preflight/preflight_findings.h"

/* Try all sections of the policy at a path, those of settings_section_of().  False if
 * there is no memory. */
bool dry_run(const char *policy, struct preflight_findings *);

/* The same of one section. */
bool dry_run_section(
    const char *policy, const char *section, struct preflight_findings *);

#endif
