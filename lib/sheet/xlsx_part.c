#include "sheet/xlsx_part.h"

#include <stdlib.h>
#include <string.h>

#include <expat.h>

enum { BLOCK = 32 << 10 };

/* Between a namespace and a name. */
#define APART '\n'

struct xlsx_part {
	struct xlsx_entry *entry;
	XML_Parser parser;
	char *name;
	const struct xlsx_handlers *handlers;
	void *context;
	size_t depth;
	unsigned long long fed;
	bool paused, ended, refused;
	const char *why; /* this module refuses; NULL: the handlers do */
};

static void
refuse(struct xlsx_part *part, const char *why)
{
	if (!part->refused)
		part->why = why;
	part->refused = true;
	XML_StopParser(part->parser, XML_FALSE);
}

/* The name in the namespaces of spreadsheets and of relationships, or "". */
static const char *
local_name(const char *name)
{
#define NAMESPACE(name)                 \
	{                               \
		name "\n", sizeof(name) \
	}
	static const struct {
		const char *text;
		size_t len;
	} namespaces[] = {
		NAMESPACE("http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
		NAMESPACE("http://purl.oclc.org/ooxml/spreadsheetml/main"),
		NAMESPACE("http://schemas.openxmlformats.org/package/2006/"
			  "relationships"),
	};

	for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++)
		if (strncmp(name, namespaces[i].text, namespaces[i].len) == 0)
			return name + namespaces[i].len;
	/* A name without a namespace at all is taken as it is. */
	return strchr(name, APART) == NULL ? name : "";
}

static void
on_start(void *context, const char *name, const char **attributes)
{
	struct xlsx_part *part = context;

	if (part->refused)
		return;
	if (++part->depth > XLSX_PART_DEPTH)
		refuse(part, "elements are nested too deep");
	else
		part->handlers->start(
		    part->context, local_name(name), part->depth, attributes);
}

static void
on_end(void *context, const char *name)
{
	struct xlsx_part *part = context;

	(void)name;
	if (!part->refused)
		part->handlers->end(part->context, part->depth);
	part->depth--;
}

static void
on_text(void *context, const char *bytes, int len)
{
	struct xlsx_part *part = context;

	if (!part->refused)
		part->handlers->text(part->context, bytes, (size_t)len);
}

static void
on_document_type(void *context, const char *name, const char *system,
    const char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	refuse(context, "it declares a document type, which no spreadsheet program "
			"writes");
}

struct xlsx_part *
xlsx_part_open(struct xlsx_package *package, const char *name,
    const struct xlsx_handlers *handlers, void *context, struct xlsx_fault *fault)
{
	struct xlsx_entry *entry = xlsx_entry_open(package, name, fault);
	struct xlsx_part *part;

	if (entry == NULL)
		return NULL;
	part = calloc(1, sizeof *part);
	if (part == NULL) {
		xlsx_entry_close(entry);
		xlsx_fail_memory(fault);
		return NULL;
	}
	part->entry = entry;
	part->name = strdup(name);
	part->parser = XML_ParserCreateNS(NULL, APART);
	part->handlers = handlers;
	part->context = context;
	if (part->name == NULL || part->parser == NULL) {
		xlsx_part_close(part);
		xlsx_fail_memory(fault);
		return NULL;
	}
	XML_SetUserData(part->parser, part);
	XML_SetElementHandler(part->parser, on_start, on_end);
	XML_SetCharacterDataHandler(part->parser, on_text);
	XML_SetStartDoctypeDeclHandler(part->parser, on_document_type);
	return part;
}

void
xlsx_part_close(struct xlsx_part *part)
{
	if (part == NULL)
		return;
	xlsx_entry_close(part->entry);
	if (part->parser != NULL)
		XML_ParserFree(part->parser);
	free(part->name);
	free(part);
}

void
xlsx_part_pause(struct xlsx_part *part)
{
	if (part->refused)
		return;
	part->paused = true;
	XML_StopParser(part->parser, XML_TRUE);
}

void
xlsx_part_refuse(struct xlsx_part *part)
{
	refuse(part, NULL);
}

/* What the parser could not go on with. */
static enum xlsx_step
fail(const struct xlsx_part *part, struct xlsx_fault *fault)
{
	enum XML_Error error = XML_GetErrorCode(part->parser);

	if (part->refused && part->why == NULL)
		return XLSX_FAILED;
	if (error == XML_ERROR_NO_MEMORY && !part->refused)
		xlsx_fail_memory(fault);
	else
		xlsx_fail(fault,
		    "xlsx-bad-part: the part %s cannot be read at line %lu: %s: save "
		    "the workbook again",
		    part->name, (unsigned long)XML_GetCurrentLineNumber(part->parser),
		    part->refused ? part->why : XML_ErrorString(error));
	return XLSX_FAILED;
}

/* Parse one more block.  False with a fault. */
static enum XML_Status
parse_block(struct xlsx_part *part, struct xlsx_fault *fault)
{
	char *block = XML_GetBuffer(part->parser, BLOCK);
	long got;

	if (block == NULL) {
		xlsx_fail_memory(fault);
		part->refused = true;
		return XML_STATUS_ERROR;
	}
	got = xlsx_entry_read(part->entry, block, BLOCK, fault);
	if (got < 0) {
		part->refused = true;
		return XML_STATUS_ERROR;
	}
	part->fed += (unsigned long long)got;
	part->ended = got == 0;
	return XML_ParseBuffer(part->parser, (int)got, part->ended);
}

/* A tag that has not ended is kept whole by the parser. */
static bool
is_tag_too_long(const struct xlsx_part *part)
{
	XML_Index at = XML_GetCurrentByteIndex(part->parser);

	return at >= 0 && part->fed - (unsigned long long)at > XLSX_PART_TAG;
}

enum xlsx_step
xlsx_part_read(struct xlsx_part *part, struct xlsx_fault *fault)
{
	enum XML_Status status = XML_STATUS_OK;

	if (part->refused)
		return XLSX_FAILED;
	if (part->paused) {
		part->paused = false;
		status = XML_ResumeParser(part->parser);
	}
	while (status == XML_STATUS_OK && !part->ended) {
		if (is_tag_too_long(part)) {
			refuse(part, "a tag is too long");
			break;
		}
		status = parse_block(part, fault);
	}
	if (part->refused || status == XML_STATUS_ERROR)
		return fail(part, fault);
	return status == XML_STATUS_SUSPENDED ? XLSX_PAUSED : XLSX_ENDED;
}

bool
xlsx_part_read_all(struct xlsx_package *package, const char *name,
    const struct xlsx_handlers *handlers, void *context, struct xlsx_fault *fault)
{
	struct xlsx_part *part =
	    xlsx_part_open(package, name, handlers, context, fault);
	enum xlsx_step step;

	if (part == NULL)
		return false;
	do
		step = xlsx_part_read(part, fault);
	while (step == XLSX_PAUSED);
	xlsx_part_close(part);
	return step == XLSX_ENDED;
}

const char *
xlsx_attribute(const char **attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	return NULL;
}

const char *
xlsx_attribute_apart(const char **attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2) {
		const char *local = strchr(attributes[0], APART);

		if (local != NULL && strcmp(local + 1, name) == 0)
			return attributes[1];
	}
	return NULL;
}
