/*
 * layer.h - a map of a policy, ready to look up
 *
 * A city is divided in several ways at once: into districts, into enrolment areas that
 * are no administrative division, into catchments.  Each is a map of its own, a layer;
 * nothing of one is derived from another, nor from the digits of a code.
 *
 * This is set-up for filters: what cannot be used ends the program with STATUS_TROUBLE
 * and a message that names the setting.
 */
#ifndef LAYER_H
#define LAYER_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "place/boundaries.h"
#include "place/coordinates.h"
#include "place/locator.h"
#include "place/place_value.h"
#include "record/writer.h"

/* What is known of a layer before its map is read; all is borrowed. */
struct layer_settings {
	const char *name; /* of the layer; NULL: the districts */
	const char *boundaries, *code_property;
	const char *name_property; /* empty: areas have no names */
	const char *crs;           /* of the map; NULL: that of the records */
	bool repair;
	bool optional; /* a point may lie in no area of it */
};

struct layer {
	struct layer_settings settings;
	struct boundaries *map;
	struct locator *locator;
	struct cover *covers; /* room for those of a point */
	struct place_value *value;
};

/* The system of a name; setting is where it was given. */
enum coordinates_system layer_system(const char *setting, const char *name);

/* Read the map; repairs are warnings. */
void layer_load(struct layer *);

/* Make it ready for points in a system; near_border as in place_value_new(). */
void layer_index(struct layer *, enum coordinates_system of_points, long near_border);

/*
 * Write the areas of a point to the value of a record, as its member "layers"; nothing
 * if there are no layers.  Returns NULL, or the name of a layer that is not optional
 * and has no area for the point.  writer_failed() says whether there was memory.
 */
const char *layer_write(
    struct layer *layers, size_t count, struct position, struct writer *);

/*
 * The layers of a policy's object "layers", each a file, or an object with the keys
 * boundaries, boundaries-crs, code, name, optional; what is missing is as in the model.
 * The model itself is the first layer, the others come in the order of the object. json
 * may be NULL: no others.  The maps are not read.
 */
struct layer *layer_list(
    const json_t *json, const struct layer_settings *model, size_t *count);

#endif
