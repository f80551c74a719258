#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "record/scan.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/settings.h"
#include "stream/flood.h"
#include "stream/origin.h"
#include "stream/rejects.h"
#include "stream/sink.h"
#include "text/escaped.h"

struct rejects {
	struct sink *file;  /* NULL: messages */
	struct flood flood; /* of messages */
	struct writer line;
	unsigned char carried[3]; /* bytes that wait for a full group of base64 */
	size_t carry;
};

struct rejects *
rejects_open(const char *path)
{
	struct rejects *r = allocate(1, sizeof *r);

	if (path != NULL)
		r->file = sink_open_file(path, 0600);
	return r;
}

bool
rejects_have_file(const struct rejects *r)
{
	return r->file != NULL;
}

/* A string that may name a file, whose name may be no UTF-8. */
static void
write_escaped(struct writer *w, const char *text)
{
	char *escaped = escaped_text(text);

	if (escaped == NULL)
		allocate_fail();
	writer_string(w, escaped);
	free(escaped);
}

static void
tell(struct rejects *r, const struct rejected *what, const struct finding *f)
{
	char *field, *from, *reason;

	if (!flood_passes(&r->flood, f->code))
		return;
	from = origin_text(what->file, what->line,
	    what->is_record ? what->bytes : (struct span){ NULL, 0 });
	/* Both may be named in the record: they must not break out of the message. */
	field = escaped_line(f->field != NULL ? f->field : "");
	reason = escaped_line(f->reason);
	if (field == NULL || reason == NULL)
		allocate_fail();
	warnx("%s: %s: %s%s%s", from, f->code, field, f->field != NULL ? ": " : "",
	    reason);
	free(from);
	free(field);
	free(reason);
}

static void
write_finding(struct writer *w, const struct finding *f)
{
	writer_name(w, "code");
	writer_string(w, f->code);
	if (f->field != NULL) {
		writer_name(w, "field");
		writer_string(w, f->field);
	}
	if (f->rule != NULL) {
		writer_name(w, "rule");
		writer_string(w, f->rule);
	}
	writer_name(w, "reason");
	write_escaped(w, f->reason);
}

static void
write_head(struct writer *w, const struct rejected *what, const struct finding *f,
    size_t count)
{
	writer_reset(w);
	writer_open_object(w);
	writer_name(w, "filter");
	writer_string(w, settings_filter()->name);
	writer_name(w, "file");
	write_escaped(w, what->file);
	writer_name(w, "line");
	writer_integer(w, (int64_t)what->line);
	write_finding(w, f);
	if (count > 1) {
		writer_name(w, "findings");
		writer_open_array(w);
		for (size_t i = 0; i < count; i++) {
			writer_open_object(w);
			write_finding(w, &f[i]);
			writer_close_object(w);
		}
		writer_close_array(w);
	}
	if (what->notes.len > 0) {
		writer_bytes(w, ",", 1);
		writer_bytes(w, what->notes.at, what->notes.len);
	}
}

static void
send(struct rejects *r)
{
	if (writer_failed(&r->line))
		allocate_fail();
	sink_write(r->file, r->line.text, r->line.len);
	writer_reset(&r->line);
}

static void
write_group(struct rejects *r)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *b = r->carried;
	char group[4];

	group[0] = digits[b[0] >> 2];
	group[1] = digits[(b[0] & 3) << 4 | b[1] >> 4];
	group[2] = r->carry > 1 ? digits[(b[1] & 15) << 2 | b[2] >> 6] : '=';
	group[3] = r->carry > 2 ? digits[b[2] & 63] : '=';
	writer_bytes(&r->line, group, sizeof group);
	r->carried[0] = r->carried[1] = r->carried[2] = 0;
	r->carry = 0;
}

static void
write_base64(struct rejects *r, struct span bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		r->carried[r->carry++] = (unsigned char)bytes.at[i];
		if (r->carry == 3)
			write_group(r);
	}
}

static void
open_base64(struct rejects *r)
{
	writer_name(&r->line, "base64");
	writer_bytes(&r->line, "\"", 1);
}

static void
close_line(struct rejects *r, const char *end)
{
	if (r->carry > 0)
		write_group(r);
	writer_bytes(&r->line, end, strlen(end));
	send(r);
	sink_end_line(r->file);
}

static void
write_bytes(struct rejects *r, const struct rejected *what)
{
	if (what->is_record) {
		writer_name(&r->line, "record");
		writer_raw(&r->line, what->bytes);
		close_line(r, "}");
	} else if (scan_is_utf8(what->bytes.at, what->bytes.at + what->bytes.len)) {
		writer_name(&r->line, "text");
		writer_string_span(&r->line, what->bytes);
		close_line(r, "}");
	} else {
		open_base64(r);
		write_base64(r, what->bytes);
		close_line(r, "\"}");
	}
}

void
rejects_add(struct rejects *r, const struct rejected *what,
    const struct finding *findings, size_t count)
{
	if (r->file == NULL) {
		for (size_t i = 0; i < count; i++)
			tell(r, what, &findings[i]);
		return;
	}
	write_head(&r->line, what, findings, count);
	write_bytes(r, what);
}

void
rejects_begin_long(
    struct rejects *r, const struct rejected *what, const struct finding *finding)
{
	if (r->file == NULL) {
		tell(r, what, finding);
		return;
	}
	write_head(&r->line, what, finding, 1);
	open_base64(r);
}

void
rejects_add_piece(struct rejects *r, struct span bytes)
{
	if (r->file == NULL)
		return;
	write_base64(r, bytes);
	send(r);
}

void
rejects_end_long(struct rejects *r)
{
	if (r->file != NULL)
		close_line(r, "\"}");
}

void
rejects_close(struct rejects *r)
{
	if (r->file != NULL)
		sink_close(r->file);
	flood_end(&r->flood);
	writer_free(&r->line);
	free(r);
}
