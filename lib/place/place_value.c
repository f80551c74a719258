#include "place/place_value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "record/writer.h"

struct place_value {
	const struct boundaries *map;
	const struct locator *locator;
	long near_border;
	/* In each area all values begin alike: written once, without the bracket at
	 * the end. */
	struct writer *begins;
	struct writer text;
};

static bool
write_begins(struct place_value *v, const char *key)
{
	v->begins = calloc(v->map->area_count, sizeof *v->begins);
	if (v->begins == NULL)
		return false;
	for (size_t i = 0; i < v->map->area_count; i++) {
		const struct area *area = &v->map->areas[i];

		writer_open_object(&v->begins[i]);
		writer_name(&v->begins[i], key);
		writer_string(&v->begins[i], area->code);
		if (area->name != NULL) {
			writer_name(&v->begins[i], "name");
			writer_string(&v->begins[i], area->name);
		}
		if (writer_failed(&v->begins[i]))
			return false;
	}
	return true;
}

struct place_value *
place_value_new(const struct boundaries *map, const struct locator *locator,
    const char *key, long near_border)
{
	struct place_value *v = calloc(1, sizeof *v);

	if (v == NULL)
		return NULL;
	v->map = map;
	v->locator = locator;
	v->near_border = near_border;
	if (write_begins(v, key))
		return v;
	place_value_free(v);
	return NULL;
}

void
place_value_free(struct place_value *v)
{
	if (v == NULL)
		return;
	for (size_t i = 0; v->begins != NULL && i < v->map->area_count; i++)
		writer_free(&v->begins[i]);
	free(v->begins);
	writer_free(&v->text);
	free(v);
}

/* The codes of the areas on whose border the point is, or of all that cover it. */
static void
write_codes(struct place_value *v, const char *name, const struct cover *covers,
    size_t count, bool all)
{
	writer_name(&v->text, name);
	writer_open_array(&v->text);
	for (size_t i = 0; i < count; i++)
		if (all || covers[i].on_border)
			writer_string(&v->text, v->map->areas[covers[i].area].code);
	writer_close_array(&v->text);
}

static void
write_near_border(struct place_value *v, struct position p)
{
	double metres = (double)v->near_border;
	char text[32];
	long tenths;
	int len;

	if (!locator_near_border(v->locator, p, &metres))
		return;
	tenths = lround(metres * 10);
	len = snprintf(text, sizeof text, "%ld.%ld", tenths / 10, tenths % 10);
	writer_name(&v->text, "near_border");
	writer_raw(&v->text, (struct span){ text, (size_t)len });
}

struct span
place_value_write(
    struct place_value *v, struct position p, const struct cover *covers, size_t count)
{
	const struct writer *begin = &v->begins[covers[0].area];
	size_t borders = 0;
	bool repaired = false;

	for (size_t i = 0; i < count; i++) {
		borders += covers[i].on_border;
		repaired |= v->map->areas[covers[i].area].repaired;
	}
	writer_reset(&v->text);
	writer_bytes(&v->text, begin->text, begin->len);
	if (borders > 0)
		write_codes(v, "border", covers, count, false);
	if (count > 1 && borders < count)
		write_codes(v, "overlap", covers, count, true);
	if (v->near_border > 0)
		write_near_border(v, p);
	if (repaired) {
		writer_name(&v->text, "repaired");
		writer_boolean(&v->text, true);
	}
	writer_close_object(&v->text);
	if (writer_failed(&v->text))
		return (struct span){ NULL, 0 };
	return (struct span){ v->text.text, v->text.len };
}

struct span
place_value_of_area(const struct place_value *v, size_t area)
{
	return (struct span){ v->begins[area].text, v->begins[area].len };
}
