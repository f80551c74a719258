#include "draw/draw_commitment.h"

#include <strings.h>

bool
draw_commitment_bind(struct draw_commitment *c, struct draw_list *list)
{
	c->entrants = draw_list_entrants(list);
	c->lots = draw_list_lots(list);
	return draw_list_digest(list, c->algorithm, c->digest);
}

bool
draw_commitment_is(const struct draw_commitment *c, const char *published)
{
	return strcasecmp(c->digest, published) == 0;
}

void
draw_commitment_write(const struct draw_commitment *c, const struct draw_rules *rules,
    struct writer *json)
{
	writer_open_object(json);
	writer_name(json, "draw");
	writer_string(json, c->draw);
	writer_name(json, "entrants");
	writer_integer(json, c->entrants);
	writer_name(json, "of");
	writer_integer(json, c->lots);
	writer_name(json, c->algorithm);
	writer_string(json, c->digest);
	writer_name(json, "id");
	writer_string(json, c->id);
	if (c->bundle != NULL) {
		writer_name(json, "bundle");
		writer_string(json, c->bundle);
	}
	draw_rules_write(rules, c->lots, json);
	writer_close_object(json);
}
