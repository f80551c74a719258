#include <string.h>

#include "synthetic/phrase.h"
#include "synthetic/procedure.h"

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
