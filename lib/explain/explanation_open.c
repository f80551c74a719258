#include "explain/explanation_open.h"

#include "settings/allocate.h"

void
explanation_open(struct explanation_round *e, const struct round_settings *rules,
    struct order_keys *keys, const struct text_list *by)
{
	e->locked = rules->locked;
	e->agreed = rules->agreed;
	e->document = e->result.round->programs->document;
	e->closed.conditions = conditions_new(settings_constants());
	if (e->closed.conditions == NULL)
		allocate_fail();
	e->closed.document = e->document;
	e->closed.programs = e->result.round->programs;
	e->keys = order_keys_load(keys, by, rules->order);
}
