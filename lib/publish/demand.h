/*
 * demand.h - how many ask for the seats of each school, and how urgent that is
 *
 * A school has seats, and demand is a count of applicants.  Their ratio has a colour,
 * the traffic light of a warning of too few seats (学位预警), by thresholds: "red 1.0"
 * is the colour from one applicant for each seat on, "green 0" that of all others.
 *
 * Functions that return bool return false if memory ran out.
 */
#ifndef DEMAND_H
#define DEMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/decimal.h"
#include "record/span.h"
#include "record/writer.h"

struct demand;

struct demand *demand_new(void);
void demand_free(struct demand *);

/*
 * Add the next threshold, "COLOUR RATIO", which is higher than the one before.  NULL,
 * or a static sentence that says what is wrong ("no memory" as well).
 */
const char *demand_add_colour(struct demand *, const char *text);

/* A school, its name as JSON, has so many more seats. */
bool demand_add_seats(struct demand *, struct span school, uint64_t seats);

/*
 * Add what the count of a row means at its school to the row, a record that a tally has
 * written (tally.h) in which by has the school under the name dimension; and note that
 * the school was asked for:
 *
 *	{"by":{"school":"P01"},"count":105,"seats":90,"ratio":1.167,"warning":"red"}
 *
 * warning is left out where the ratio is below all thresholds.  ratio has three places,
 * half of one rounded up, and is left out where there are no seats.  A school without
 * a line of its own has "seats":null, and nothing else.  False too if the row is no
 * such record.
 */
bool demand_add_to(struct demand *, const char *dimension, struct writer *row);

/* How many schools without seats were asked for. */
size_t demand_unknown(const struct demand *);

/*
 * Write the row of the next school, in the order in which they were added, that was not
 * asked for, over what the writer has.  False if there is none.
 */
bool demand_next_unasked(struct demand *, const char *dimension, struct writer *row);

/* What demand_add_to() adds, as JSON Pointers, each with a NUL behind it. */
void demand_columns(const struct demand *, struct writer *);

#endif
