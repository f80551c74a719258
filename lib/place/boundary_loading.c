#include "place/boundary_loading.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "memory/array.h"

/* A text of any length; NULL if there is no memory. */
__attribute__((format(printf, 1, 0))) static char *
text_new(const char *format, va_list arguments)
{
	va_list again;
	char *text;
	int len;

	va_copy(again, arguments);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	text = len < 0 ? NULL : malloc((size_t)len + 1);
	if (text != NULL)
		vsnprintf(text, (size_t)len + 1, format, arguments);
	return text;
}

bool
boundary_refuse(struct boundary_loading *l, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	*l->why = text_new(format, arguments);
	va_end(arguments);
	return false;
}

bool
boundary_report(struct boundary_loading *l, const char *format, ...)
{
	struct boundaries *map = l->map;
	va_list arguments;
	char *reason;

	if (!array_reserve(&map->repairs, &map->repair_room, map->repair_count + 1,
		sizeof *map->repairs))
		return false;
	va_start(arguments, format);
	reason = text_new(format, arguments);
	va_end(arguments);
	if (reason == NULL)
		return false;
	map->repairs[map->repair_count++] = (struct repair){ l->feature, reason };
	return true;
}

bool
boundary_add_ring(struct boundary_loading *l, bool hole)
{
	struct boundaries *map = l->map;

	if (!array_reserve(
		&map->rings, &map->ring_room, map->ring_count + 1, sizeof *map->rings))
		return false;
	map->rings[map->ring_count++] =
	    (struct ring){ .at = map->vertex_count, .hole = hole };
	return true;
}

bool
boundary_add_vertex(struct boundary_loading *l, struct position p)
{
	struct boundaries *map = l->map;

	if (!array_reserve(&map->vertices, &map->vertex_room, map->vertex_count + 1,
		sizeof *map->vertices))
		return false;
	map->vertices[map->vertex_count++] = p;
	map->rings[map->ring_count - 1].count++;
	return true;
}
