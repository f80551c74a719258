/* finding.h - one fault of a record, or one warning about it */
#ifndef FINDING_H
#define FINDING_H

/*
 * The code is for programs and never changes.  The field is a path, and the rule names
 * the rule that was broken; both may be NULL.  The reason is for people.  None of them
 * quotes a value of the record.
 */
struct finding {
	const char *code, *field, *rule, *reason;
};

#endif
