/* finding.h - what is wrong with a record: one of the causes to set it aside */
#ifndef FINDING_H
#define FINDING_H

/*
 * The code is for programs and never changes; the field is a path, the rule says
 * which one was broken (both may be NULL); the reason is for people.  None of
 * them quotes a value of the record.
 */
struct finding {
	const char *code, *field, *rule, *reason;
};

#endif
