#include <string.h>

#include "memory/array.h"
#include "record/json_pointer.h"
#include "schema/schema_answer.h"

/* Whether a name can be a step of a dotted path. */
static bool
is_plain(struct span name)
{
	return name.len > 0 && memchr(name.at, '.', name.len) == NULL &&
	       memchr(name.at, '\0', name.len) == NULL;
}

static void
write_plain(struct writer *w, const struct place *step)
{
	char index[DECIMAL_TEXT_SIZE];
	size_t len;

	if (w->len > 0)
		writer_bytes(w, ".", 1);
	if (step->name.at != NULL) {
		writer_bytes(w, step->name.at, step->name.len);
		return;
	}
	len = decimal_format((struct decimal){ .units = step->item }, index);
	writer_bytes(w, index, len);
}

/* The path of a value as in path.h; NULL for the top. */
static const char *
path_of(struct run *run, const struct place *place, struct arena *texts)
{
	const struct place *steps[RECORD_MAX_DEPTH];
	struct writer *w = &run->schema->way;
	bool dotted = true;
	size_t count = 0;
	char *path;

	if (place == NULL)
		return NULL;
	for (; place != NULL; place = place->up) {
		dotted = dotted && (place->name.at == NULL || is_plain(place->name));
		steps[count++] = place;
	}
	if (steps[count - 1]->name.at != NULL && steps[count - 1]->name.len > 0)
		dotted = dotted && steps[count - 1]->name.at[0] != '/';
	writer_reset(w);
	while (count-- > 0)
		if (dotted)
			write_plain(w, steps[count]);
		else if (steps[count]->name.at != NULL)
			json_pointer_name(w, steps[count]->name);
		else
			json_pointer_index(w, steps[count]->item);
	path = writer_failed(w) ? NULL : arena_text(texts, w->text, w->len);
	if (path == NULL)
		run->no_memory = true;
	return path;
}

static void
report(struct run *run, const char *code, const char *rule, const char *reason,
    const struct place *place)
{
	findings_add(
	    run->findings, (struct finding){ .code = code,
			       .field = path_of(run, place, &run->findings->texts),
			       .rule = rule,
			       .reason = reason });
}

bool
schema_answer_refuse(
    struct run *run, const struct refusal *refusal, const struct place *place)
{
	if (!schema_answer_is_quiet(run))
		report(run, refusal->code, refusal->rule, refusal->reason, place);
	return false;
}

void
schema_answer_warn(struct run *run, struct format_fault fault, const char *rule,
    const struct place *place)
{
	if (schema_answer_is_quiet(run) || run->warnings == NULL)
		return;
	findings_add(
	    run->warnings, (struct finding){ .code = fault.code,
			       .field = path_of(run, place, &run->warnings->texts),
			       .rule = rule,
			       .reason = fault.reason });
}

bool
schema_answer_give_up(struct run *run, const char *code, const char *rule,
    const char *reason, const struct place *place)
{
	run->undecided = true;
	if (run->findings != NULL)
		report(run, code, rule, reason, place);
	return false;
}

struct span
schema_answer_read(struct run *run, uint32_t at)
{
	struct span text = record_text(run->record, &run->values[at]);

	if (text.at == NULL) {
		run->no_memory |= !run->record->unsound;
		return (struct span){ "", 0 };
	}
	run->sound = at;
	return text;
}

static size_t
count_children(const struct run *run, uint32_t at)
{
	bool object = run->values[at].type == VALUE_OBJECT;
	size_t count = 0;

	for (uint32_t n = at + 1; n < run->values[at].next;
	     n = run->values[n + object].next)
		count++;
	return count;
}

bool
schema_answer_open_book(struct run *run, uint32_t at, struct book *book)
{
	struct schema *s = run->schema;

	*book = (struct book){
		.at = at, .first = s->mark_count, .count = count_children(run, at)
	};
	if (!array_reserve(&s->marks, &s->mark_room, s->mark_count + book->count + 1,
		sizeof *s->marks)) {
		run->no_memory = true;
		return false;
	}
	memset(s->marks + book->first, 0, book->count);
	s->mark_count += book->count;
	return true;
}
