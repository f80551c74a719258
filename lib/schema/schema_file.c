#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "formats/uri.h"
#include "record/writer.h"
#include "schema/schema_file.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/status.h"

/* The folder of the schema, to the schema: nothing else has a place there. */
static const char root[] = "file:///";

/* The length of the folder in a path, slash included. */
static size_t
folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

/* The URI of the schema itself; the caller frees it. */
static char *
make_base(const char *path)
{
	struct writer w = { .text = NULL };

	writer_bytes(&w, root, sizeof root - 1);
	for (const char *at = path + folder_length(path); *at != '\0'; at++)
		if (strchr("%#?", *at) != NULL)
			writer_bytes(&w,
			    *at == '%'   ? "%25"
			    : *at == '#' ? "%23"
					 : "%3f",
			    3);
		else
			writer_bytes(&w, at, 1);
	writer_bytes(&w, "", 1);
	if (writer_failed(&w))
		allocate_fail();
	return w.text;
}

/* Whether a decoded path leads out of its folder, or is none. */
static bool
leads_out(const char *path, size_t len)
{
	if (len == 0 || path[0] == '/' || memchr(path, '\0', len) != NULL)
		return true;
	for (size_t from = 0, at = 0; at <= len; at++)
		if (at == len || path[at] == '/') {
			if (at - from == 2 && memcmp(path + from, "..", 2) == 0)
				return true;
			from = at + 1;
		}
	return false;
}

/* A document of the folder, for the compiler of schemas. */
static struct span
load(void *context, struct span uri)
{
	const char *schema = context;
	size_t folder = folder_length(schema), scheme = sizeof root - 1, len;
	struct span text = { NULL, 0 };
	char *path;

	if (uri.len < scheme || memcmp(uri.at, root, scheme) != 0)
		return text;
	path = allocate(folder + uri.len + 1, 1);
	memcpy(path, schema, folder);
	memcpy(path + folder, uri.at + scheme, uri.len - scheme);
	len = uri_unescape(path + folder, uri.len - scheme);
	path[folder + len] = '\0';
	if (!leads_out(path + folder, len))
		text.at = document_read(path, &text.len);
	free(path);
	return text;
}

struct schema *
schema_file_load(const char *path, struct schema_options options)
{
	char *base = make_base(path), *text, *why;
	struct schema *schema;
	size_t len;

	options.base = base;
	options.load = load;
	options.context = (void *)(uintptr_t)path;
	text = document_read(path, &len);
	schema = schema_new((struct span){ text, len }, &options, &why);
	free(text);
	free(base);
	if (schema == NULL && why == NULL)
		allocate_fail();
	if (schema == NULL)
		errx(STATUS_TROUBLE, "%s: %s", path, why);
	return schema;
}
