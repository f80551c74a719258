/*
 * catchments.h - which school serves an invented home, and the rules that say so
 *
 * The schools of a district share its roads and villages.  Of four roads one is divided
 * at number 490, one has its odd and its even numbers with two schools, and two are of
 * one school; of four villages one is divided behind the sixth team.
 */
#ifndef CATCHMENTS_H
#define CATCHMENTS_H

#include <stddef.h>
#include <stdint.h>

#include "synthetic/city.h"

/* The school of the district, from 0, that serves a home. */
uint32_t catchments_school(uint32_t district, const struct home *);

/* How many of a million children of a district live in the catchment of a school. */
uint32_t catchments_share(uint32_t district, uint32_t school);

/* The rules of all districts, as a table for admit-geocode(1): the header, and then the
 * rules, a row each; its number is from 0. */
size_t catchments_rows(void);
void catchments_row(size_t number, struct writer *row);

/* The id of a school: the code of the district, and two digits. */
void catchments_school_id(uint32_t district, uint32_t school, struct phrase *id);

#endif
