/*
 * school_load.h - distances to schools, as settings of a filter
 *
 * This is set-up: a file that cannot be used ends the program with STATUS_TROUBLE and a
 * message that names file and line.
 */
#ifndef SCHOOL_LOAD_H
#define SCHOOL_LOAD_H

#include "place/school_distances.h"
#include "settings/settings.h"

/* The settings; all zero: nothing is set. */
struct school_settings {
	const char *file, *choices;
};

/* clang-format off */
#define SCHOOL_CHOICES_SETTING(s) \
	SETTING_TEXT(0, "choices", "PATH", &(s)->choices, \
	    "where a record names its schools, for distances from home")
#define SCHOOL_FILE_SETTING(s) \
	SETTING_FILE(0, "schools", "FILE", &(s)->file, \
	    "programs with id, lon and lat, in the coordinate system of the records")
/* clang-format on */

/* New; NULL if neither is set.  One without the other ends the program. */
struct school_distances *school_load(const struct school_settings *);

#endif
