/*
 * map_place.h - where a record lies on the maps of a city
 *
 * The first map has the districts, the others are layers; the value of a record is
 * written as place_value.h and layer.h say.  What keeps a record from its place is told
 * as a finding.
 */
#ifndef MAP_PLACE_H
#define MAP_PLACE_H

#include <stddef.h>

#include "findings/finding.h"
#include "memory/arena.h"
#include "place/layer.h"
#include "place/position.h"
#include "place/school_distances.h"
#include "record/path.h"
#include "record/writer.h"

/* All is borrowed, but for reasons, which map_place_free() frees. */
struct map_place {
	struct layer *layers;
	size_t layer_count;
	struct path *lon, *lat;
	struct path *choices;               /* of the schools of a record; or NULL */
	struct school_distances *distances; /* or NULL */
	struct arena reasons;
};

enum map_place_result {
	MAP_PLACE_OK,
	MAP_PLACE_MISSING,   /* the record has no coordinates */
	MAP_PLACE_SET_ASIDE, /* something is wrong with the coordinates or the choices
			      */
	MAP_PLACE_NO_MEMORY,
};

/*
 * Read the coordinates of a record.  The finding, of a result that is neither OK nor
 * NO_MEMORY, is borrowed until the next call with the same struct.
 */
enum map_place_result map_place_read(
    struct map_place *, struct record *, struct position *, struct finding *);

/*
 * Write the value of a record that lies at a position, without the bracket at its end;
 * layers[0].covers then has *count areas that cover it.  Findings as above.
 */
enum map_place_result map_place_write(struct map_place *, struct record *,
    struct position, struct writer *, size_t *count, struct finding *);

/*
 * Write the value of a record without coordinates that lies in an area of the
 * districts, the same way; MAP_PLACE_MISSING if a layer or a distance needs them.
 */
enum map_place_result map_place_write_area(
    struct map_place *, struct record *, size_t area, struct writer *);

void map_place_free(struct map_place *);

#endif
