#include "place/layer_check.h"

#include <stdio.h>

#include "place/map_check.h"
#include "place/map_report.h"
#include "settings/allocate.h"
#include "settings/settings.h"
#include "stream/stream.h"

static void
write_lines(const struct layer *layer, const struct map_check *checked, size_t lines,
    struct stream *stream)
{
	struct writer line = { 0 };

	for (size_t i = 0; i < lines; i++) {
		writer_reset(&line);
		map_report_write(&line, layer->settings.name, layer->map, checked, i);
		if (writer_failed(&line))
			allocate_fail();
		stream_make(stream, (struct span){ line.text, line.len });
	}
	writer_free(&line);
}

bool
layer_check(const struct layer *layer, struct stream *stream)
{
	struct map_check *checked = map_check_new(layer->map);
	struct map_report report = { 0 };

	if (checked != NULL)
		report = map_report_count(layer->map, checked);
	else
		settings_fail("boundaries",
		    "%s: no memory, or GEOS cannot compare its areas",
		    layer->settings.boundaries);
	write_lines(layer, checked, report.lines, stream);
	fprintf(stderr,
	    "%s: %zu areas: %zu invalid, %zu overlaps, %zu gaps, %zu slivers\n",
	    layer->settings.boundaries, layer->map->area_count, report.invalid,
	    report.overlaps, report.gaps, report.slivers);
	map_check_free(checked);
	return report.lines == 0;
}
