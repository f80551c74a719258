/*
 * expectations.h - how many records of a year should be what
 *
 * Rules of the policy about counts: nobody applied after the deadline, no school marks
 * more than a fifth of its applicants as failed, at least 5,000 are from the city.
 *
 *	{"id":"late","of":"timestamp(applicant.applied) > timestamp(policy.deadline)",
 *	 "at-most":0,"message":"..."}
 *
 *	id        names the rule
 *	of        a condition over applicant, the record, and policy (conditions.h)
 *	by        a path: counted for each text that stands there, or in a list there;
 *	          in the condition it is program.id
 *	at-most, at-least
 *	          a whole number, or "20%" of all records (of all with the text)
 *	at-most   "usual", with by: no share is unusual among all (shares.h)
 *	message   what to do about it
 *
 *	expectation         error  a count is not as expected
 *	expectation-failed  error  the condition failed on records: a field is missing;
 *	                           or no record has a text at by
 */
#ifndef EXPECTATIONS_H
#define EXPECTATIONS_H

#include <stdbool.h>

#include <jansson.h>

#include "preflight/preflight_findings.h"
#include "record/record.h"

struct expectations;

/*
 * The rules of an array, which is borrowed, with the constants of the policy, or NULL.
 * What is usual is judged of groups of at least so many records, and of shares that are
 * large from that percentage on.  NULL with *why a new sentence that names the rule
 * ("/0/of: ..."), which the caller frees; *why is NULL if there is no memory.
 */
struct expectations *expectations_new(const json_t *rules, const json_t *constants,
    uint64_t least, uint64_t large, char **why);
void expectations_free(struct expectations *);

/* Count a record; false if there is no memory. */
bool expectations_add(struct expectations *, struct record *);

/* Tell what is not as expected; false if there is no memory. */
bool expectations_check(struct expectations *, struct preflight_findings *);

#endif
