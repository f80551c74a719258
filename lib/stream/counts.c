#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/settings.h"
#include "settings/version.h"
#include "stream/counts.h"
#include "stream/unfinished.h"

void
counts_reject(struct counts *c, const char *code)
{
	size_t i = 0;

	c->rejected++;
	while (i < c->code_count && strcmp(c->codes[i].code, code) < 0)
		i++;
	if (i == c->code_count || strcmp(c->codes[i].code, code) != 0) {
		c->codes = allocate_room(
		    c->codes, &c->code_room, c->code_count + 1, sizeof *c->codes);
		memmove(&c->codes[i + 1], &c->codes[i],
		    (c->code_count - i) * sizeof *c->codes);
		c->codes[i] =
		    (struct code_count){ .code = allocate_text(code, strlen(code)) };
		c->code_count++;
	}
	c->codes[i].count++;
}

void
counts_free(struct counts *c)
{
	for (size_t i = 0; i < c->code_count; i++)
		free(c->codes[i].code);
	free(c->codes);
	writer_free(&c->more);
}

bool
counts_add_up(const struct counts *c)
{
	uint64_t rejected = 0;

	for (size_t i = 0; i < c->code_count; i++)
		rejected += c->codes[i].count;
	return c->in + c->made == c->out + c->rejected + c->dropped &&
	       rejected == c->rejected;
}

static void
number(struct writer *w, const char *name, uint64_t value)
{
	writer_name(w, name);
	writer_integer(w, (int64_t)value);
}

static void
write_rejected(struct writer *w, const struct counts *c)
{
	writer_name(w, "rejected");
	writer_open_object(w);
	for (size_t i = 0; i < c->code_count; i++)
		number(w, c->codes[i].code, c->codes[i].count);
	writer_close_object(w);
}

static void
write_documents(struct writer *w)
{
	writer_name(w, "rules");
	writer_open_array(w);
	for (size_t i = 0; i < document_count(); i++) {
		writer_open_object(w);
		writer_name(w, "file");
		writer_string(w, document_at(i)->path);
		writer_name(w, "sha256");
		writer_string(w, document_at(i)->digest);
		writer_close_object(w);
	}
	writer_close_array(w);
}

void
counts_append_summary(
    const struct counts *c, const char *path, double seconds, int status)
{
	struct writer w = { 0 };
	char text[32];

	writer_open_object(&w);
	writer_name(&w, "filter");
	writer_string(&w, settings_filter()->name);
	if (settings_entry() != NULL) {
		writer_name(&w, "entry");
		writer_string(&w, settings_entry());
	}
	writer_name(&w, "version");
	writer_string(&w, ADMIT_VERSION);
	number(&w, "status", (uint64_t)status);
	writer_name(&w, "seconds");
	writer_raw(&w, (struct span){ text,
			   (size_t)snprintf(text, sizeof text, "%.3f", seconds) });
	number(&w, "in", c->in);
	number(&w, "made", c->made);
	number(&w, "out", c->out);
	number(&w, "dropped", c->dropped);
	write_rejected(&w, c);
	number(&w, "bytes_in", c->bytes_in);
	number(&w, "bytes_out", c->bytes_out);
	if (c->more.len > 0) {
		writer_bytes(&w, ",", 1);
		writer_bytes(&w, c->more.text, c->more.len);
	}
	write_documents(&w);
	writer_close_object(&w);
	writer_bytes(&w, "\n", 1);
	if (writer_failed(&w) || writer_failed(&c->more))
		allocate_fail();
	unfinished_append(path, w.text, w.len);
	writer_free(&w);
}
