#include "catchment/catchment_report.h"

#include <stdio.h>
#include <stdlib.h>

#include "catchment/catchment_check.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "stream/stream.h"

static void
write_problem(
    const struct catchment_file *f, const struct catchment_problem *p, struct writer *w)
{
	const struct catchment_rule *rule = catchment_rule(f->table, p->rule);

	writer_reset(w);
	writer_open_object(w);
	writer_name(w, "code");
	writer_string(w, catchment_problem_code(p->kind));
	writer_name(w, "rule");
	writer_string_span(w, rule->id);
	writer_name(w, "line");
	writer_integer(w, (int64_t)f->lines[p->rule]);
	writer_name(w, "kind");
	writer_string(w, catchment_kind_names[rule->kind]);
	if (p->other != CATCHMENT_NO_RULE) {
		writer_name(w, "other");
		writer_string_span(w, catchment_rule(f->table, p->other)->id);
	}
	writer_name(w, "reason");
	writer_string(w, catchment_problem_reason(p->kind));
	writer_close_object(w);
	if (writer_failed(w))
		allocate_fail();
}

bool
catchment_report(const struct catchment_file *f, const struct gazetteer *gazetteer,
    struct stream *stream)
{
	struct catchment_problems problems;
	size_t counts[CATCHMENT_OTHER_KIND + 1] = { 0 };
	struct writer line = { 0 };
	bool clean;

	if (!catchment_check(f->table, gazetteer, &problems))
		allocate_fail();
	for (size_t i = 0; i < problems.count; i++) {
		write_problem(f, &problems.problems[i], &line);
		stream_make(stream, (struct span){ line.text, line.len });
		counts[problems.problems[i].kind]++;
	}
	fprintf(stderr, "%s: %u rules", f->file, (unsigned)catchment_count(f->table));
	for (int kind = 0; kind <= CATCHMENT_OTHER_KIND; kind++)
		fprintf(stderr, "%s %zu %s", kind == 0 ? ":" : ",", counts[kind],
		    catchment_problem_code((enum catchment_problem_kind)kind));
	fprintf(stderr, "\n");
	clean = problems.count == 0;
	free(problems.problems);
	writer_free(&line);
	return clean;
}
