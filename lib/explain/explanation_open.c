#include "explain/explanation_open.h"

#include "settings/allocate.h"
#include "settings/document.h"

void
explanation_open(struct explanation_round *e, const struct round_settings *rules,
    struct order_keys *keys, const struct text_list *by)
{
	e->locked = rules->locked;
	e->agreed = rules->agreed;
	e->document = document_load_lines(rules->programs);
	e->closed.conditions = conditions_new(settings_constants());
	if (e->closed.conditions == NULL)
		allocate_fail();
	e->closed.document = e->document;
	e->closed.programs = e->result.round->programs;
	e->keys = order_keys_load(keys, by, rules->order);
}
