#include "preflight/preflight_findings.h"

#include <stdlib.h>

#include "memory/array.h"

static const char *const names[] = { "error", "warning", "notice" };

const char *
preflight_severity_name(enum preflight_severity severity)
{
	return names[severity];
}

static bool
copy(struct preflight_findings *f, struct span *text)
{
	if (text->len == 0)
		return true;
	text->at = arena_text(&f->texts, text->at, text->len);
	return text->at != NULL;
}

bool
preflight_add(struct preflight_findings *f, const struct preflight_finding *finding)
{
	struct preflight_finding kept = *finding;

	kept.reason = arena_text(&f->texts, finding->reason, strlen(finding->reason));
	if (kept.reason == NULL || !copy(f, &kept.round) || !copy(f, &kept.program) ||
	    !copy(f, &kept.group) || !copy(f, &kept.rule) || !copy(f, &kept.field) ||
	    !copy(f, &kept.file) ||
	    !array_reserve(&f->all, &f->room, f->count + 1, sizeof *f->all))
		return false;
	f->all[f->count++] = kept;
	f->by_severity[kept.severity]++;
	return true;
}

bool
preflight_sort(struct preflight_findings *f)
{
	struct preflight_finding *sorted = calloc(f->count + 1, sizeof *sorted);
	size_t count = 0;

	if (sorted == NULL)
		return false;
	for (int severity = 0; severity < PREFLIGHT_SEVERITIES; severity++)
		for (size_t i = 0; i < f->count; i++)
			if ((int)f->all[i].severity == severity)
				sorted[count++] = f->all[i];
	free(f->all);
	f->all = sorted;
	f->room = f->count + 1;
	return true;
}

static void
write_text(struct writer *w, const char *name, struct span text)
{
	if (text.len > 0)
		writer_member_text(w, name, text);
}

void
preflight_write(const struct preflight_finding *f, struct writer *w)
{
	writer_open_object(w);
	write_text(w, "severity", span_of(preflight_severity_name(f->severity)));
	write_text(w, "code", span_of(f->code));
	write_text(w, "file", f->file);
	if (f->line > 0)
		writer_member_integer(w, "line", (int64_t)f->line);
	write_text(w, "field", f->field);
	write_text(w, "rule", f->rule);
	write_text(w, "round", f->round);
	write_text(w, "program", f->program);
	write_text(w, "group", f->group);
	if (f->of > 0) {
		writer_member_integer(w, "count", (int64_t)f->count);
		writer_member_integer(w, "of", (int64_t)f->of);
	}
	write_text(w, "reason", span_of(f->reason));
	writer_close_object(w);
}

void
preflight_findings_free(struct preflight_findings *f)
{
	free(f->all);
	arena_free(&f->texts);
	*f = (struct preflight_findings){ 0 };
}
