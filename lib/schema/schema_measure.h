/*
 * schema_measure.h - what can be said of the nodes only when all are there
 *
 * A node applies some nodes "in place": to the value that it is applied to itself.
 */
#ifndef SCHEMA_MEASURE_H
#define SCHEMA_MEASURE_H

#include "schema/schema_state.h"

/*
 * Refuse nodes that lead back to themselves in place, and set the flags of all nodes.
 * False if a node is refused; the message is written.
 */
bool schema_measure(struct compiler *);

#endif
