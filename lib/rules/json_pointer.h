/* json_pointer.h - writing JSON Pointers (RFC 6901), one step after the other */
#ifndef JSON_POINTER_H
#define JSON_POINTER_H

#include <stdint.h>

#include "record/writer.h"

/* Add "/name", with "~" and "/" in it escaped, or "/7". */
void json_pointer_name(struct writer *, struct span name);
void json_pointer_index(struct writer *, uint32_t index);

#endif
