/* Findings that a policy accepts: which become notices, and which items name none. */
#include "preflight/accepted.h"

#include <stdio.h>

#include "single_quotes.h"

static const struct preflight_finding findings[] = {
	{ .severity = PREFLIGHT_ERROR,
	    .code = "all-refused",
	    .reason = "",
	    .round = { "first", 5 },
	    .program = { "S1", 2 } },
	{ .severity = PREFLIGHT_ERROR,
	    .code = "all-refused",
	    .reason = "",
	    .round = { "first", 5 },
	    .program = { "S2", 2 } },
	{ .severity = PREFLIGHT_ERROR,
	    .code = "all-refused",
	    .reason = "",
	    .round = { "second", 6 },
	    .program = { "S1", 2 } },
	{ .severity = PREFLIGHT_WARNING,
	    .code = "rule-never-holds",
	    .reason = "",
	    .rule = { "a b", 3 },
	    .field = { "total", 5 } },
	{ .severity = PREFLIGHT_WARNING,
	    .code = "file-twice",
	    .reason = "",
	    .file = { "a.csv", 5 } },
	{ .severity = PREFLIGHT_NOTICE,
	    .code = "rank-may-tie",
	    .reason = "",
	    .group = { "unified", 7 },
	    .file = { "b.csv", 5 } },
};
enum { COUNT = sizeof findings / sizeof *findings };

/* The list, the severity of each finding then (e, w, n), and how many items are told as
 * unused after settings, applicants and both. */
static const struct {
	const char *list, *severities;
	int unused[3];
} cases[] = {
	{ "[]", "eeewwn", { 0, 0, 0 } },
	/* A code; with its round; with its program. */
	{ "['all-refused']", "nnnwwn", { 0, 0, 0 } },
	{ "['all-refused first']", "nnewwn", { 0, 0, 0 } },
	{ "['all-refused first S1']", "neewwn", { 0, 0, 0 } },
	{ "['all-refused second S1','all-refused first S2']", "ennwwn", { 0, 0, 0 } },
	/* A rule, a file, a group rather than a file. */
	{ "['rule-never-holds a b']", "eeenwn", { 0, 0, 0 } },
	{ "['file-twice a.csv']", "eeewnn", { 0, 0, 0 } },
	{ "['rank-may-tie unified']", "eeewwn", { 0, 0, 0 } },
	/* Those that name nothing: of the applicants, and of the settings. */
	{ "['all-refused S1']", "eeewwn", { 0, 1, 1 } },
	{ "['all-refused first S']", "eeewwn", { 0, 1, 1 } },
	{ "['all-refused first S11']", "eeewwn", { 0, 1, 1 } },
	{ "['all-refused firs']", "eeewwn", { 0, 1, 1 } },
	{ "['all-refused first S1 S2']", "eeewwn", { 0, 1, 1 } },
	{ "['all-refuse','all-refusedfirst','','no-such']", "eeewwn", { 0, 4, 4 } },
	{ "['rule-never-holds a']", "eeewwn", { 0, 1, 1 } },
	{ "['rule-never-holds total']", "eeewwn", { 0, 1, 1 } },
	{ "['rank-may-tie b.csv']", "eeewwn", { 1, 0, 1 } },
	{ "['file-twice c.csv','file-cut','rank-twice']", "eeewwn", { 3, 0, 3 } },
	/* Some of each. */
	{ "['all-refused first S1','no-seats','plan-sum']", "neewwn", { 1, 1, 2 } },
};

static void
test_case(size_t number, enum preflight_half half)
{
	struct preflight_findings f = { 0 };
	json_t *list = read_json(cases[number].list);
	size_t by_severity[PREFLIGHT_SEVERITIES] = { 0 };
	bool right;

	for (size_t i = 0; i < COUNT; i++)
		assert(preflight_add(&f, &findings[i]));
	assert(accepted_apply(list, half, &f));
	right = f.count == COUNT + (size_t)cases[number].unused[half];
	for (size_t i = 0; i < f.count; i++) {
		right &= i < COUNT
			     ? "ewn"[f.all[i].severity] == cases[number].severities[i]
			     : f.all[i].severity == PREFLIGHT_WARNING &&
				   strcmp(f.all[i].code, "accept-unused") == 0;
		by_severity[f.all[i].severity]++;
	}
	if (!right)
		fprintf(stderr, "case %zu: %s\n", number, cases[number].list);
	assert(right);
	for (int i = 0; i < PREFLIGHT_SEVERITIES; i++)
		assert(by_severity[i] == f.by_severity[i]);
	preflight_findings_free(&f);
	json_decref(list);
}

/* An item that names nothing is told as it stands there; no list is an empty one. */
static void
test_told(void)
{
	struct preflight_findings f = { 0 };
	json_t *list = read_json("['no-seats first S9']");

	assert(accepted_apply(NULL, PREFLIGHT_BOTH, &f) && f.count == 0);
	assert(accepted_apply(list, PREFLIGHT_BOTH, &f) && f.count == 1);
	assert(span_is(f.all[0].group, "no-seats first S9"));
	preflight_findings_free(&f);
	json_decref(list);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int half = PREFLIGHT_SETTINGS; half <= PREFLIGHT_BOTH; half++)
			test_case(i, (enum preflight_half)half);
	test_told();
	return 0;
}
