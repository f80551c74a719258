/*
 * installation.h - the filters that are installed, and their man pages
 *
 * A filter is a program called admit-NAME, in the folder of the binary that runs or in
 * PATH; NAME has small letters, digits and dashes.  Of two with one name the first one
 * counts.  For set-up: lack of memory ends the program.
 */
#ifndef INSTALLATION_H
#define INSTALLATION_H

#include <stdbool.h>
#include <stddef.h>

struct installed {
	char *name; /* "rank" */
	char *path; /* of admit-rank */
};

struct installation {
	char *folder; /* of the binary that runs, links resolved; NULL: not found */
	struct installed *filters; /* in the order of their names */
	size_t count, room;
};

/* Looks through the folders. */
struct installation installation_find(void);
void installation_free(struct installation *);

/* The filter with a name, or NULL.  Borrowed. */
const struct installed *installation_filter(
    const struct installation *, const char *name);

/* Whether there is a filter with a name; looks for no other one. */
bool installation_has(const char *name);

/*
 * The file of a man page ("admit-rank") that belongs to a folder of binaries, in an
 * installed tree or in the tree of the sources; NULL if there is none.  A page about
 * the suite (section 7) comes before that of a program (section 1).  New.
 */
char *installation_page(const char *folder, const char *page);

/* What a filter is for, by the NAME section of its man page; NULL: no page.  New. */
char *installation_purpose(const struct installed *);

#endif
