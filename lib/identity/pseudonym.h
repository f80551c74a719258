/*
 * pseudonym.h - a value under a name that nobody can go back from
 *
 * 32 hexadecimal digits: the first half of the HMAC-SHA-256 (RFC 2104), under a secret
 * (secret.h), of the name of the field, a NUL and the value.  The same value of a field
 * has the same pseudonym wherever the secret is the same.
 */
#ifndef PSEUDONYM_H
#define PSEUDONYM_H

#include "record/span.h"
#include "record/writer.h"

/* Write the pseudonym of a text as a JSON string. */
void pseudonym_write(
    struct writer *, const char *field, struct span text, struct span secret);

#endif
