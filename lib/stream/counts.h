/*
 * counts.h - what became of the records, and the line that says so
 *
 * in + made = out + rejected + dropped holds for every filter that ends well.
 */
#ifndef COUNTS_H
#define COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/writer.h"

struct code_count {
	char *code;
	uint64_t count;
};

struct counts {
	uint64_t in, made, out, rejected, dropped;
	uint64_t bytes_in, bytes_out;
	struct code_count *codes; /* sorted by code */
	size_t code_count, code_room;
	struct writer more; /* members that the filter adds to the summary */
};

/* One more record set aside for a code; the text is copied the first time. */
void counts_reject(struct counts *, const char *code);

void counts_free(struct counts *);

bool counts_add_up(const struct counts *);

/*
 * Append the summary line to a file, for good if the run ends well: filter, version,
 * seconds since start, status, the counts, and path and SHA-256 of every document that
 * was read.
 */
void counts_append_summary(
    const struct counts *, const char *path, double seconds, int status);

#endif
