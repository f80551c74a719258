/*
 * closed_choice.h - which rule of a program closes a choice to an applicant
 *
 * The condition, or the floor, as the file of programs has it:
 *
 *	"rule":{"key":"eligible","text":"applicant.quota"}
 *	"rule":{"key":"tiers","text":["applicant.a","applicant.b"]}
 *	"rule":{"key":"groups","groups":2}
 *	"rule":{"key":"floor","group":"J1","value":"total","own":530,"at_least":540}
 */
#ifndef CLOSED_CHOICE_H
#define CLOSED_CHOICE_H

#include <stdbool.h>

#include <jansson.h>

#include "record/writer.h"
#include "rules/conditions.h"
#include "seats/programs.h"

/* Both are borrowed; the document is that of the programs (document_load_lines()). */
struct closed_choices {
	struct conditions *conditions;
	const json_t *document;
	const struct programs *programs;
};

/*
 * Write the member "rule" for a program that is not open to the applicant of a record;
 * floor: since it is below the floor.  Nothing is written where no rule is found.
 * False if memory ran out.
 */
bool closed_choice_write(struct closed_choices *, uint32_t program, struct record *,
    bool floor, struct writer *);

#endif
