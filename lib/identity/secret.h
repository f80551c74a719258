/*
 * secret.h - the secret that pseudonyms are made with
 *
 * A file of at least 16 bytes, of which white space at the end is no part.  It is not
 * among the files that the summary names, so that nobody can try secrets against its
 * digest.  What is wrong with it ends the program with STATUS_TROUBLE.
 */
#ifndef SECRET_H
#define SECRET_H

#include "identity/identity.h"

/* The secret of a file, which lives until the program ends. */
struct span secret_read(const char *path);

/* The same, which the identity uses. */
void secret_load(const char *path, struct identity *);

#endif
