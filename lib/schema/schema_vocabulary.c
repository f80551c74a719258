#include "schema/schema_vocabulary.h"

/* clang-format off */
static const struct {
	const char *name;
	enum keyword_holds holds;
	unsigned vocabularies; /* it belongs to one of these */
} keywords[] = {
	{ "$ref", HOLDS_NO_SCHEMA, VOCABULARY_CORE },
	{ "$dynamicRef", HOLDS_NO_SCHEMA, VOCABULARY_CORE },
	{ "$defs", HOLDS_NAMED_SCHEMAS, VOCABULARY_CORE },
	{ "$schema", HOLDS_NO_SCHEMA, VOCABULARY_CORE },
	{ "$id", HOLDS_NO_SCHEMA, VOCABULARY_CORE },
	{ "$anchor", HOLDS_NO_SCHEMA, VOCABULARY_CORE },
	{ "$dynamicAnchor", HOLDS_NO_SCHEMA, VOCABULARY_CORE },
	{ "$vocabulary", HOLDS_NO_SCHEMA, VOCABULARY_CORE },
	{ "$comment", HOLDS_NO_SCHEMA, VOCABULARY_CORE },
	{ "x-severity", HOLDS_NO_SCHEMA, VOCABULARY_CORE },
	{ "prefixItems", HOLDS_SCHEMAS, VOCABULARY_APPLICATOR },
	{ "items", HOLDS_SCHEMA, VOCABULARY_APPLICATOR },
	{ "contains", HOLDS_SCHEMA, VOCABULARY_APPLICATOR },
	{ "properties", HOLDS_NAMED_SCHEMAS, VOCABULARY_APPLICATOR },
	{ "patternProperties", HOLDS_NAMED_SCHEMAS, VOCABULARY_APPLICATOR },
	{ "additionalProperties", HOLDS_SCHEMA, VOCABULARY_APPLICATOR },
	{ "propertyNames", HOLDS_SCHEMA, VOCABULARY_APPLICATOR },
	{ "dependentSchemas", HOLDS_NAMED_SCHEMAS, VOCABULARY_APPLICATOR },
	{ "dependencies", HOLDS_NAMED_SCHEMAS, VOCABULARY_APPLICATOR },
	{ "allOf", HOLDS_SCHEMAS, VOCABULARY_APPLICATOR },
	{ "anyOf", HOLDS_SCHEMAS, VOCABULARY_APPLICATOR },
	{ "oneOf", HOLDS_SCHEMAS, VOCABULARY_APPLICATOR },
	{ "not", HOLDS_SCHEMA, VOCABULARY_APPLICATOR },
	{ "if", HOLDS_SCHEMA, VOCABULARY_APPLICATOR },
	{ "then", HOLDS_SCHEMA, VOCABULARY_APPLICATOR },
	{ "else", HOLDS_SCHEMA, VOCABULARY_APPLICATOR },
	{ "unevaluatedItems", HOLDS_SCHEMA, VOCABULARY_UNEVALUATED },
	{ "unevaluatedProperties", HOLDS_SCHEMA, VOCABULARY_UNEVALUATED },
	{ "type", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "enum", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "const", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "minimum", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "exclusiveMinimum", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "maximum", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "exclusiveMaximum", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "multipleOf", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "minLength", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "maxLength", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "pattern", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "minItems", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "maxItems", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "uniqueItems", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "minContains", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "maxContains", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "minProperties", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "maxProperties", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "required", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "dependentRequired", HOLDS_NO_SCHEMA, VOCABULARY_VALIDATION },
	{ "title", HOLDS_NO_SCHEMA, VOCABULARY_META_DATA },
	{ "description", HOLDS_NO_SCHEMA, VOCABULARY_META_DATA },
	{ "default", HOLDS_NO_SCHEMA, VOCABULARY_META_DATA },
	{ "deprecated", HOLDS_NO_SCHEMA, VOCABULARY_META_DATA },
	{ "examples", HOLDS_NO_SCHEMA, VOCABULARY_META_DATA },
	{ "readOnly", HOLDS_NO_SCHEMA, VOCABULARY_META_DATA },
	{ "writeOnly", HOLDS_NO_SCHEMA, VOCABULARY_META_DATA },
	{ "format", HOLDS_NO_SCHEMA,
	  VOCABULARY_FORMAT_ANNOTATION | VOCABULARY_FORMAT_ASSERTION },
	{ "contentEncoding", HOLDS_NO_SCHEMA, VOCABULARY_CONTENT },
	{ "contentMediaType", HOLDS_NO_SCHEMA, VOCABULARY_CONTENT },
	{ "contentSchema", HOLDS_SCHEMA, VOCABULARY_CONTENT },
};
/* clang-format on */

enum { KEYWORDS = sizeof keywords / sizeof *keywords };

static const struct {
	const char *name;
	unsigned bit;
} vocabularies[] = {
	{ "core", VOCABULARY_CORE },
	{ "applicator", VOCABULARY_APPLICATOR },
	{ "unevaluated", VOCABULARY_UNEVALUATED },
	{ "validation", VOCABULARY_VALIDATION },
	{ "meta-data", VOCABULARY_META_DATA },
	{ "format-annotation", VOCABULARY_FORMAT_ANNOTATION },
	{ "format-assertion", VOCABULARY_FORMAT_ASSERTION },
	{ "content", VOCABULARY_CONTENT },
};

/* The number of a keyword in the table, or KEYWORDS. */
static size_t
find(struct span keyword)
{
	size_t i = 0;

	while (i < KEYWORDS && !span_is(keyword, keywords[i].name))
		i++;
	return i;
}

unsigned
schema_vocabulary_of(struct span keyword)
{
	size_t i = find(keyword);

	return i < KEYWORDS ? keywords[i].vocabularies : 0;
}

enum keyword_holds
schema_vocabulary_holds(struct span keyword)
{
	size_t i = find(keyword);

	return i < KEYWORDS ? keywords[i].holds : HOLDS_NO_SCHEMA;
}

unsigned
schema_vocabulary_bit(struct span uri)
{
	static const char folder[] = "https://json-schema.org/draft/2020-12/vocab/";
	size_t len = sizeof folder - 1;

	if (!span_begins(uri, folder))
		return 0;
	uri = (struct span){ uri.at + len, uri.len - len };
	for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++)
		if (span_is(uri, vocabularies[i].name))
			return vocabularies[i].bit;
	return 0;
}
