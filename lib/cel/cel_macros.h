/*
 * cel_macros.h - macros: they are written like functions, but name variables
 */
#ifndef CEL_MACROS_H
#define CEL_MACROS_H

#include "cel/cel_ast.h"

/*
 * Make a node of a call, if its name and the number of its arguments are those of a
 * macro.  call is the NODE_CALL; *children are its children, of which *count are
 * left when the macro has taken its variables; call becomes the node for the rest.
 * Returns NULL, or a static sentence, with *at set, if the macro is misused.
 */
const char *cel_expand_macro(struct cel_program *, struct cel_node *call,
    uint32_t **children, uint32_t *count, size_t *at);

/* Whether there is a macro with the name, whatever it takes. */
bool cel_is_macro(struct span name, bool method);

#endif
