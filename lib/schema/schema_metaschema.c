#include <stdlib.h>
#include <string.h>

#include "schema/schema_metaschema.h"

/* A single quote stands for a double one, to be read more easily. */
#define DRAFT "https://json-schema.org/draft/2020-12/"
#define HEAD(id)                                        \
	"{'$schema':'" DRAFT "schema','$id':'" DRAFT id \
	"','$dynamicAnchor':'meta','type':['object','boolean'],"
#define VOCABULARY(name) "'" DRAFT "vocab/" name "':true"

/* clang-format off */
static const struct {
	const char *name, *text;
} metaschemas[] = {
	{ "schema",
	  HEAD("schema")
	  "'$vocabulary':{" VOCABULARY("core") ","
	  VOCABULARY("applicator") ","
	  VOCABULARY("unevaluated") ","
	  VOCABULARY("validation") ","
	  VOCABULARY("meta-data") ","
	  VOCABULARY("format-annotation") ","
	  VOCABULARY("content") "}"
	  ",'allOf':[{'$ref':'meta/core'},{'$ref':'meta/applicator'},{"
	  "'$ref':'meta/unevaluated'},{'$ref':'meta/validation'},{"
	  "'$ref':'meta/meta-data'},{'$ref':'meta/format-annotation'},{"
	  "'$ref':'meta/content'}]"
	  ",'properties':{"
	  "'definitions':{'type':'object','additionalProperties':{'$dynamicRef':'#meta'}},"
	  "'dependencies':{'type':'object','additionalProperties':{'anyOf':[{"
	  "'$dynamicRef':'#meta'},{'$ref':'meta/validation#/$defs/names'}]}}"
	  "}"
	  "}" },
	{ "meta/core",
	  HEAD("meta/core")
	  "'$vocabulary':{" VOCABULARY("core") "}"
	  ",'properties':{"
	  "'$id':{'type':'string','format':'uri-reference','pattern':'^[^#]*#?$'},"
	  "'$schema':{'type':'string','format':'uri'},"
	  "'$ref':{'type':'string','format':'uri-reference'},"
	  "'$dynamicRef':{'type':'string','format':'uri-reference'},"
	  "'$anchor':{'type':'string','pattern':'^[A-Za-z_][-A-Za-z0-9._]*$'},"
	  "'$dynamicAnchor':{'type':'string','pattern':'^[A-Za-z_][-A-Za-z0-9._]*$'},"
	  "'$vocabulary':{'type':'object','propertyNames':{'type':'string',"
	  "'format':'uri'},'additionalProperties':{'type':'boolean'}},"
	  "'$comment':{'type':'string'},"
	  "'$defs':{'type':'object','additionalProperties':{'$dynamicRef':'#meta'}}"
	  "}"
	  "}" },
	{ "meta/applicator",
	  HEAD("meta/applicator")
	  "'$vocabulary':{" VOCABULARY("applicator") "}"
	  ",'properties':{"
	  "'items':{'$dynamicRef':'#meta'},"
	  "'contains':{'$dynamicRef':'#meta'},"
	  "'additionalProperties':{'$dynamicRef':'#meta'},"
	  "'propertyNames':{'$dynamicRef':'#meta'},"
	  "'not':{'$dynamicRef':'#meta'},"
	  "'if':{'$dynamicRef':'#meta'},"
	  "'then':{'$dynamicRef':'#meta'},"
	  "'else':{'$dynamicRef':'#meta'},"
	  "'prefixItems':{'type':'array','minItems':1,'items':{'$dynamicRef':'#meta'}},"
	  "'allOf':{'type':'array','minItems':1,'items':{'$dynamicRef':'#meta'}},"
	  "'anyOf':{'type':'array','minItems':1,'items':{'$dynamicRef':'#meta'}},"
	  "'oneOf':{'type':'array','minItems':1,'items':{'$dynamicRef':'#meta'}},"
	  "'properties':{'type':'object','additionalProperties':{'$dynamicRef':'#meta'}},"
	  "'dependentSchemas':{'type':'object','additionalProperties':{"
	  "'$dynamicRef':'#meta'}},"
	  "'patternProperties':{'type':'object','additionalProperties':{"
	  "'$dynamicRef':'#meta'},'propertyNames':{'format':'regex'}}"
	  "}"
	  "}" },
	{ "meta/unevaluated",
	  HEAD("meta/unevaluated")
	  "'$vocabulary':{" VOCABULARY("unevaluated") "}"
	  ",'properties':{"
	  "'unevaluatedItems':{'$dynamicRef':'#meta'},"
	  "'unevaluatedProperties':{'$dynamicRef':'#meta'}"
	  "}"
	  "}" },
	{ "meta/validation",
	  HEAD("meta/validation")
	  "'$vocabulary':{" VOCABULARY("validation") "}"
	  ",'properties':{"
	  "'maxLength':{'$ref':'#/$defs/count'},"
	  "'minLength':{'$ref':'#/$defs/count'},"
	  "'maxItems':{'$ref':'#/$defs/count'},"
	  "'minItems':{'$ref':'#/$defs/count'},"
	  "'maxContains':{'$ref':'#/$defs/count'},"
	  "'minContains':{'$ref':'#/$defs/count'},"
	  "'maxProperties':{'$ref':'#/$defs/count'},"
	  "'minProperties':{'$ref':'#/$defs/count'},"
	  "'maximum':{'type':'number'},"
	  "'exclusiveMaximum':{'type':'number'},"
	  "'minimum':{'type':'number'},"
	  "'exclusiveMinimum':{'type':'number'},"
	  "'multipleOf':{'type':'number','exclusiveMinimum':0},"
	  "'pattern':{'type':'string','format':'regex'},"
	  "'uniqueItems':{'type':'boolean'},"
	  "'required':{'$ref':'#/$defs/names'},"
	  "'dependentRequired':{'type':'object','additionalProperties':{"
	  "'$ref':'#/$defs/names'}},"
	  "'const':true,'enum':{'type':'array'},"
	  "'type':{'anyOf':[{'$ref':'#/$defs/type'},{'type':'array','items':{"
	  "'$ref':'#/$defs/type'},'minItems':1,'uniqueItems':true}]}"
	  "}"
	  ",'$defs':{"
	  "'count':{'type':'integer','minimum':0},"
	  "'names':{'type':'array','items':{'type':'string'},'uniqueItems':true},"
	  "'type':{'enum':['array','boolean','integer','null','number','object','string']}"
	  "}"
	  "}" },
	{ "meta/meta-data",
	  HEAD("meta/meta-data")
	  "'$vocabulary':{" VOCABULARY("meta-data") "}"
	  ",'properties':{"
	  "'title':{'type':'string'},'description':{'type':'string'},"
	  "'default':true,'deprecated':{'type':'boolean'},"
	  "'readOnly':{'type':'boolean'},"
	  "'writeOnly':{'type':'boolean'},'examples':{'type':'array'}"
	  "}"
	  "}" },
	{ "meta/format-annotation",
	  HEAD("meta/format-annotation")
	  "'$vocabulary':{" VOCABULARY("format-annotation") "}"
	  ",'properties':{"
	  "'format':{'type':'string'}"
	  "}"
	  "}" },
	{ "meta/format-assertion",
	  HEAD("meta/format-assertion")
	  "'$vocabulary':{" VOCABULARY("format-assertion") "}"
	  ",'properties':{"
	  "'format':{'type':'string'}"
	  "}"
	  "}" },
	{ "meta/content",
	  HEAD("meta/content")
	  "'$vocabulary':{" VOCABULARY("content") "}"
	  ",'properties':{"
	  "'contentEncoding':{'type':'string'},"
	  "'contentMediaType':{'type':'string'},"
	  "'contentSchema':{'$dynamicRef':'#meta'}"
	  "}"
	  "}" },
};
/* clang-format on */

static const char *
find(struct span uri)
{
	static const char draft[] = DRAFT;
	size_t len = sizeof draft - 1;

	if (uri.len < len || memcmp(uri.at, draft, len) != 0)
		return NULL;
	for (size_t i = 0; i < sizeof metaschemas / sizeof *metaschemas; i++)
		if (strlen(metaschemas[i].name) == uri.len - len &&
		    memcmp(metaschemas[i].name, uri.at + len, uri.len - len) == 0)
			return metaschemas[i].text;
	return NULL;
}

bool
schema_metaschema_text(struct span uri, struct span *text)
{
	const char *found = find(uri);
	char *copy = found != NULL ? strdup(found) : NULL;

	if (found == NULL)
		return false;
	*text = (struct span){ copy, copy != NULL ? strlen(copy) : 0 };
	for (; copy != NULL && *copy != '\0'; copy++)
		if (*copy == '\'')
			*copy = '"';
	return true;
}
