#include "draw/draw_entrant.h"

#include "draw/draw_list.h"

static enum draw_entrant_found
wrong(struct finding *finding, const char *code, const struct path *path,
    const char *reason)
{
	*finding = (struct finding){
		.code = code, .field = path_text(path), .reason = reason
	};
	return DRAW_ENTRANT_WRONG;
}

static enum draw_entrant_found
read_key(struct path *path, struct record *record, const char *bad, struct span *key,
    struct finding *finding)
{
	switch (path_string(path, record, key)) {
	case PATH_NO_MEMORY:
		return DRAW_ENTRANT_NO_MEMORY;
	case PATH_MISSING:
		return wrong(finding, "draw-missing-id", path,
		    "there is nothing by which to enter the record");
	case PATH_FOUND:
		if (draw_list_is_key(*key))
			return DRAW_ENTRANT_FOUND;
		/* fallthrough */
	default:
		return wrong(finding, bad, path,
		    "is not a text, or is empty, or has an invisible character, a "
		    "space at "
		    "its ends or two in a row");
	}
}

static enum draw_entrant_found
read_ticket(
    struct path *path, struct record *record, uint32_t *ticket, struct finding *finding)
{
	int64_t number = 0;
	enum path_found found = path_integer(path, record, &number);

	if (found == PATH_MISSING)
		return wrong(finding, "draw-missing-number", path,
		    "the numbers are given, and there is none");
	if (found != PATH_FOUND || number < 1 || number >= UINT32_MAX)
		return wrong(
		    finding, "draw-bad-number", path, "it is no whole number from 1");
	*ticket = (uint32_t)number;
	return DRAW_ENTRANT_FOUND;
}

enum draw_entrant_found
draw_entrant_read(const struct draw_paths *paths, struct record *record,
    struct draw_entrant *entrant, struct finding *finding)
{
	const struct value *bundle =
	    paths->bundle == NULL ? NULL : path_find(paths->bundle, record);
	enum draw_entrant_found found;

	*entrant = (struct draw_entrant){ 0 };
	found = read_key(paths->id, record, "draw-bad-id", &entrant->key, finding);
	if (found == DRAW_ENTRANT_FOUND && bundle != NULL && bundle->type != VALUE_NULL)
		found = read_key(paths->bundle, record, "draw-bad-bundle",
		    &entrant->bundle, finding);
	if (found == DRAW_ENTRANT_FOUND && paths->ticket != NULL)
		found = read_ticket(paths->ticket, record, &entrant->ticket, finding);
	return found;
}
