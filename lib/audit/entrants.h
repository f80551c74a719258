/*
 * entrants.h - the list before a round, which the result is compared with
 *
 * The list is the first file that is read, and then comes the result.  An applicant of
 * the list who was set aside is not lost: the record is in a reject file.  This is
 * set-up: a mistake ends the program with STATUS_TROUBLE.
 */
#ifndef ENTRANTS_H
#define ENTRANTS_H

#include "audit/set_aside.h"
#include "settings/settings.h"
#include "stream/stream.h"

struct entrants {
	const char *list, *set_aside; /* files; NULL: none */
	const char *id;               /* where a record has its id */
};

/* clang-format off */
#define ENTRANTS_SETTINGS(e) \
	SETTING_OPTION(0, SETTING_KIND_FILE, "entrants", "FILE", &(e)->list, \
	    "the list before the round, to compare every row with"), \
	SETTING_OPTION(0, SETTING_KIND_FILE, "set-aside", "FILE", &(e)->set_aside, \
	    "what the allocator set aside of the entrants"), \
	SETTING_OPTION(0, SETTING_KIND_TEXT, "id", "PATH", &(e)->id, \
	    "where a record has the id of the applicant (id)")
/* clang-format on */

/*
 * The files to read: the list, if there is one, and then the operands, or standard
 * input if there are none.  The list must be another file than these, under any name
 * (device and inode).  Lives until the program ends.
 */
char **entrants_files(const struct entrants *, char *operands[]);

/* Whether the current record of a stream of these files is of the list. */
bool entrants_is_listed(const struct entrants *, const struct stream *);

/*
 * Begin to read what was set aside; false if no file was given.  The bytes live until
 * the program ends.
 */
bool entrants_set_aside(const struct entrants *, struct set_aside *);

#endif
