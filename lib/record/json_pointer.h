/* json_pointer.h - JSON Pointers (RFC 6901): written step by step, and recognised */
#ifndef JSON_POINTER_H
#define JSON_POINTER_H

#include <stdbool.h>
#include <stdint.h>

#include "record/writer.h"

/*
 * Add "/name", with "~" and "/" in it escaped, or "/7".  U+0000 in a name is written as
 * \u0000: pointers are C strings.
 */
void json_pointer_name(struct writer *, struct span name);
void json_pointer_index(struct writer *, uint32_t index);

/* Whether a text is a pointer, or a relative one
 * (draft-bhutton-relative-json-pointer-00, which JSON Schema names: "2/name", "0#"). */
bool json_pointer_holds(struct span text);
bool json_pointer_holds_relative(struct span text);

#endif
