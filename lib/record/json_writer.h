/*
 * json_writer.h - small pieces of JSON, made by hand
 *
 * For the values that filters splice into records and for the few records that
 * they make.  Commas come by themselves.  If memory runs out the writer says so
 * once, at the end: check json_failed() before the text is used.
 */
#ifndef JSON_WRITER_H
#define JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record/decimal.h"
#include "record/record.h"

/* All zero is an empty writer.  text is not terminated. */
struct json_writer {
	char *text;
	size_t len, size;
	bool failed;
};

/* Start again, keeping the memory; free it. */
void json_reset(struct json_writer *);
void json_free(struct json_writer *);

void json_open_object(struct json_writer *);
void json_close_object(struct json_writer *);
void json_open_array(struct json_writer *);
void json_close_array(struct json_writer *);
void json_name(struct json_writer *, const char *name);
void json_name_span(struct json_writer *, struct span name);

void json_string(struct json_writer *, const char *text);
/* The text must be UTF-8; quotes, backslashes and control bytes are escaped. */
void json_string_span(struct json_writer *, struct span text);
void json_integer(struct json_writer *, int64_t);
void json_decimal(struct json_writer *, struct decimal);
void json_boolean(struct json_writer *, bool);
void json_null(struct json_writer *);
/* A value that is JSON already. */
void json_raw(struct json_writer *, struct span value);
/* Bytes of any kind, no comma before them. */
void json_bytes(struct json_writer *, const char *bytes, size_t len);

/*
 * What stands around a value that is spliced into a line: the names that are not
 * there yet before it, the brackets that close them behind it.
 */
void json_open_edit(
    struct json_writer *, struct record_edit, const char *outer, const char *inner);
void json_close_edit(struct json_writer *, struct record_edit, const char *inner);

static inline bool
json_failed(const struct json_writer *w)
{
	return w->failed;
}

#endif
