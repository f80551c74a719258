#include "draw/draw_load.h"

#include "settings/path_load.h"

void
draw_load(struct draw_rules *rules, struct draw_commitment *commitment,
    struct draw_paths *paths, bool before)
{
	struct draw_mistake mistake;

	if (commitment->draw == NULL)
		commitment->draw = settings_entry();
	if (commitment->draw == NULL)
		settings_fail("as", "the draw needs a name");
	if (rules->round == NULL)
		rules->round = commitment->draw;
	if (!draw_rules_hold(rules, before, &mistake))
		settings_fail(mistake.setting, "%s", mistake.why);
	if (commitment->algorithm == NULL)
		commitment->algorithm = "sha256";
	if (commitment->id == NULL)
		commitment->id = "id";
	paths->id = path_load("id", commitment->id);
	paths->bundle = path_load("bundle", commitment->bundle);
	paths->ticket = path_load("numbers", rules->numbers);
}
