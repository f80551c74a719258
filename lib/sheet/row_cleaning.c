#include "sheet/row_cleaning.h"

#include <stdlib.h>
#include <string.h>

#include "sheet/plain_cell.h"

bool
row_cleaning_bind(struct row_cleaning *c, const struct steps *steps, size_t width)
{
	row_cleaning_clear(c);
	if (!steps->clean)
		return true;
	c->places = calloc(steps->count, sizeof *c->places);
	c->changes = calloc(steps->count, sizeof *c->changes);
	c->raws = calloc(width, sizeof *c->raws);
	if (c->places == NULL || c->changes == NULL || c->raws == NULL)
		return false;
	for (size_t i = 0; i < steps->count; i++)
		if (steps->items[i].column != NULL)
			c->places[c->place_count++] = i;
	c->steps = steps;
	c->width = width;
	return true;
}

void
row_cleaning_clear(struct row_cleaning *c)
{
	free(c->places);
	free(c->changes);
	free(c->raws);
	cleaned_free(&c->cleaned);
	*c = (struct row_cleaning){ .steps = NULL };
}

/* The first change of a row: its raw texts are those that its format knows of. */
static void
begin_raws(struct row_cleaning *c, const struct row *row)
{
	if (row->raws == NULL)
		memset(c->raws, 0, c->width * sizeof *c->raws);
	else
		memcpy(c->raws, row->raws, c->width * sizeof *c->raws);
}

bool
row_cleaning_run(
    struct row_cleaning *c, const struct row *row, const struct span **raws)
{
	*raws = row->raws;
	c->change_count = 0;
	if (c->steps == NULL)
		return true;
	cleaned_reset(&c->cleaned);
	for (size_t i = 0; i < c->place_count; i++) {
		const struct step *step = &c->steps->items[c->places[i]];
		struct span *cell = &row->cells[step->cell], clean;
		unsigned changed;

		if (plain_cell(*cell)) /* nor has it anything to trim */
			continue;
		clean = cleaning_run(&step->column->cleaning, *cell, row->has_types,
		    &c->cleaned, &changed);
		if (clean.at == NULL)
			return false;
		if (changed != 0) {
			if (c->change_count == 0)
				begin_raws(c, row);
			c->changes[c->change_count++] =
			    (struct row_change){ step->column, changed };
			if (c->raws[step->cell].len == 0)
				c->raws[step->cell] = *cell;
		}
		*cell = clean;
	}
	if (c->change_count > 0)
		*raws = c->raws;
	return true;
}

void
row_cleaning_count(const struct row_cleaning *c, const struct column_map *map,
    struct cleaning_counts *counts)
{
	for (size_t i = 0; i < c->change_count; i++) {
		const struct row_change *change = &c->changes[i];
		uint64_t *of_column = counts->counts[change->column - map->columns];

		for (size_t k = 0; k < CLEANING_MAX; k++)
			of_column[k] += change->steps >> k & 1;
	}
}
