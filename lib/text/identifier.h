/*
 * identifier.h - the characters of names in programming languages
 *
 * The properties ID_Start and ID_Continue of Unicode (UAX 31), the latter with
 * Join_Control, as ECMA-262 has it; from a table that is made at build time from the
 * Unicode Character Database.
 */
#ifndef IDENTIFIER_H
#define IDENTIFIER_H

#include <stdbool.h>
#include <stdint.h>

bool identifier_starts(uint32_t character);
bool identifier_continues(uint32_t character);

#endif
