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
 * Write what count applicants mean at a school into an open object, and note that it
 * was asked for.  colour is left out where the ratio is below all thresholds, ratio
 *(three places, half of one rounded up) where there are no seats:
 *
 *	"seats":90,"ratio":1.167,"warning":"red"
 *
 * A school without a line of its own has "seats":null, and nothing else.
 */
void demand_write(struct demand *, struct span school, uint64_t count, struct writer *);

/* How many schools without seats were asked for. */
size_t demand_unknown(const struct demand *);

/* The next school, in the order in which they were added, that was not asked for. */
bool demand_next_unasked(struct demand *, struct span *school);

#endif
