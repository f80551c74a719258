#include "allocate/cutoffs_file.h"
#include "allocate/cutoffs_line.h"
#include "settings/allocate.h"

struct sink *
cutoffs_file_write(const char *path, const struct round *round,
    const struct cutoff *all, const struct cutoff *groups)
{
	struct sink *sink = sink_open_file(path, 0666);
	struct writer text = { 0 };

	for (uint32_t p = 0; p < round->programs->count; p++) {
		writer_reset(&text);
		cutoffs_line_write_all(&text, round, p, &all[p], groups);
		if (writer_failed(&text))
			allocate_fail();
		sink_write(sink, text.text, text.len);
	}
	writer_free(&text);
	sink_flush(sink);
	return sink;
}
