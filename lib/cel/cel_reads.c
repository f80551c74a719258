#include <string.h>

#include "cel/cel_reads.h"
#include "record/json_pointer.h"
#include "record/path.h"

/* How far a node goes along the pointer that is asked about. */
enum along {
	ALONG_NOTHING, /* it is no place of the record, or a place elsewhere */
	ALONG_WAY,     /* it is something that the pointer leads into */
	ALONG_END,     /* it is what the pointer leads to, or a part of that */
};

struct place {
	bool is_place; /* a part of the record that can be named */
	enum along along;
	size_t len; /* bytes of the pointer that lead there */
};

/* One step further. */
static struct place
step(struct place from, struct span pointer, struct span name)
{
	size_t i = from.len;

	if (from.along != ALONG_WAY)
		return from;
	from.along = ALONG_NOTHING;
	if (i >= pointer.len || pointer.at[i++] != '/')
		return from;
	for (size_t k = 0; k < name.len; k++, i++) {
		bool escaped = name.at[k] == '~' || name.at[k] == '/';

		if (i >= pointer.len || pointer.at[i] != (escaped ? '~' : name.at[k]))
			return from;
		if (escaped && (++i >= pointer.len ||
				   pointer.at[i] != (name.at[k] == '~' ? '0' : '1')))
			return from;
	}
	if (i < pointer.len && pointer.at[i] != '/')
		return from;
	from.along = i == pointer.len ? ALONG_END : ALONG_WAY;
	from.len = i;
	return from;
}

/* The place of a field that was resolved to a path, which is a pointer. */
static struct place
place_of_path(struct span path, struct span pointer)
{
	struct place place = { .is_place = true };
	size_t len = path.len < pointer.len ? path.len : pointer.len;
	const struct span longer = path.len > pointer.len ? path : pointer;

	if (memcmp(path.at, pointer.at, len) == 0 &&
	    (path.len == pointer.len || longer.at[len] == '/')) {
		place.along = path.len >= pointer.len ? ALONG_END : ALONG_WAY;
		place.len = len;
	}
	return place;
}

static struct place
place_of(const struct cel_program *p, const struct cel_node *node, struct span pointer)
{
	const struct cel_node *key;
	struct place place = { .is_place = false };

	switch (node->kind) {
	case NODE_VARIABLE:
		if (node->slot != 0)
			return place;
		return (
		    struct place){ true, pointer.len == 0 ? ALONG_END : ALONG_WAY, 0 };
	case NODE_FIELD:
		if (node->slot != 0)
			return place;
		return place_of_path(span_of(path_text(node->path)), pointer);
	case NODE_HAS:
	case NODE_SELECT:
		place = place_of(p, cel_child(p, node, 0), pointer);
		return step(place, pointer, node->name);
	case NODE_INDEX:
		key = cel_child(p, node, 1);
		if (key->kind != NODE_CONSTANT || key->constant.kind != CEL_STRING)
			return place;
		place = place_of(p, cel_child(p, node, 0), pointer);
		return step(place, pointer, cel_span(key->constant));
	default:
		return place;
	}
}

static bool
reads(const struct cel_program *p, const struct cel_node *node, struct span pointer,
    size_t *at)
{
	struct place place = place_of(p, node, pointer);

	if (place.is_place) {
		*at = node->at;
		return place.along != ALONG_NOTHING;
	}
	for (uint32_t i = 0; i < node->count; i++)
		if (reads(p, cel_child(p, node, i), pointer, at))
			return true;
	return false;
}

bool
cel_reads(const struct cel_program *p, struct span pointer, size_t *at)
{
	return reads(p, &p->nodes[p->root], pointer, at);
}

/* Write the pointer to the place that a node names; false if it names none. */
static bool
put_pointer(
    const struct cel_program *p, const struct cel_node *node, struct writer *pointer)
{
	const struct cel_node *key;
	struct span name = node->name;

	switch (node->kind) {
	case NODE_VARIABLE:
		return node->slot == 0;
	case NODE_FIELD:
		writer_bytes(
		    pointer, path_text(node->path), strlen(path_text(node->path)));
		return node->slot == 0;
	case NODE_INDEX:
		key = cel_child(p, node, 1);
		if (key->kind != NODE_CONSTANT || key->constant.kind != CEL_STRING)
			return false;
		name = cel_span(key->constant);
		break;
	case NODE_HAS:
	case NODE_SELECT:
		break;
	default:
		return false;
	}
	if (!put_pointer(p, cel_child(p, node, 0), pointer))
		return false;
	json_pointer_name(pointer, name);
	return true;
}

struct visit {
	bool (*each)(void *context, const char *pointer);
	void *context;
	struct writer pointer;
};

static bool
visit(const struct cel_program *p, const struct cel_node *node, struct visit *v)
{
	writer_reset(&v->pointer);
	if (put_pointer(p, node, &v->pointer)) {
		writer_bytes(&v->pointer, "", 1);
		return !writer_failed(&v->pointer) &&
		       v->each(v->context, v->pointer.text);
	}
	for (uint32_t i = 0; i < node->count; i++)
		if (!visit(p, cel_child(p, node, i), v))
			return false;
	return true;
}

bool
cel_reads_each(const struct cel_program *p,
    bool (*each)(void *context, const char *pointer), void *context)
{
	struct visit v = { .each = each, .context = context };
	bool whole = visit(p, &p->nodes[p->root], &v);

	writer_free(&v.pointer);
	return whole;
}
