/*
 * rejects.h - what is set aside, with its cause
 *
 * Into a file (mode 0600: it holds personal data), one JSON line each:
 *
 *	{"filter","file","line","code","field","reason","record"}
 *
 * with "text" in place of "record" where the input was no JSON, "base64" where it
 * was no UTF-8 or over the ceiling, and all causes in "findings" where there are
 * several.  Without a file, a message to standard error that quotes nothing.
 */
#ifndef REJECTS_H
#define REJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "findings/finding.h"
#include "record/record.h"

struct rejects;

/* What is set aside, and where it stood. */
struct rejected {
	const char *file;
	uint64_t line;
	struct span bytes;
	bool is_record; /* the bytes are a valid JSON object */
	/* Members more, for the file only: "name":value with commas between them. */
	struct span notes;
};

/* path may be NULL: messages to standard error. */
struct rejects *rejects_open(const char *path);
bool rejects_have_file(const struct rejects *);

void rejects_add(
    struct rejects *, const struct rejected *, const struct finding *, size_t count);

/* A line over the ceiling, whose bytes come in pieces: begin, any number of pieces,
 * end. */
void rejects_begin_long(
    struct rejects *, const struct rejected *, const struct finding *);
void rejects_add_piece(struct rejects *, struct span bytes);
void rejects_end_long(struct rejects *);

void rejects_close(struct rejects *);

#endif
