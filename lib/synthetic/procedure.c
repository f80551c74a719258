#include <string.h>

#include "synthetic/gaokao.h"
#include "synthetic/phrase.h"
#include "synthetic/procedure.h"
#include "synthetic/senior_high.h"

static const struct procedure *const procedures[] = { &senior_high, &gaokao };

enum { PROCEDURES = sizeof procedures / sizeof *procedures };

const struct procedure *
procedure_find(const char *name)
{
	for (size_t i = 0; i < PROCEDURES; i++)
		if (strcmp(procedures[i]->name, name) == 0)
			return procedures[i];
	return NULL;
}

void *
procedure_open(const struct procedure *p, uint64_t seed, uint64_t applicants,
    struct procedure_size size, uint32_t defect_rate)
{
	if (p->open_sized != NULL)
		return p->open_sized(seed, applicants, size);
	return p->open(seed, applicants, defect_rate);
}

void
procedure_columns(const struct procedure *p, const void *year, struct writer *text)
{
	writer_bytes(text, p->columns, strlen(p->columns));
	if (p->choice_column != NULL)
		for (size_t i = 0; i < p->choices(year); i++) {
			struct phrase column = { 0 };

			phrase_add(&column, ",");
			phrase_add(&column, p->choice_column);
			phrase_add_number(&column, i + 1, 0);
			writer_bytes(text, column.text, column.len);
		}
	writer_bytes(text, "", 1);
}
