#include "preflight/accepted.h"

#include <string.h>

/* What follows a word and a space; at is NULL if the text does not begin so. */
static struct span
after(struct span text, struct span word)
{
	if (text.at == NULL || word.len == 0 || text.len < word.len ||
	    memcmp(text.at, word.at, word.len) != 0)
		return (struct span){ NULL, 0 };
	text = (struct span){ text.at + word.len, text.len - word.len };
	if (text.len == 0)
		return text;
	return text.at[0] == ' ' ? (struct span){ text.at + 1, text.len - 1 }
				 : (struct span){ NULL, 0 };
}

/* Whether a text names a finding: its code, with its round, with what it is about. */
static bool
names(struct span text, const struct preflight_finding *f)
{
	struct span about = f->program.len > 0 ? f->program
			    : f->group.len > 0 ? f->group
			    : f->rule.len > 0  ? f->rule
					       : f->file;

	text = after(text, span_of(f->code));
	if (text.at != NULL && text.len > 0 && f->round.len > 0)
		text = after(text, f->round);
	if (text.at != NULL && text.len > 0)
		text = after(text, about);
	return text.at != NULL && text.len == 0;
}

static bool
is_of_settings(struct span text)
{
	static const char *const codes[] = { "section", "rank-may-tie",
		"rank-key-twice", "rank-twice", "file-empty", "file-cut", "file-twice",
		"file-of-before", "round-twice", "not-offered", "seats-without-group",
		"plan-sum", "quota-sum" };
	struct span code = span_cut(&text, ' ');

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (span_is(code, codes[i]))
			return true;
	return false;
}

static bool
tell_unused(struct span text, struct preflight_findings *f)
{
	const struct preflight_finding finding = { .severity = PREFLIGHT_WARNING,
		.code = "accept-unused",
		.field = span_of("preflight.accept"),
		.group = text,
		.reason = "there is no such finding: correct it, or leave it out" };

	return preflight_add(f, &finding);
}

/* Make notices of what a text names; false if it names nothing. */
static bool
accept(struct span text, struct preflight_findings *f)
{
	bool used = false;

	for (size_t i = 0; i < f->count; i++) {
		if (!names(text, &f->all[i]))
			continue;
		f->by_severity[f->all[i].severity]--;
		f->all[i].severity = PREFLIGHT_NOTICE;
		f->by_severity[PREFLIGHT_NOTICE]++;
		used = true;
	}
	return used;
}

bool
accepted_apply(
    const json_t *list, enum preflight_half half, struct preflight_findings *f)
{
	for (size_t a = 0; a < json_array_size(list); a++) {
		const json_t *json = json_array_get(list, a);
		struct span text = { json_string_value(json),
			json_string_length(json) };

		if (accept(text, f) ||
		    half == (is_of_settings(text) ? PREFLIGHT_APPLICANTS
						  : PREFLIGHT_SETTINGS))
			continue;
		if (!tell_unused(text, f))
			return false;
	}
	return true;
}
