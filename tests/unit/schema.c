#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/schema.h"

#include "fixed_seed.h"

static const struct schema_options strict = { .formats.latest = 20200831 };

static struct span
span(const char *text)
{
	return span_of(text);
}

static struct schema *
compile(const char *text)
{
	char *why;
	struct schema *s = schema_new(span(text), &strict, &why);

	if (s == NULL)
		fprintf(stderr, "%s: %s\n", text, why);
	assert(s != NULL && why == NULL);
	return s;
}

/* All that is wrong with a record: "code field rule, code field rule"; - is none. */
static const char *
check(struct schema *s, const char *line)
{
	static char said[4096];
	struct record r = { 0 };
	struct findings found = { .count = 0 };
	enum schema_verdict verdict;
	size_t len = 0;

	assert(record_parse(&r, line, strlen(line), NULL) == RECORD_OK);
	verdict = schema_validate(s, &r, &r.values[0], &found);
	assert(verdict == (found.count == 0 ? SCHEMA_HOLDS : SCHEMA_BROKEN));
	assert(schema_validate(s, &r, &r.values[0], NULL) == verdict);
	said[0] = '\0';
	for (size_t i = 0; i < found.count; i++) {
		const struct finding *f = &found.items[i];

		assert(f->reason != NULL && f->reason[0] != '\0');
		len += (size_t)snprintf(said + len, sizeof said - len, "%s%s %s %s",
		    i > 0 ? ", " : "", f->code, f->field != NULL ? f->field : "-",
		    f->rule != NULL ? f->rule : "-");
		assert(len < sizeof said);
	}
	findings_free(&found);
	record_free(&r);
	return said;
}

static void
expect(const char *schema, const char *line, const char *findings)
{
	struct schema *s = compile(schema);
	const char *said = check(s, line);

	if (strcmp(said, findings) != 0)
		fprintf(stderr, "%s\n%s\n  said %s\n  want %s\n", schema, line, said,
		    findings);
	assert(strcmp(said, findings) == 0);
	schema_free(s);
}

static const char applicant[] =
    "{\"type\":\"object\",\"required\":[\"id\",\"name\",\"scores\"],"
    "\"additionalProperties\":false,\"properties\":{"
    "\"id\":{\"type\":\"string\",\"pattern\":\"^[0-9]{3}$\"},"
    "\"name\":{\"type\":\"string\",\"minLength\":2,\"maxLength\":4},"
    "\"sex\":{\"enum\":[\"男\",\"女\"]},"
    "\"birth\":{\"type\":\"string\",\"format\":\"date\"},"
    "\"resident_id\":{\"type\":\"string\",\"format\":\"cn-resident-id\"},"
    "\"scores\":{\"type\":\"object\",\"additionalProperties\":{\"$ref\":\"#/$defs/"
    "score\"}},"
    "\"choices\":{\"type\":\"array\",\"minItems\":1,\"maxItems\":3,\"uniqueItems\":"
    "true,"
    "\"items\":{\"type\":\"string\"}}},"
    "\"$defs\":{\"score\":{\"type\":\"number\",\"minimum\":0,\"maximum\":150,"
    "\"multipleOf\":0.5}}}";

static void
test_applicant(void)
{
	struct schema *s = compile(applicant);

	assert(strcmp(check(s, "{\"id\":\"001\",\"name\":\"张三\",\"sex\":\"男\","
			       "\"birth\":\"2005-03-04\",\"resident_id\":"
			       "\"620102201409010015\",\"scores\":{\"a\":87.50,"
			       "\"b\":1.5e2},\"choices\":[\"S01\",\"S02\"]}"),
		   "") == 0);
	/* Everything at once, in the order of the record; what is missing comes last.
	 */
	assert(
	    strcmp(check(s, "{\"id\":\"1\\n\",\"sex\":\"x\",\"birth\":\"2005-02-30\","
			    "\"resident_id\":\"6.20102E+17\",\"scores\":{\"a\":150.25,"
			    "\"b.c\":-1,\"d\":\"90\"},\"choices\":[\"S01\",2,\"S01\"],"
			    "\"extra\":1}"),
		"pattern id /properties/id/pattern, "
		"enum sex /properties/sex/enum, "
		"format-date birth /properties/birth/format, "
		"id-spreadsheet resident_id /properties/resident_id/format, "
		"maximum scores.a /$defs/score/maximum, "
		"multiple-of scores.a /$defs/score/multipleOf, "
		"minimum /scores/b.c /$defs/score/minimum, "
		"type scores.d /$defs/score/type, "
		"unique-items choices /properties/choices/uniqueItems, "
		"type choices.1 /properties/choices/items/type, "
		"unknown-field extra /additionalProperties, "
		"required name /required") == 0);
	/* Another shape, and the first again: what is remembered does no harm. */
	assert(strcmp(check(s, "{\"scores\":{},\"name\":\"A\",\"id\":\"001\"}"),
		   "min-length name /properties/name/minLength") == 0);
	assert(strcmp(check(s, "{\"na\\u006de\":\"\\u5f20\\u4e09\",\"scores\":{},"
			       "\"\\u0069d\":\"00\\u0031\"}"),
		   "") == 0);
	assert(strcmp(check(s, "{}"), "required id /required, required name /required, "
				      "required scores /required") == 0);
	schema_free(s);
}

static void
test_reasons(void)
{
	static const char line[] =
	    "{\"sex\":\"secret\",\"id\":\"secret\",\"name\":\"x\","
	    "\"scores\":{\"a\":777.25}}";
	struct schema *s = compile(applicant);
	struct record r = { 0 };
	struct findings found = { .count = 0 };

	assert(record_parse(&r, line, sizeof line - 1, NULL) == RECORD_OK);
	assert(schema_validate(s, &r, &r.values[0], &found) == SCHEMA_BROKEN);
	assert(found.count == 5);
	assert(strcmp(found.items[0].reason, "must be one of \"男\",\"女\"") == 0);
	assert(strcmp(found.items[1].reason, "must match the pattern ^[0-9]{3}$") == 0);
	assert(strcmp(found.items[2].reason, "must have at least 2 characters") == 0);
	assert(strcmp(found.items[3].reason, "must be at most 150") == 0);
	assert(strcmp(found.items[4].reason, "must be a multiple of 0.5") == 0);
	findings_free(&found);
	record_free(&r);
	schema_free(s);
}

/* Each keyword with a record that it refuses. */
static void
test_keywords(void)
{
#define V(schema) "{\"properties\":{\"v\":" schema "}}"
	expect(V("{\"type\":[\"integer\",\"null\"]}"), "{\"v\":5.0}", "");
	expect(V("{\"type\":[\"integer\",\"null\"]}"), "{\"v\":5.5}",
	    "type v /properties/v/type");
	expect(V("{\"type\":[\"integer\",\"number\"]}"), "{\"v\":5.5}", "");
	expect(V("{\"type\":[\"number\",\"integer\"]}"), "{\"v\":5.5}", "");
	expect(
	    V("{\"type\":\"boolean\"}"), "{\"v\":null}", "type v /properties/v/type");
	expect(V("{\"const\":1e2}"), "{\"v\":100.0}", "");
	expect(V("{\"const\":0.1}"), "{\"v\":0.1000000000000000055511151231257827}",
	    "const v /properties/v/const");
	expect(V("{\"minimum\":0.3}"), "{\"v\":0.29999999999999999999}",
	    "minimum v /properties/v/minimum");
	expect(V("{\"maximum\":1e400}"), "{\"v\":1.1e400}",
	    "maximum v /properties/v/maximum");
	expect(V("{\"minimum\":1,\"maximum\":1}"), "{\"v\":1.0}", "");
	expect(V("{\"exclusiveMinimum\":1}"), "{\"v\":1.0}",
	    "exclusive-minimum v /properties/v/exclusiveMinimum");
	expect(V("{\"exclusiveMaximum\":1}"), "{\"v\":1.0}",
	    "exclusive-maximum v /properties/v/exclusiveMaximum");
	expect(V("{\"maxLength\":2}"), "{\"v\":\"\\ud83d\\ude00😀\"}", "");
	expect(V("{\"maxLength\":2}"), "{\"v\":\"张三丰\"}",
	    "max-length v /properties/v/maxLength");
	expect(V("{\"maxLength\":2}"), "{\"v\":\"abc\"}",
	    "max-length v /properties/v/maxLength");
	expect(V("{\"minLength\":2}"), "{\"v\":\"\U00020bb7\"}",
	    "min-length v /properties/v/minLength");
	expect(V("{\"minItems\":2,\"maxItems\":1}"), "{\"v\":[0]}",
	    "min-items v /properties/v/minItems");
	expect(V("{\"maxItems\":1}"), "{\"v\":[[1,2],3]}",
	    "max-items v /properties/v/maxItems");
	expect(V("{\"uniqueItems\":true}"), "{\"v\":[1,[2],\"1\",[2.0]]}",
	    "unique-items v /properties/v/uniqueItems");
	expect(V("{\"prefixItems\":[{\"type\":\"string\"}],\"items\":false}"),
	    "{\"v\":[1,2]}",
	    "type v.0 /properties/v/prefixItems/0/type, "
	    "unknown-item v.1 /properties/v/items");
	expect(V("{\"contains\":{\"const\":1}}"), "{\"v\":[2,3]}",
	    "contains v /properties/v/contains");
	expect(V("{\"contains\":{\"const\":1},\"minContains\":2}"), "{\"v\":[1,3]}",
	    "min-contains v /properties/v/minContains");
	expect(V("{\"contains\":{\"const\":1},\"maxContains\":1}"), "{\"v\":[1,1]}",
	    "max-contains v /properties/v/maxContains");
	expect(V("{\"contains\":{\"const\":1},\"minContains\":0,\"maxContains\":2}"),
	    "{\"v\":[1,1]}", "");
	expect("{\"required\":[\"a\",\"a\"]}", "{\"a\":1}", "");
	expect(V("{\"minProperties\":1,\"maxProperties\":0}"), "{\"v\":{\"a\":1}}",
	    "max-properties v /properties/v/maxProperties");
	expect(V("{\"minProperties\":1}"), "{\"v\":{}}",
	    "min-properties v /properties/v/minProperties");
	expect(V("{\"patternProperties\":{\"^s_\":{\"type\":\"number\"}},"
		 "\"additionalProperties\":false}"),
	    "{\"v\":{\"s_a\":\"x\",\"t\":1}}",
	    "type v.s_a /properties/v/patternProperties/^s_/type, "
	    "unknown-field v.t /properties/v/additionalProperties");
	expect(V("{\"propertyNames\":{\"pattern\":\"^[a-z]+$\"}}"),
	    "{\"v\":{\"a\":1,\"B\":2}}",
	    "property-names v.B /properties/v/propertyNames");
	expect("{\"dependentRequired\":{\"a\":[\"b\",\"c\"]}}", "{\"a\":1,\"c\":1}",
	    "dependent-required b /dependentRequired/a");
	expect("{\"dependentSchemas\":{\"a\":{\"required\":[\"b\"]}}}", "{\"a\":1}",
	    "required b /dependentSchemas/a/required");
	expect(V("{\"allOf\":[{\"minimum\":5},{\"maximum\":1}]}"), "{\"v\":3}",
	    "minimum v /properties/v/allOf/0/minimum, "
	    "maximum v /properties/v/allOf/1/maximum");
	expect(V("{\"anyOf\":[{\"minimum\":5},{\"maximum\":1}]}"), "{\"v\":3}",
	    "any-of v /properties/v/anyOf");
	expect(V("{\"oneOf\":[{\"minimum\":1},{\"maximum\":5}]}"), "{\"v\":3}",
	    "one-of v /properties/v/oneOf");
	expect(V("{\"not\":{\"type\":\"null\"}}"), "{\"v\":null}",
	    "not v /properties/v/not");
	expect("{\"if\":{\"required\":[\"a\"]},\"then\":{\"required\":[\"b\"]},"
	       "\"else\":{\"required\":[\"c\"]}}",
	    "{\"a\":1}", "required b /then/required");
	expect("{\"if\":{\"required\":[\"a\"]},\"then\":{\"required\":[\"b\"]},"
	       "\"else\":{\"required\":[\"c\"]}}",
	    "{}", "required c /else/required");
	expect(V("false"), "{\"v\":1}", "not-allowed v /properties/v");
	expect("{\"minProperties\":1}", "{}", "min-properties - /minProperties");
	expect("false", "{}", "not-allowed - ");
#undef V
}

/* Names that a dotted path cannot say, and places inside of arrays. */
static void
test_fields(void)
{
	expect("{\"additionalProperties\":{\"items\":{\"required\":[\"x\"]}}}",
	    "{\"a\":[{\"x\":1},{}]}",
	    "required a.1.x /additionalProperties/items/required");
	expect("{\"additionalProperties\":{\"items\":{\"required\":[\"x\"]}}}",
	    "{\"a.b\":[{}]}", "required /a.b/0/x /additionalProperties/items/required");
	expect("{\"additionalProperties\":false}",
	    "{\"\":1,\"/\":2,\"a~.\":3,\"姓名\":4}",
	    "unknown-field / /additionalProperties, "
	    "unknown-field /~1 /additionalProperties, "
	    "unknown-field /a~0. /additionalProperties, "
	    "unknown-field 姓名 /additionalProperties");
	expect("{\"properties\":{\"a/b\":{\"type\":\"null\"}}}", "{\"a/b\":1}",
	    "type a/b /properties/a~1b/type");
}

static void
test_references(void)
{
	static const char tree[] =
	    "{\"properties\":{\"value\":{\"type\":\"integer\"},"
	    "\"children\":{\"items\":{\"$ref\":\"#\"}}},\"required\":[\"value\"]}";

	expect(tree, "{\"value\":1,\"children\":[{\"value\":2,\"children\":[{}]}]}",
	    "required children.0.children.0.value /required");
	expect("{\"$defs\":{\"a/b%\":{\"type\":\"null\"}},"
	       "\"properties\":{\"v\":{\"$ref\":\"#/$defs/a~1b%25\"}}}",
	    "{\"v\":1}", "type v /$defs/a~1b%/type");
	/* Siblings of a reference count. */
	expect("{\"properties\":{\"v\":{\"$ref\":\"#/$defs/n\",\"maximum\":5}},"
	       "\"$defs\":{\"n\":{\"minimum\":1}}}",
	    "{\"v\":6}", "maximum v /properties/v/maximum");
}

/* What the schemas around have looked at is known to unevaluated... */
static void
test_unevaluated(void)
{
	static const char closed[] =
	    "{\"$ref\":\"#/$defs/a\",\"properties\":{\"b\":{\"type\":\"null\"}},"
	    "\"anyOf\":[{\"properties\":{\"c\":{\"const\":1}},\"required\":[\"c\"]},"
	    "{\"properties\":{\"d\":{\"const\":1}},\"required\":[\"d\"]},true],"
	    "\"if\":{\"properties\":{\"e\":{\"const\":1}},\"required\":[\"e\"]},"
	    "\"unevaluatedProperties\":false,"
	    "\"$defs\":{\"a\":{\"properties\":{\"a\":{\"type\":\"null\"}}}}}";

	expect(closed, "{\"a\":null,\"b\":null,\"c\":1,\"d\":1,\"e\":1}", "");
	expect(closed, "{\"c\":2,\"d\":1,\"e\":2,\"f\":1}",
	    "unknown-field c /unevaluatedProperties, "
	    "unknown-field e /unevaluatedProperties, "
	    "unknown-field f /unevaluatedProperties");
	/* A field is not unknown because it is wrong. */
	expect(closed, "{\"a\":1,\"b\":1,\"f\":1}",
	    "type a /$defs/a/properties/a/type, type b /properties/b/type, "
	    "unknown-field f /unevaluatedProperties");
	expect("{\"properties\":{\"v\":{\"prefixItems\":[{\"const\":1}],"
	       "\"contains\":{\"const\":2},\"unevaluatedItems\":{\"const\":3}}}}",
	    "{\"v\":[1,2,3,2,4]}", "const v.4 /properties/v/unevaluatedItems/const");
	/* Those of one alternative are not seen by another. */
	expect("{\"allOf\":[{\"properties\":{\"a\":true}},"
	       "{\"unevaluatedProperties\":false}]}",
	    "{\"a\":1}", "unknown-field a /allOf/1/unevaluatedProperties");
	/* Nor those of another value of the same form. */
	expect("{\"properties\":{\"v\":{\"$ref\":\"#\"}},"
	       "\"unevaluatedProperties\":false}",
	    "{\"v\":{\"v\":{\"w\":1}}}", "unknown-field v.v.w /unevaluatedProperties");
}

static void
test_dynamic_references(void)
{
	static const char lists[] =
	    "{\"$ref\":\"list\",\"$defs\":{\"n\":{\"$dynamicAnchor\":\"item\","
	    "\"type\":\"number\"},\"l\":{\"$id\":\"list\",\"properties\":{\"v\":{"
	    "\"items\":{\"$dynamicRef\":\"#item\"}}},\"$defs\":{\"i\":{"
	    "\"$dynamicAnchor\":\"item\",\"type\":\"string\"}}}}}";

	expect(lists, "{\"v\":[1,\"a\"]}", "type v.1 /$defs/n/type");
	expect("{\"$dynamicRef\":\"#a\",\"$defs\":{\"a\":{\"$anchor\":\"a\","
	       "\"minProperties\":1}}}",
	    "{}", "min-properties - /$defs/a/minProperties");
}

/* The only documents that there are. */
static struct span
load(void *context, struct span uri)
{
	static const struct {
		const char *uri, *text;
	} files[] = {
		{ "file:///year/score.json",
		    "{\"$defs\":{\"s\":{\"$anchor\":\"score\",\"maximum\":150}}}" },
		{ "file:///meta.json", "{\"$vocabulary\":{\"https://json-schema.org/"
				       "draft/2020-12/vocab/core\":"
				       "true,\"https://json-schema.org/draft/2020-12/"
				       "vocab/applicator\":true,"
				       "\"https://example.com/own\":false}}" },
		{ "file:///wrong.json", "{\"type\":\"text\"}" },
	};

	++*(int *)context;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (strlen(files[i].uri) == uri.len &&
		    memcmp(files[i].uri, uri.at, uri.len) == 0)
			return (struct span){ strdup(files[i].text),
				strlen(files[i].text) };
	return (struct span){ NULL, 0 };
}

static void
expect_with_files(const char *schema, const char *line, const char *findings)
{
	int loads = 0;
	struct schema_options options = {
		.base = "file:///year/applicant.json", .load = load, .context = &loads
	};
	char *why;
	struct schema *s = schema_new(span(schema), &options, &why);
	const char *said = s != NULL ? check(s, line) : why;

	if (strcmp(said, findings) != 0)
		fprintf(stderr, "%s\n  said %s\n  want %s\n", schema, said, findings);
	assert(strcmp(said, findings) == 0);
	free(why);
	schema_free(s);
}

static void
test_other_documents(void)
{
	static const char line[] = "{\"a\":200,\"b\":200}";

	/* Read once, however often it is named. */
	expect_with_files("{\"properties\":{\"a\":{\"$ref\":\"score.json#score\"},"
			  "\"b\":{\"$ref\":\"./score.json#/$defs/s\"}}}",
	    line,
	    "maximum a score.json#/$defs/s/maximum, "
	    "maximum b score.json#/$defs/s/maximum");
	/* What stands beside the $id stands beside the file. */
	expect_with_files(
	    "{\"$id\":\"https://example.com/x/applicant.json\",\"properties\":"
	    "{\"a\":{\"$ref\":\"score.json#score\"}}}",
	    line, "maximum a https://example.com/x/score.json#/$defs/s/maximum");
	expect_with_files("{\"$ref\":\"https://example.com/score.json\"}", line,
	    "at /$ref: document https://example.com/score.json cannot be read");
	expect_with_files("{\"$ref\":\"../wrong.json\"}", line,
	    "at file:///wrong.json#/type: must be one of null boolean integer number "
	    "string "
	    "array object");
	/* The draft's own, for schemas in records. */
	expect("{\"properties\":{\"v\":{\"$ref\":"
	       "\"https://json-schema.org/draft/2020-12/schema\"}}}",
	    "{\"v\":{\"properties\":{\"a\":{\"minLength\":-1}}}}",
	    "minimum v.properties.a.minLength "
	    "https://json-schema.org/draft/2020-12/meta/validation#/$defs/count/"
	    "minimum");
	/* Without the vocabulary of validation its keywords are unknown ones. */
	expect_with_files(
	    "{\"$schema\":\"file:///meta.json\",\"properties\":{\"a\":false}}", line,
	    "not-allowed a /properties/a");
	expect_with_files("{\"$schema\":\"file:///meta.json\",\"required\":[\"c\"]}",
	    line,
	    "at /required: the metaschema does not list the vocabulary of this "
	    "keyword");
}

static void
test_warnings(void)
{
	static const char line[] = "{\"a\":\"x\",\"b\":\"x\"}";
	static const char long_line[] =
	    "{\"a\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy\"}";
	struct schema *s =
	    compile("{\"properties\":{\"a\":{\"format\":\"cn-name\",\"x-severity\":"
		    "\"warning\"},\"b\":{\"type\":\"null\"}}}");
	struct findings warnings = { .count = 0 }, found = { .warnings = &warnings };
	struct record r = { 0 };

	assert(record_parse(&r, line, sizeof line - 1, NULL) == RECORD_OK);
	assert(schema_validate(s, &r, &r.values[0], &found) == SCHEMA_BROKEN);
	assert(found.count == 1 && strcmp(found.items[0].code, "type") == 0);
	assert(warnings.count == 1);
	assert(strcmp(warnings.items[0].code, "name-character") == 0);
	assert(strcmp(warnings.items[0].field, "a") == 0);
	findings_clear(&found);
	findings_clear(&warnings);
	schema_free(s);
	/* A search that is given up is only a warning, too. */
	s = compile(
	    "{\"properties\":{\"a\":{\"pattern\":\"^(x+)+\\\\1$\",\"x-severity\":"
	    "\"warning\"}}}");
	assert(record_parse(&r, long_line, sizeof long_line - 1, NULL) == RECORD_OK);
	assert(schema_validate(s, &r, &r.values[0], &found) == SCHEMA_HOLDS);
	assert(found.count == 0 && warnings.count == 1);
	assert(strcmp(warnings.items[0].code, "pattern-too-long") == 0);
	findings_free(&found);
	findings_free(&warnings);
	record_free(&r);
	schema_free(s);
}

/* A search that is given up is never taken for an answer, not even inside of not. */
static void
test_undecided(void)
{
	static const char line[] = "{\"v\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"}";

	expect("{\"properties\":{\"v\":{\"pattern\":\"^(a+)+\\\\1$\"}}}", line,
	    "pattern-too-long v /properties/v/pattern");
	expect("{\"properties\":{\"v\":{\"not\":{\"pattern\":\"^(a+)+\\\\1$\"}}}}",
	    line, "pattern-too-long v /properties/v/not/pattern");
}

static void
test_deep(void)
{
	enum { DEEP = 500 };
	char line[DEEP * 7 + 8] = "", *at = line;
	struct schema *s =
	    compile("{\"$defs\":{\"a\":{\"properties\":{\"v\":"
		    "{\"$ref\":\"#/$defs/a\"}}}},\"$ref\":\"#/$defs/a\"}");

	for (int i = 0; i < DEEP; i++, at += 5)
		memcpy(at, "{\"v\":", 5);
	*at++ = '1';
	for (int i = 0; i < DEEP; i++)
		*at++ = '}';
	assert(strcmp(check(s, line), "") == 0);
	schema_free(s);
	/* Twelve schemas for each level are more than the stack is given. */
	s = compile(
	    "{\"$defs\":{"
	    "\"a\":{\"properties\":{\"v\":{\"allOf\":[{\"allOf\":[{\"allOf\":[{"
	    "\"allOf\":["
	    "{\"allOf\":[{\"allOf\":[{\"allOf\":[{\"allOf\":[{\"allOf\":[{\"allOf\":["
	    "{\"$ref\":\"#/$defs/a\"}]}]}]}]}]}]}]}]}]}]}}}},\"$ref\":\"#/$defs/a\"}");
	assert(strncmp(check(s, line), "nested-too-deep v.v.v", 21) == 0);
	schema_free(s);
}

static void
test_too_many(void)
{
	struct schema *s = compile("{\"properties\":{\"v\":{\"items\":false}}}");
	struct findings found = { .count = 0 };
	struct record r = { 0 };
	char line[2008] = "{\"v\":[0";
	size_t len = 7;

	for (; len < 2000; len += 2)
		memcpy(line + len, ",0", 2);
	memcpy(line + len, "]}", 2);
	assert(record_parse(&r, line, len + 2, NULL) == RECORD_OK);
	assert(schema_validate(s, &r, &r.values[0], &found) == SCHEMA_BROKEN);
	assert(found.count == FINDINGS_MOST + 1);
	assert(strcmp(found.items[FINDINGS_MOST - 1].field, "v.99") == 0);
	assert(strcmp(found.items[FINDINGS_MOST].code, "more-findings") == 0);
	findings_free(&found);
	record_free(&r);
	schema_free(s);
}

/* A schema that is wrong is refused when it is loaded, with its place. */
static void
test_refused(void)
{
	static const char *const cases[][2] = {
		{ "", "line 1, column 1: the line is not JSON" },
		{ "{\"type\":\n \"string\",}",
		    "line 2, column 11: the line is not JSON" },
		{ "true,\"x\":true", "line 1, column 5: the line is not JSON" },
		{ "{\"type\":\"null\",\"type\":\"null\"}",
		    "line 1, column 16: a name occurs twice in an object" },
		{ "7", "at the top: a schema is an object, true or false" },
		{ "{\"properties\":{\"a\":7}}",
		    "at /properties/a: a schema is an object, true or false" },
		{ "{\"requird\":[\"a\"]}",
		    "at /requird: draft 2020-12 has no such keyword (names of other "
		    "keywords begin with x-)" },
		{ "{\"$id\":\"a#b\"}", "at /$id: must be a URI without a fragment" },
		{ "{\"properties\":{\"a\":{\"$anchor\":7}}}",
		    "at /properties/a/$anchor: must be a string" },
		{ "{\"$defs\":{\"a\":{\"$id\":\"x\"},\"b\":{\"$id\":\"x\"}}}",
		    "at /$defs/b/$id: another schema has this $id" },
		{ "{\"x-severity\":\"warn\"}",
		    "at /x-severity: must be error or warning" },
		{ "{\"$ref\":\"#there\"}",
		    "at /$ref: refers to a place that the document does not have" },
		{ "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
		    "at /$schema: only https://json-schema.org/draft/2020-12/schema is "
		    "known" },
		{ "{\"type\":\"text\"}",
		    "at /type: must be one of null boolean integer "
		    "number string array object" },
		{ "{\"type\":[]}", "at /type: must name a type" },
		{ "{\"enum\":1}", "at /enum: must be an array" },
		{ "{\"minimum\":\"1\"}", "at /minimum: must be a number" },
		{ "{\"multipleOf\":0}", "at /multipleOf: must be above 0, with at most "
					"18 digits" },
		{ "{\"minLength\":-1}",
		    "at /minLength: must be a whole number, 0 or above" },
		{ "{\"maxItems\":1.5}",
		    "at /maxItems: must be a whole number, 0 or above" },
		{ "{\"uniqueItems\":1}", "at /uniqueItems: must be true or false" },
		{ "{\"pattern\":\"a++\"}",
		    "at /pattern: the pattern is wrong: at byte 2: nothing to repeat" },
		{ "{\"patternProperties\":{\"(\":true}}",
		    "at /patternProperties/(: the pattern is wrong: at byte 0: a "
		    "parenthesis is not closed" },
		{ "{\"format\":\"emial\"}", "at /format: no format has this name" },
		{ "{\"required\":\"a\"}", "at /required: must be an array of names" },
		{ "{\"required\":[1]}", "at /required/0: must be a string" },
		{ "{\"allOf\":[]}", "at /allOf: must have at least one schema" },
		{ "{\"$ref\":\"#/$defs/a\"}",
		    "at /$ref: refers to a place that the document does not have" },
		{ "{\"$ref\":\"other.json\"}",
		    "at /$ref: document other.json cannot be read" },
		{ "{\"$ref\":\"#\"}",
		    "at the top: refers to itself for the same value, or more than "
		    "100 schemas apply to one value" },
		{ "{\"allOf\":[{\"minimum\":1},{\"$ref\":\"#/$defs/a\"}],"
		  "\"$defs\":{\"a\":{\"not\":{\"$ref\":\"#\"}}}}",
		    "at the top: refers to itself for the same value, or more than "
		    "100 schemas apply to one value" },
	};
	char *why;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert(schema_new(span(cases[i][0]), &strict, &why) == NULL);
		if (strcmp(why, cases[i][1]) != 0)
			fprintf(stderr, "%s\n  said %s\n  want %s\n", cases[i][0], why,
			    cases[i][1]);
		assert(strcmp(why, cases[i][1]) == 0);
		free(why);
	}
}

/* A row of references, each to the one before it: short to compile, long to run. */
static void
test_long_row(void)
{
	char text[8192];
	size_t len = (size_t)snprintf(text, sizeof text, "{\"$defs\":{\"0\":true");
	char *why;

	for (int i = 1; i < 120; i++)
		len += (size_t)snprintf(text + len, sizeof text - len,
		    ",\"%d\":{\"$ref\":\"#/$defs/%d\"}", i, i - 1);
	snprintf(text + len, sizeof text - len, "}}");
	assert(schema_new(span(text), &strict, &why) == NULL);
	assert(strstr(why, "more than 100 schemas apply to one value") != NULL);
	free(why);
}

/* A few names are looked up, and what is found stands in the order of the record. */
static void
test_few(void)
{
	static const char schema[] =
	    "{\"properties\":{\"b/~\":{\"type\":\"null\"},\"\":{\"minimum\":5},"
	    "\"c\":{\"type\":\"null\"}},\"required\":[\"d\",\"b/~\",\"e\"]}";

	expect(schema, "{\"d\":1,\"x\":[1],\"\":4,\"e\":0,\"b/~\":1}",
	    "minimum / /properties//minimum, "
	    "type b/~ /properties/b~1~0/type");
	expect(schema, "{\"c\":1,\"\":6,\"b\\/~\":null}",
	    "type c /properties/c/type, required d /required, required e /required");
	expect(schema, "{\"d\":{},\"b/~\":null,\"e\":[]}", "");
	/* Another schema of the same record still looks at all members. */
	expect("{\"properties\":{\"a\":true},\"allOf\":[{\"propertyNames\":"
	       "{\"maxLength\":1}},{\"maxProperties\":2}]}",
	    "{\"a\":1,\"bb\":2,\"c\":3}",
	    "property-names bb /allOf/0/propertyNames, max-properties - "
	    "/allOf/1/maxProperties");
}

/* A line that is said to have been checked may hold anything: nothing searches in it.
 */
static void
test_unsound(void)
{
	static const char known[] = "{\"a\":\"x\",\"b\":[1]}";
	static const char line[] = "{\"a\":\"\xff\xc3\",\"b\":[1]}";
	static const char list[] = "{\"a\":\"x\",\"b\":[1,,1]}";
	struct schema *s = compile("{\"properties\":{\"a\":{\"pattern\":\"x.$\"}}}");
	struct schema *lists = compile("{\"properties\":{\"b\":{\"items\":{}}}}");
	struct record r = { 0 };

	assert(!schema_looks_inside(s) && schema_looks_inside(lists));
	assert(record_parse(&r, known, sizeof known - 1, NULL) == RECORD_OK);
	assert(record_parse_checked(&r, line, sizeof line - 1, NULL) == RECORD_OK);
	assert(schema_validate(s, &r, &r.values[0], NULL) == SCHEMA_BROKEN);
	assert(r.unsound);
	record_free(&r);
	assert(record_parse(&r, known, sizeof known - 1, NULL) == RECORD_OK);
	assert(record_parse_checked(&r, list, sizeof list - 1, NULL) == RECORD_OK);
	assert(schema_validate(s, &r, &r.values[0], NULL) == SCHEMA_BROKEN);
	assert(!r.unsound);
	schema_validate(lists, &r, &r.values[0], NULL);
	assert(r.unsound);
	record_free(&r);
	schema_free(s);
	schema_free(lists);
}

/*
 * Random lists of values, mostly of texts, in several spellings: they are unique if
 * none is drawn twice, whatever its spelling.
 */
static void
test_unique(void)
{
	enum { VALUES = 24, TEXTS = 13, MOST = 20 };
	static const char *const spellings[VALUES][2] = { { "\"a\"", "\"\\u0061\"" },
		{ "\"aa\"", "\"a\\u0061\"" }, { "\"ab\"", "\"ab\"" },
		{ "\"ba\"", "\"ba\"" }, { "\"S001\"", "\"\\u0053001\"" },
		{ "\"S002\"", "\"S002\"" }, { "\"1234567\"", "\"1234567\"" },
		{ "\"12345678\"", "\"1234567\\u0038\"" },
		{ "\"02345678\"", "\"02345678\"" }, { "\"高一\"", "\"\\u9ad8一\"" },
		{ "\"高二\"", "\"高\\u4e8c\"" }, { "\"123456789\"", "\"123456789\"" },
		{ "\"023456789\"", "\"023456789\"" }, { "\"\"", "\"\"" },
		{ "\"\\u0000\"", "\"\\u0000\"" },
		{ "\"\\u0000a\"", "\"\\u0000\\u0061\"" }, { "1", "1.0" },
		{ "\"1\"", "\"\\u0031\"" }, { "true", "true" }, { "null", "null" },
		{ "[1]", "[10e-1]" }, { "[\"a\"]", "[\"\\u0061\"]" },
		{ "{\"a\":1}", "{\"\\u0061\":1}" }, { "\"true\"", "\"true\"" } };
	struct schema *s = compile("{\"properties\":{\"v\":{\"uniqueItems\":true}}}");
	size_t repeated = 0, rounds = ROUNDS_OF(6000);

	for (size_t round = 0; round < rounds; round++) {
		size_t count = draw() % MOST, len = 0;
		uint32_t drawn = 0;
		bool unique = true;
		char line[1024];

		len += (size_t)snprintf(line, sizeof line, "{\"v\":[");
		for (size_t i = 0; i < count; i++) {
			size_t v = draw() % (draw() % 8 > 0 ? TEXTS : VALUES);

			unique = unique && (drawn >> v & 1) == 0;
			drawn |= UINT32_C(1) << v;
			len += (size_t)snprintf(line + len, sizeof line - len, "%s%s",
			    i > 0 ? "," : "", spellings[v][draw() % 16 == 0]);
		}
		snprintf(line + len, sizeof line - len, "]}");
		repeated += !unique;
		assert((check(s, line)[0] == '\0') == unique);
	}
	assert(repeated > rounds / 4 && repeated < rounds * 9 / 10);
	schema_free(s);
}

int
main(void)
{
	test_long_row();
	test_applicant();
	test_reasons();
	test_keywords();
	test_fields();
	test_references();
	test_unevaluated();
	test_dynamic_references();
	test_other_documents();
	test_warnings();
	test_undecided();
	test_deep();
	test_too_many();
	test_refused();
	test_few();
	test_unsound();
	test_unique();
	return 0;
}
