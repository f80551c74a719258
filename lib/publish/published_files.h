/*
 * published_files.h - the files that are to be published, of a setting
 *
 * This is set-up for filters: what cannot be read ends the program with STATUS_TROUBLE.
 */
#ifndef PUBLISHED_FILES_H
#define PUBLISHED_FILES_H

#include "settings/setting.h"

/*
 * Add a file; or all files of a folder and of those in it, in the order of their names,
 * byte by byte.  The names are new, and live as long as the program.
 */
void published_files_add(struct text_list *, const char *path);

#endif
