#include <stdlib.h>
#include <string.h>

#include "formats/uri.h"
#include "memory/array.h"
#include "schema/schema_metaschema.h"
#include "schema/schema_resources.h"
#include "schema/schema_vocabulary.h"

void
schema_resources_free(struct resources *r)
{
	free(r->items);
	free(r->anchors);
	*r = (struct resources){ .count = 0 };
}

static struct resource *
add_resource(struct resources *r, struct resource resource)
{
	if (!array_reserve(&r->items, &r->room, r->count + 1, sizeof *r->items))
		return NULL;
	r->items[r->count] = resource;
	return &r->items[r->count++];
}

static bool
add_anchor(struct resources *r, struct anchor anchor)
{
	if (!array_reserve(
		&r->anchors, &r->anchor_room, r->anchor_count + 1, sizeof *r->anchors))
		return false;
	r->anchors[r->anchor_count++] = anchor;
	return true;
}

static struct resource *
find_resource(const struct resources *r, struct span uri)
{
	for (size_t i = 0; i < r->count; i++)
		if (span_same(r->items[i].uri, uri) ||
		    (r->items[i].retrieved.at != NULL &&
			span_same(r->items[i].retrieved, uri)))
			return &r->items[i];
	return NULL;
}

static const struct anchor *
find_anchor(const struct resources *r, uint32_t resource, struct span name)
{
	for (size_t i = 0; i < r->anchor_count; i++)
		if (r->anchors[i].resource == resource &&
		    span_same(r->anchors[i].name, name))
			return &r->anchors[i];
	return NULL;
}

/* The absolute form of a reference, in the arena; at is NULL without memory. */
static struct span
make_absolute(struct compiler *c, struct span base, struct span reference)
{
	struct writer w = { .text = NULL };
	struct span uri = { NULL, 0 };

	uri_resolve(base, reference, &w);
	if (!writer_failed(&w))
		uri = (struct span){ arena_text(&c->schema->arena,
					 w.len > 0 ? w.text : "", w.len),
			w.len };
	writer_free(&w);
	return uri;
}

/* The value of a keyword of a schema that is a string, or 0 with *wrong set. */
static uint32_t
find_text(struct compiler *c, uint32_t at, const char *keyword, bool *wrong)
{
	struct record *r = &c->document->record;
	const struct value *v =
	    record_member(r, &c->values[at], keyword, strlen(keyword));

	if (v == NULL)
		return 0;
	if (v->type != VALUE_STRING) {
		*wrong = true;
		schema_state_fail(c, (uint32_t)(v - c->values), "must be a string");
		return 0;
	}
	return (uint32_t)(v - c->values);
}

/* The text of a document that is not here yet; at is NULL if there is none. */
static struct span
fetch(struct compiler *c, struct span uri)
{
	const struct schema_options *options = c->options;
	const struct resource *top = c->resources.items;
	struct span base = options->base != NULL ? span_of(options->base)
						 : (struct span){ "", 0 },
		    text = { NULL, 0 }, folder, rest;

	if (schema_metaschema_text(uri, &text) || options->load == NULL)
		return text;
	text = options->load(options->context, uri);
	if (text.at != NULL || c->resources.count == 0)
		return text;
	/* What stands beside the URI of the schema stands beside its file. */
	folder = top->uri;
	while (folder.len > 0 && folder.at[folder.len - 1] != '/')
		folder.len--;
	if (folder.len == 0 || uri.len <= folder.len ||
	    memcmp(folder.at, uri.at, folder.len) != 0)
		return text;
	rest = (struct span){ uri.at + folder.len, uri.len - folder.len };
	uri = make_absolute(c, base, rest);
	return uri.at != NULL ? options->load(options->context, uri) : text;
}

/* What a metaschema, or a file, calls itself in messages: its own part of the URI. */
static const char *
make_prefix(struct compiler *c, struct span uri)
{
	struct span base = c->options->base != NULL ? span_of(c->options->base)
						    : (struct span){ "", 0 };
	size_t folder = base.len;

	while (folder > 0 && base.at[folder - 1] != '/')
		folder--;
	if (uri.len > folder && memcmp(uri.at, base.at, folder) == 0)
		uri = (struct span){ uri.at + folder, uri.len - folder };
	return arena_print(&c->schema->arena, "%.*s#", (int)uri.len, uri.at);
}

static bool
load_document(struct compiler *c, uint32_t at, struct span uri)
{
	struct span text = fetch(c, uri);
	struct schema_document *d, *from = c->document;
	const char *fault;
	bool done;
	size_t place;

	if (text.at == NULL)
		return schema_state_fail(
		    c, at, "document %.*s cannot be read", (int)uri.len, uri.at);
	d = calloc(1, sizeof *d);
	fault = d != NULL ? schema_document_read(d, text, &place) : NULL;
	free((void *)(uintptr_t)text.at);
	if (fault != NULL)
		schema_state_fail(
		    c, at, "%.*s: byte %zu: %s", (int)uri.len, uri.at, place, fault);
	if (d == NULL || fault != NULL) {
		schema_document_free(d);
		return false;
	}
	d->next = c->schema->documents->next;
	c->schema->documents->next = d;
	d->prefix = make_prefix(c, uri);
	done = d->prefix != NULL && schema_resources_enter(c, d, uri);
	schema_state_turn(c, from);
	return done;
}

/* The $vocabulary of a metaschema: what is asked for must be known here. */
static bool
take_vocabularies(
    struct compiler *c, uint32_t at, struct schema_document *meta, unsigned *bits)
{
	struct record *r = &meta->record;
	const struct value *values = r->values,
			   *v = record_member(
			       r, &values[SCHEMA_ROOT], "$vocabulary", 11);

	if (v == NULL || v->type != VALUE_OBJECT)
		return schema_state_fail(
		    c, at, "is not a metaschema: it has no $vocabulary");
	*bits = VOCABULARY_CORE;
	for (uint32_t n = (uint32_t)(v - values) + 1; n < v->next;
	     n = values[n + 1].next) {
		struct span name = record_text(r, &values[n]);
		unsigned bit = schema_vocabulary_bit(name);

		if (bit == 0 && values[n + 1].type == VALUE_TRUE)
			return schema_state_fail(c, at,
			    "requires vocabulary %.*s, which is unknown", (int)name.len,
			    name.at);
		*bits |= bit;
	}
	return true;
}

static bool
read_metaschema(struct compiler *c, uint32_t at, struct span uri, unsigned *bits)
{
	struct schema_document *meta;
	struct span text = fetch(c, uri);
	const char *fault = NULL;
	bool done = false;
	size_t place;

	if (text.at == NULL)
		return schema_state_fail(c, at, "only %s is known",
		    "https://json-schema.org/draft/2020-12/schema");
	meta = calloc(1, sizeof *meta);
	if (meta != NULL)
		fault = schema_document_read(meta, text, &place);
	free((void *)(uintptr_t)text.at);
	if (fault != NULL)
		schema_state_fail(
		    c, at, "byte %zu of the metaschema: %s", place, fault);
	else if (meta != NULL)
		done = take_vocabularies(c, at, meta, bits);
	schema_document_free(meta);
	return done;
}

/* $schema: which keywords mean something in this resource. */
static bool
read_dialect(struct compiler *c, uint32_t at, struct resource *resource)
{
	static const char draft[] = "https://json-schema.org/draft/2020-12/schema";
	bool wrong = false;
	uint32_t dialect = find_text(c, at, "$schema", &wrong);
	struct span uri;

	if (wrong || dialect == 0)
		return !wrong;
	uri = schema_document_text(c->document, dialect);
	if (uri.len > 0 && uri.at[uri.len - 1] == '#')
		uri.len--;
	resource->vocabularies = VOCABULARY_STANDARD;
	return span_same(uri, span_of(draft)) ||
	       read_metaschema(c, dialect, uri, &resource->vocabularies);
}

/* A schema with an $id, or the top of a document, and all that stands in it. */
static bool
enter_resource(struct compiler *c, uint32_t at, struct resource resource)
{
	struct resources *all = &c->resources;
	bool wrong = false;
	uint32_t id = 0;

	resource.document = c->document;
	resource.at = at;
	if (c->values[at].type == VALUE_OBJECT) {
		id = find_text(c, at, "$id", &wrong);
		if (wrong || !read_dialect(c, at, &resource))
			return false;
	}
	if (id != 0) {
		struct span text = schema_document_text(c->document, id);
		struct uri parts = uri_split(text);

		if (parts.fragment.len > 0 || !uri_holds(text, true, true))
			return schema_state_fail(
			    c, id, "must be a URI without a fragment");
		resource.uri = make_absolute(c, resource.uri, text);
		if (resource.uri.at == NULL)
			return false;
		if (find_resource(all, resource.uri) != NULL)
			return schema_state_fail(c, id, "another schema has this $id");
	}
	if (add_resource(all, resource) == NULL)
		return false;
	for (uint32_t i = at; i < c->values[at].next; i++)
		c->document->resource_of[i] = (uint32_t)all->count - 1;
	return true;
}

static bool
enter_anchor(struct compiler *c, uint32_t at, const char *keyword, bool dynamic)
{
	bool wrong = false;
	uint32_t place = find_text(c, at, keyword, &wrong);
	struct anchor anchor = {
		.resource = c->document->resource_of[at], .at = at, .dynamic = dynamic
	};

	if (wrong || place == 0)
		return !wrong;
	anchor.name = schema_document_text(c->document, place);
	if (anchor.name.len == 0 ||
	    memchr(anchor.name.at, '/', anchor.name.len) != NULL)
		return schema_state_fail(c, place, "is not the name of an anchor");
	return add_anchor(&c->resources, anchor);
}

static bool enter_schema(struct compiler *, uint32_t at);

/* The schemas that the value of a keyword is, or holds. */
static bool
enter_held(struct compiler *c, enum keyword_holds holds, uint32_t at)
{
	uint32_t end = c->values[at].next;

	switch (holds) {
	case HOLDS_SCHEMA:
		return enter_schema(c, at);
	case HOLDS_SCHEMAS:
		if (c->values[at].type == VALUE_ARRAY)
			for (uint32_t n = at + 1; n < end; n = c->values[n].next)
				if (!enter_schema(c, n))
					return false;
		return true;
	case HOLDS_NAMED_SCHEMAS:
		if (c->values[at].type == VALUE_OBJECT)
			for (uint32_t n = at + 1; n < end; n = c->values[n + 1].next)
				if (!enter_schema(c, n + 1))
					return false;
		return true;
	default:
		return true;
	}
}

/* Entered in the order of the document, so that what stands inside comes later. */
static bool
enter_schema(struct compiler *c, uint32_t at)
{
	struct schema_document *d = c->document;
	const struct value *v = &c->values[at];

	if (v->type != VALUE_OBJECT)
		return true;
	if (at != SCHEMA_ROOT && record_member(&d->record, v, "$id", 3) != NULL) {
		struct resource resource = c->resources.items[d->resource_of[at]];

		resource.retrieved = (struct span){ NULL, 0 };
		if (!enter_resource(c, at, resource))
			return false;
	}
	if (!enter_anchor(c, at, "$anchor", false) ||
	    !enter_anchor(c, at, "$dynamicAnchor", true))
		return false;
	for (uint32_t n = at + 1; n < v->next; n = c->values[n + 1].next)
		if (!enter_held(
			c, schema_vocabulary_holds(schema_document_text(d, n)), n + 1))
			return false;
	return true;
}

bool
schema_resources_enter(struct compiler *c, struct schema_document *d, struct span uri)
{
	struct resource top = {
		.uri = uri, .retrieved = uri, .vocabularies = VOCABULARY_STANDARD
	};

	d->nodes = calloc(d->record.count, sizeof(struct node *));
	d->resource_of = calloc(d->record.count, sizeof *d->resource_of);
	if (d->nodes == NULL || d->resource_of == NULL)
		return false;
	schema_state_turn(c, d);
	return enter_resource(c, SCHEMA_ROOT, top) && enter_schema(c, SCHEMA_ROOT);
}

bool
schema_resources_follow(struct compiler *c, uint32_t at, struct target *target)
{
	struct span reference = schema_document_text(c->document, at),
		    fragment = uri_split(reference).fragment, uri;
	const struct resource *found =
	    &c->resources.items[c->document->resource_of[at]];
	bool no_memory = false;

	target->anchor = NULL;
	if (!uri_holds(reference, true, true))
		return schema_state_fail(c, at, "must be a URI reference");
	if (reference.len > 0 && reference.at[0] != '#') {
		uri = make_absolute(c, found->uri, reference);
		if (uri.at == NULL || (find_resource(&c->resources, uri) == NULL &&
					  !load_document(c, at, uri)))
			return false;
		found = find_resource(&c->resources, uri);
	}
	target->document = found->document;
	target->at = found->at;
	if (fragment.len > 0 && fragment.at[0] != '/') {
		target->anchor = find_anchor(
		    &c->resources, (uint32_t)(found - c->resources.items), fragment);
		target->at = target->anchor != NULL ? target->anchor->at : 0;
	} else if (fragment.len > 0) {
		target->at = schema_document_resolve(
		    found->document, found->at, fragment, &no_memory);
	}
	return target->at != 0 ||
	       (!no_memory && schema_state_fail(c, at,
				  "refers to a place that the document does not have"));
}
