#include "preflight/unknown_fields.h"

#include <stdlib.h>

#include "memory/array.h"
#include "preflight/missing_fields.h"
#include "record/filter_fields.h"

struct asked {
	const char *rule;
	struct missing_fields fields;
};

struct unknown_fields {
	struct asked *all;
	size_t count, room;
	uint64_t records, least;
	bool listed;
};

struct unknown_fields *
unknown_fields_new(uint64_t least)
{
	struct unknown_fields *u = calloc(1, sizeof *u);

	if (u != NULL)
		u->least = least;
	return u;
}

void
unknown_fields_free(struct unknown_fields *u)
{
	if (u == NULL)
		return;
	for (size_t i = 0; i < u->count; i++)
		missing_fields_free(&u->all[i].fields);
	free(u->all);
	free(u);
}

/* What filters write, whatever the policy says; extra holds the columns of no map. */
static bool
is_written(struct span name)
{
	for (size_t i = 0; i < FILTER_FIELDS; i++)
		if (span_is(name, filter_fields[i]))
			return true;
	return span_is(name, "extra");
}

/* How much of a pointer leads to the first name that no input has; 0: all are known, or
 * are no words, and escaped. */
static size_t
find_unknown(struct span pointer, const struct field_names *names)
{
	struct span rest = pointer, name;

	span_cut(&rest, '/');
	for (bool first = true; rest.at != NULL; first = false) {
		name = span_cut(&rest, '/');
		if (first && is_written(name))
			return 0;
		if (memchr(name.at, '~', name.len) == NULL &&
		    !field_names_have(names, name))
			return (size_t)(name.at - pointer.at) + name.len;
	}
	return 0;
}

struct adding {
	struct missing_fields *to;
	const struct field_names *names;
};

static bool
add_field(void *context, const char *pointer)
{
	const struct adding *a = context;
	size_t len = find_unknown(span_of(pointer), a->names);

	return len == 0 || missing_fields_add(a->to, (struct span){ pointer, len });
}

bool
unknown_fields_add(struct unknown_fields *u, const char *rule,
    const struct expression *expression, const struct field_names *names)
{
	struct adding adding = { .names = names };

	if (u->count == 0 || u->all[u->count - 1].rule != rule) {
		if (!array_reserve(&u->all, &u->room, u->count + 1, sizeof *u->all))
			return false;
		u->all[u->count++] = (struct asked){ .rule = rule };
	}
	u->listed = names->listed;
	adding.to = &u->all[u->count - 1].fields;
	if (!expression_reads_each(expression, add_field, &adding))
		return false;
	/* Most rules read what is known, and cost nothing from here on. */
	if (adding.to->count == 0)
		u->count--;
	return true;
}

void
unknown_fields_look(struct unknown_fields *u, struct record *record)
{
	u->records++;
	for (size_t i = 0; i < u->count; i++)
		missing_fields_look(&u->all[i].fields, record);
}

bool
unknown_fields_tell(const struct unknown_fields *u, struct preflight_findings *findings)
{
	for (size_t i = 0; i < u->count && u->records >= u->least; i++) {
		const struct asked *a = &u->all[i];

		for (size_t k = 0; k < a->fields.count; k++) {
			const struct preflight_finding finding = {
				.severity =
				    u->listed ? PREFLIGHT_WARNING : PREFLIGHT_NOTICE,
				.code = "field-unknown",
				.rule = span_of(a->rule),
				.field = span_of(path_text(a->fields.all[k])),
				.of = u->records,
				.reason = "the rule reads it, no record has it, and "
					  "its name is in no map, schema or section: "
					  "is it misspelt?",
			};

			if (!preflight_add(findings, &finding))
				return false;
		}
	}
	return true;
}
