/*
 * signatures.h - who has signed a file of corrections
 *
 * A signature is made by ssh-keygen(1) and stands beside the file:
 *
 *	ssh-keygen -Y sign -f KEY -n admit-amend corrections.jsonl
 *
 * writes corrections.jsonl.sig; a second person's one is renamed to
 * corrections.jsonl.second.sig.  It is checked by "ssh-keygen -Y verify" over the
 * bytes that were read, against a file of allowed signers.  The program is run without
 * a shell; it reads no file of ours but the signature and the allowed signers.
 * What keeps it from running ends the program with STATUS_TROUBLE.
 */
#ifndef SIGNATURES_H
#define SIGNATURES_H

#include <stdbool.h>

#include "record/span.h"

struct signature_rules {
	const char *allowed;   /* the file of allowed signers */
	const char *namespace; /* what the signatures are for */
	const char *at;        /* the time for which keys must be valid; NULL: none */
};

struct signatures;

/* The signatures of a file with these bytes; all is borrowed. */
struct signatures *signatures_open(
    const char *file, struct span bytes, const struct signature_rules *);
void signatures_free(struct signatures *);

/*
 * The fingerprint of the key by which a person has signed, or NULL if there is no valid
 * signature of that person.  Borrowed.  Each person is looked for once.
 */
const char *signatures_key(struct signatures *, struct span person);

#endif
