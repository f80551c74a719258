/*
 * writer.h - small pieces of JSON, made by hand
 *
 * For the values that filters splice into records and for the few records that
 * they make.  Commas come by themselves.  If memory runs out the writer says so
 * once, at the end: check writer_failed() before the text is used.
 */
#ifndef WRITER_H
#define WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "record/decimal.h"
#include "record/span.h"

/* All zero is an empty writer.  text is not terminated. */
struct writer {
	char *text;
	size_t len, size;
	bool failed;
};

/* Start again, keeping the memory; free it. */
void writer_reset(struct writer *);
void writer_free(struct writer *);

void writer_open_object(struct writer *);
void writer_close_object(struct writer *);
void writer_open_array(struct writer *);
void writer_close_array(struct writer *);
void writer_name(struct writer *, const char *name);
void writer_name_span(struct writer *, struct span name);

void writer_string(struct writer *, const char *text);
/* The text must be UTF-8; quotes, backslashes and control bytes are escaped. */
void writer_string_span(struct writer *, struct span text);
/* The same, without a comma before it. */
void writer_quoted(struct writer *, struct span text);
void writer_integer(struct writer *, int64_t);
void writer_decimal(struct writer *, struct decimal);
void writer_boolean(struct writer *, bool);
void writer_null(struct writer *);
/* A value that is JSON already. */
void writer_raw(struct writer *, struct span value);
/* writer_bytes() where they may not fit yet. */
void writer_bytes_grown(struct writer *, const char *bytes, size_t len);

/* A member: its name, and a text or a whole number. */
void writer_member_text(struct writer *, const char *name, struct span text);
void writer_member_integer(struct writer *, const char *name, int64_t number);

/* Bytes of any kind, without a comma before them. */
static inline void
writer_bytes(struct writer *w, const char *bytes, size_t len)
{
	if (w->size - w->len <= len) {
		writer_bytes_grown(w, bytes, len);
		return;
	}
	memcpy(w->text + w->len, bytes, len);
	w->len += len;
}

/* The same of a C string; of a constant one the compiler counts the bytes. */
static inline void
writer_text(struct writer *w, const char *text)
{
	writer_bytes(w, text, strlen(text));
}

static inline bool
writer_failed(const struct writer *w)
{
	return w->failed;
}

#endif
