/*
 * demand_load.h - seats and thresholds, as settings of a filter
 *
 * This is set-up for filters: what is wrong ends the program with STATUS_TROUBLE and a
 * message that says where it stands.
 */
#ifndef DEMAND_LOAD_H
#define DEMAND_LOAD_H

#include "publish/demand.h"
#include "settings/settings.h"

/*
 * The seats of the setting "seats", a file of programs as admit-allocate(1) reads it,
 * of which only id and capacity matter here, and the colours of the setting "warn".
 * New; NULL if no file is given.
 */
struct demand *demand_load(const char *file, const struct text_list *colours);

#endif
