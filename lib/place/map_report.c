#include "place/map_report.h"

#include <stdio.h>

static void
write_number(struct writer *w, const char *name, double value)
{
	char text[64];
	int len = snprintf(text, sizeof text, "%.1f", value);

	writer_name(w, name);
	writer_raw(w, (struct span){ text, (size_t)len });
}

static void
write_degrees(struct writer *w, double value)
{
	char text[64];
	int len = snprintf(text, sizeof text, "%.6f", value);

	writer_raw(w, (struct span){ text, (size_t)len });
}

static void
write_repair(
    struct writer *w, const struct boundaries *map, const struct repair *repair)
{
	writer_name(w, "code");
	writer_string(w, "invalid");
	writer_name(w, "areas");
	writer_open_array(w);
	writer_string(w, map->areas[repair->feature].code);
	writer_close_array(w);
	writer_name(w, "reason");
	writer_string(w, repair->reason);
}

static void
write_fault(struct writer *w, const struct boundaries *map,
    const struct map_check *check, const struct map_fault *fault)
{
	writer_name(w, "code");
	writer_string(w, map_fault_name(fault));
	writer_name(w, "areas");
	writer_open_array(w);
	for (size_t i = fault->at; i < fault->at + fault->count; i++)
		writer_string(w, map->areas[check->areas[i]].code);
	writer_close_array(w);
	write_number(w, "square_metres", fault->square_metres);
	write_number(w, "width", fault->width);
	writer_name(w, "point");
	writer_open_array(w);
	write_degrees(w, fault->point.lon);
	write_degrees(w, fault->point.lat);
	writer_close_array(w);
}

struct map_report
map_report_count(const struct boundaries *map, const struct map_check *check)
{
	struct map_report report = { .invalid = map->repair_count };

	for (size_t i = 0; i < check->count; i++)
		if (check->faults[i].sliver)
			report.slivers++;
		else if (check->faults[i].kind == MAP_FAULT_OVERLAP)
			report.overlaps++;
		else
			report.gaps++;
	report.lines = report.invalid + check->count;
	return report;
}

void
map_report_write(struct writer *w, const char *layer, const struct boundaries *map,
    const struct map_check *check, size_t line)
{
	writer_open_object(w);
	if (layer != NULL) {
		writer_name(w, "layer");
		writer_string(w, layer);
	}
	if (line < map->repair_count)
		write_repair(w, map, &map->repairs[line]);
	else
		write_fault(w, map, check, &check->faults[line - map->repair_count]);
	writer_close_object(w);
}
