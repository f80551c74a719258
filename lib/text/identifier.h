/*
 * identifier.h - the characters of names in programming languages
 *
 * The properties ID_Start and ID_Continue of Unicode (UAX 31), from a table that is
 * made at build time from the Unicode Character Database.
 */
#ifndef IDENTIFIER_H
#define IDENTIFIER_H

#include <stdbool.h>
#include <stdint.h>

bool identifier_starts(uint32_t character);
bool identifier_continues(uint32_t character);

#endif
