/* keys.h - the names that a JSON object of a policy or of seats may have */
#ifndef KEYS_H
#define KEYS_H

#include <jansson.h>

/* The first name of an object that is not among keys, which end in NULL; NULL: none. */
const char *keys_unknown(const json_t *object, const char *const keys[]);

#endif
