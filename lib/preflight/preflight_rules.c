#include "preflight/preflight_rules.h"

#include <err.h>

#include "preflight/dry_run.h"
#include "settings/allocate.h"
#include "settings/document.h"
#include "settings/keys.h"
#include "settings/path_load.h"
#include "settings/settings.h"

static _Noreturn void
fail(const char *place, const char *reason)
{
	errx(STATUS_TROUBLE, "%s: /preflight%s: %s", settings_policy_path(), place,
	    reason);
}

static void
read_number(const json_t *section, const char *key, const char *place, uint64_t *number)
{
	const json_t *json = json_object_get(section, key);

	if (json == NULL)
		return;
	if (!json_is_integer(json) || json_integer_value(json) < 1)
		fail(place, "it is no whole number from 1");
	*number = (uint64_t)json_integer_value(json);
}

static struct path *
read_path(const json_t *scale, const char *key)
{
	const char *text = json_string_value(json_object_get(scale, key));
	struct path *path;
	const char *why;

	path = text == NULL ? NULL : path_new(text, &why);
	if (path != NULL)
		path_load_watch(NULL, "/preflight/scales", path);
	else
		fail("/scales", text == NULL ? "there is no path" : why);
	return path;
}

static void
read_scales(const json_t *section, struct preflight_rules *rules)
{
	const json_t *list = json_object_get(section, "scales");

	if (list != NULL && !json_is_array(list))
		fail("/scales", "it is no array");
	rules->scale_count = json_array_size(list);
	rules->scales = allocate(rules->scale_count + 1, sizeof(*rules->scales));
	for (size_t i = 0; i < rules->scale_count; i++) {
		const json_t *scale = json_array_get(list, i);

		rules->scales[i] = scales_new(read_path(scale, "value"),
		    read_path(scale, "by"), rules->round.least);
		if (rules->scales[i] == NULL)
			allocate_fail();
	}
}

static void
read_expectations(const json_t *section, struct preflight_rules *rules)
{
	const json_t *list = json_object_get(section, "expect");
	char *why;

	if (list == NULL)
		return;
	if (!json_is_array(list))
		fail("/expect", "it is no array");
	rules->expectations = expectations_new(
	    list, settings_constants(), rules->round.least, rules->round.refused, &why);
	if (rules->expectations == NULL && why == NULL)
		allocate_fail();
	if (rules->expectations == NULL)
		errx(STATUS_TROUBLE, "%s: /preflight/expect%s", settings_policy_path(),
		    why);
}

struct preflight_rules
preflight_rules_load(void)
{
	static const char *const keys[] = { "least", "refused", "far", "plan", "scales",
		"expect", "accept", NULL };
	struct preflight_rules rules = { .round = ROUND_CHECK_RULES };
	const json_t *section = settings_section_of("preflight");

	if (section == NULL)
		return rules;
	if (!json_is_object(section))
		fail("", "it is no object");
	if (keys_unknown(section, keys) != NULL)
		errx(STATUS_TROUBLE,
		    "%s: /preflight/%s: unknown; the keys are least, refused, far, "
		    "plan, scales, expect and accept",
		    settings_policy_path(), keys_unknown(section, keys));
	read_number(section, "least", "/least", &rules.round.least);
	read_number(section, "refused", "/refused", &rules.round.refused);
	read_number(section, "far", "/far", &rules.round.far);
	rules.plan = json_object_get(section, "plan");
	rules.accept = json_object_get(section, "accept");
	if (rules.accept != NULL && !json_is_array(rules.accept))
		fail("/accept", "it is no array");
	for (size_t i = 0; i < json_array_size(rules.accept); i++)
		if (!json_is_string(json_array_get(rules.accept, i)))
			fail("/accept", "an item is no text");
	read_scales(section, &rules);
	read_expectations(section, &rules);
	return rules;
}

static bool
is_refused(const struct preflight_findings *f, const char *section)
{
	for (size_t i = 0; i < f->count; i++)
		if (strcmp(f->all[i].code, "section") == 0 &&
		    span_is(f->all[i].field, section))
			return true;
	return false;
}

/* The policy without the rules that are looked at, and those of this section. */
static json_t *
policy_without_rules(void)
{
	json_t *policy = json_copy((json_t *)settings_policy());
	json_t *validate = json_copy(json_object_get(policy, "validate"));

	if (validate == NULL || json_object_del(validate, "rules") != 0 ||
	    json_object_set_new(policy, "validate", validate) != 0)
		allocate_fail();
	json_object_del(policy, "preflight");
	return policy;
}

/* The schema of validate, or NULL. */
static json_t *
load_schema(void)
{
	const char *file = json_string_value(
	    json_object_get(settings_section_of("validate"), "schema"));

	return file == NULL ? NULL : document_load(settings_beside_policy(file));
}

static bool
has_map(const char *section)
{
	return json_object_get(settings_section_of(section), "map") != NULL;
}

/* The check of rules against the names of policy, schema and programs. */
static struct rule_check *
make_check(
    const json_t *list, const struct plan_round *rounds, size_t count, uint64_t least)
{
	json_t *policy = policy_without_rules(), *schema = load_schema();
	struct field_names names = { .listed = schema != NULL || has_map("from-csv") ||
					       has_map("from-xlsx") };
	bool memory =
	    field_names_add(&names, policy) && field_names_add(&names, schema);
	struct rule_check *check = NULL;

	for (size_t i = 0; memory && i < count; i++)
		memory = field_names_add(&names, rounds[i].document);
	if (memory)
		check = rule_check_new(record_rules_load("rules", list),
		    settings_section_of("derive"), &names, least);
	if (check == NULL)
		allocate_fail();
	field_names_free(&names);
	json_decref(policy);
	json_decref(schema);
	return check;
}

struct rule_check *
preflight_rules_of_validate(const struct preflight_rules *rules,
    enum preflight_half half, const struct plan_round *rounds, size_t count,
    struct preflight_findings *f)
{
	static const char section[] = "validate";
	const json_t *list = json_object_get(settings_section_of(section), "rules");

	if (half == PREFLIGHT_SETTINGS || list == NULL)
		return NULL;
	if (half == PREFLIGHT_APPLICANTS &&
	    !dry_run_section(settings_policy_path(), section, f))
		allocate_fail();
	if (is_refused(f, section))
		return NULL;
	return make_check(list, rounds, count, rules->round.least);
}
