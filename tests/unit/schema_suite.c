/*
 * The official JSON Schema Test Suite, draft 2020-12, where a copy of it stands
 * beside the project.  What the schema compiler does not support yet is counted,
 * and must say so; every other answer must be the suite's.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules/schema.h"

static const char folder[] = "../shared/conformance/json-schema/draft2020-12/";

static const char *const files[] = { "additionalProperties", "allOf", "anchor", "anyOf",
	"boolean_schema", "const", "contains", "content", "default", "defs",
	"dependentRequired", "dependentSchemas", "dynamicRef", "enum",
	"exclusiveMaximum", "exclusiveMinimum", "format", "if-then-else",
	"infinite-loop-detection", "items", "maxContains", "maxItems", "maxLength",
	"maxProperties", "maximum", "minContains", "minItems", "minLength",
	"minProperties", "minimum", "multipleOf", "not", "oneOf", "pattern",
	"patternProperties", "prefixItems", "properties", "propertyNames", "ref",
	"refRemote", "required", "type", "unevaluatedItems", "unevaluatedProperties",
	"uniqueItems", "vocabulary", "optional/bignum", "optional/ecmascript-regex",
	"optional/float-overflow", "optional/no-schema", "optional/non-bmp-regex",
	"optional/refOfUnknownKeyword", "optional/unknownKeyword",
	"optional/format/date" };

enum { SKIPPED = 77 };

static unsigned held, failed, unsupported;

static char *
read_file(const char *name, size_t *len)
{
	char path[256], *text = NULL;
	size_t room = 0, got;
	FILE *in;

	snprintf(path, sizeof path, "%s%s.json", folder, name);
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
	else
		held++;
	findings_free(&findings);
	record_free(&data);
	free(line);
}

static void
run_group(const char *file, struct record *r, const struct value *group)
{
	struct schema_options options = { .keywords_open = true };
	const struct value *tests = member(r, group, "tests");
	struct schema *s;
	char *why;

	options.formats_noted = strncmp(file, "optional/format/", 16) != 0;
	s = schema_new(record_raw(r, member(r, group, "schema")), &options, &why);
	if (s == NULL && strstr(why, "supported yet") == NULL &&
	    strstr(why, "is known") == NULL)
		print_failure(file, r, group, group, why);
	for (uint32_t n = (uint32_t)(tests - r->values) + 1; n < tests->next;
	     n = r->values[n].next)
		if (s != NULL)
			run_test(file, s, r, group, &r->values[n]);
		else
			unsupported++;
	if (s == NULL && getenv("VERBOSE") != NULL)
		printf("%s: %s\n", file, why);
	free(why);
	schema_free(s);
}

static bool
run_file(const char *file)
{
	struct record r = { 0 };
	const struct value *groups;
	char *text, *line;
	size_t len;

	if ((text = read_file(file, &len)) == NULL)
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
	printf("JSON Schema Test Suite: %u hold, %u fail, %u need what is not "
	       "supported yet\n",
	    held, failed, unsupported);
	return failed != 0;
}
