/*
 * The official JSON Schema Test Suite, draft 2020-12, where a copy of it stands
 * beside the project: every file, with the optional ones and the formats.  What is
 * left out is left out by name.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/schema.h"

static const char folder[] = "../shared/conformance/json-schema/draft2020-12/";
static const char remotes[] = "../shared/conformance/json-schema/remotes/";

static const char *const files[] = { "additionalProperties", "allOf", "anchor", "anyOf",
	"boolean_schema", "const", "contains", "content", "default", "defs",
	"dependentRequired", "dependentSchemas", "dynamicRef", "enum",
	"exclusiveMaximum", "exclusiveMinimum", "format", "if-then-else",
	"infinite-loop-detection", "items", "maxContains", "maxItems", "maxLength",
	"maxProperties", "maximum", "minContains", "minItems", "minLength",
	"minProperties", "minimum", "multipleOf", "not", "oneOf", "pattern",
	"patternProperties", "prefixItems", "properties", "propertyNames", "ref",
	"refRemote", "required", "type", "unevaluatedItems", "unevaluatedProperties",
	"uniqueItems", "vocabulary", "optional/anchor", "optional/bignum",
	"optional/cross-draft", "optional/dependencies-compatibility",
	"optional/dynamicRef", "optional/ecmascript-regex", "optional/float-overflow",
	"optional/format-assertion", "optional/id", "optional/no-schema",
	"optional/non-bmp-regex", "optional/refOfUnknownKeyword",
	"optional/unknownKeyword", "optional/format/date", "optional/format/date-time",
	"optional/format/duration", "optional/format/ecmascript-regex",
	"optional/format/email", "optional/format/hostname",
	"optional/format/idn-email", "optional/format/idn-hostname",
	"optional/format/ipv4", "optional/format/ipv6", "optional/format/iri",
	"optional/format/iri-reference", "optional/format/json-pointer",
	"optional/format/regex", "optional/format/relative-json-pointer",
	"optional/format/time", "optional/format/unknown", "optional/format/uri",
	"optional/format/uri-reference", "optional/format/uri-template",
	"optional/format/uuid" };

/* The groups whose schemas are refused, each for a reason. */
static const struct {
	const char *file, *group;
} refused[] = {
	/* Only draft 2020-12 is read: another draft is an error, never a guess. */
	{ "optional/cross-draft",
	    "\"refs to historic drafts are processed as historic drafts\"" },
};

enum { SKIPPED = 77 };

static unsigned held, failed, left_out;

static char *
read_file(const char *path, size_t *len)
{
	char *text = NULL;
	size_t room = 0, got;
	FILE *in;

	if ((in = fopen(path, "r")) == NULL)
		return NULL;
	*len = 0;
	do {
		room = room * 2 + 65536;
		assert((text = realloc(text, room)) != NULL);
		got = fread(text + *len, 1, room - *len, in);
		*len += got;
	} while (got > 0);
	fclose(in);
	return text;
}

/* The suite's documents stand under http://localhost:1234/, which is a folder here. */
static struct span
load(void *context, struct span uri)
{
	static const char host[] = "http://localhost:1234/";
	size_t len = sizeof host - 1;
	struct span text = { NULL, 0 };
	char path[512];

	(void)context;
	if (uri.len < len || memcmp(uri.at, host, len) != 0)
		return text;
	snprintf(
	    path, sizeof path, "%s%.*s", remotes, (int)(uri.len - len), uri.at + len);
	text.at = read_file(path, &text.len);
	return text;
}

/* A text of which the record holds {"v":TEXT}; the caller frees it. */
static char *
wrap(struct record *r, struct span text)
{
	char *line = malloc(text.len + 6);

	assert(line != NULL);
	memcpy(line, "{\"v\":", 5);
	memcpy(line + 5, text.at, text.len);
	line[text.len + 5] = '}';
	assert(record_parse(r, line, text.len + 6, NULL) == RECORD_OK);
	return line;
}

static const struct value *
member(struct record *r, const struct value *object, const char *name)
{
	return record_member(r, object, name, strlen(name));
}

static void
print_failure(const char *file, struct record *r, const struct value *group,
    const struct value *test, const char *what)
{
	struct span of = record_raw(r, member(r, group, "description")),
		    as = record_raw(r, member(r, test, "description"));

	printf(
	    "%s: %.*s: %.*s: %s\n", file, (int)of.len, of.at, (int)as.len, as.at, what);
	failed++;
}

/* Whether the answer is another one where the line is read as one that was checked. */
static bool
differs_folded(struct schema *s, const char *line, size_t len, bool said)
{
	struct record folded = { 0 };
	bool holds;

	assert(record_parse(&folded, line, len, NULL) == RECORD_OK); /* the shape */
	assert(record_parse_checked(&folded, line, len, NULL) == RECORD_OK);
	holds = schema_validate(s, &folded, &folded.values[2], NULL) == SCHEMA_HOLDS;
	assert(!folded.unsound);
	record_free(&folded);
	return holds != said;
}

/* The same where the text is a record of its own: few names are looked up. */
static bool
differs_alone(struct schema *s, struct span text, bool said)
{
	struct record alone = { 0 };
	bool holds, again;

	if (record_parse(&alone, text.at, text.len, NULL) != RECORD_OK) {
		record_free(&alone); /* no object */
		return false;
	}
	holds = schema_validate(s, &alone, &alone.values[0], NULL) == SCHEMA_HOLDS;
	assert(record_parse_checked(&alone, text.at, text.len, NULL) == RECORD_OK);
	again = schema_validate(s, &alone, &alone.values[0], NULL) == SCHEMA_HOLDS;
	assert(!alone.unsound);
	record_free(&alone);
	return holds != said || again != said;
}

static void
run_test(const char *file, struct schema *s, struct record *r,
    const struct value *group, const struct value *test)
{
	struct record data = { 0 };
	struct findings findings = { .count = 0 };
	char *line = wrap(&data, record_raw(r, member(r, test, "data")));
	bool valid = member(r, test, "valid")->type == VALUE_TRUE, said, quiet;

	said = schema_validate(s, &data, &data.values[2], &findings) == SCHEMA_HOLDS;
	quiet = schema_validate(s, &data, &data.values[2], NULL) == SCHEMA_HOLDS;
	if (said != valid)
		print_failure(file, r, group, test, valid ? "refused" : "let in");
	else if (quiet != said || (findings.count == 0) != said)
		print_failure(file, r, group, test, "findings and answer differ");
	else if (differs_folded(s, line, data.len, said) ||
		 differs_alone(s, record_raw(&data, &data.values[2]), said))
		print_failure(file, r, group, test, "the folded line is another one");
	else
		held++;
	findings_free(&findings);
	record_free(&data);
	free(line);
}

static bool
is_refused(const char *file, struct span group)
{
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (strcmp(file, refused[i].file) == 0 &&
		    strlen(refused[i].group) == group.len &&
		    memcmp(refused[i].group, group.at, group.len) == 0)
			return true;
	return false;
}

static void
run_group(const char *file, struct record *r, const struct value *group)
{
	struct schema_options options = { .keywords_open = true, .load = load };
	const struct value *tests = member(r, group, "tests");
	bool expected =
	    is_refused(file, record_raw(r, member(r, group, "description")));
	struct schema *s;
	char *why;

	options.formats_noted = strncmp(file, "optional/format/", 16) != 0 &&
				strcmp(file, "optional/ecmascript-regex") != 0;
	s = schema_new(record_raw(r, member(r, group, "schema")), &options, &why);
	if ((s == NULL) != expected)
		print_failure(file, r, group, group, why != NULL ? why : "taken");
	for (uint32_t n = (uint32_t)(tests - r->values) + 1; n < tests->next;
	     n = r->values[n].next)
		if (s != NULL)
			run_test(file, s, r, group, &r->values[n]);
		else
			left_out++;
	free(why);
	schema_free(s);
}

static bool
run_file(const char *file)
{
	struct record r = { 0 };
	const struct value *groups;
	char path[256], *text, *line;
	size_t len;

	snprintf(path, sizeof path, "%s%s.json", folder, file);
	if ((text = read_file(path, &len)) == NULL)
		return false;
	line = wrap(&r, (struct span){ text, len });
	groups = &r.values[2];
	for (uint32_t n = 3; n < groups->next; n = r.values[n].next)
		run_group(file, &r, &r.values[n]);
	record_free(&r);
	free(line);
	free(text);
	return true;
}

int
main(void)
{
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (!run_file(files[i])) {
			printf("the JSON Schema Test Suite is not here\n");
			return SKIPPED;
		}
	printf("JSON Schema Test Suite: %u of %u\n", held, held + failed + left_out);
	return failed != 0;
}
