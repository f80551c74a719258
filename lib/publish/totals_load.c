#include <string.h>

#include "publish/totals_load.h"
#include "settings/allocate.h"
#include "settings/path_load.h"
#include "settings/settings.h"

static void
add_measures(struct totals *totals, const char *setting, const struct text_list *texts,
    bool add(struct measures *, const char *, const char **))
{
	const char *why;

	for (size_t i = 0; i < texts->count; i++)
		if (!totals_add_measure(totals, add, texts->items[i], &why))
			settings_fail(setting, "\"%s\": %s", texts->items[i], why);
}

static void
watch(struct totals *totals, const struct totals_settings *s)
{
	struct tally *whole = totals_whole(totals);
	const char *setting;
	struct path *path;

	for (size_t i = 0; i < s->by.count + (s->within != NULL); i++)
		path_load_watch(s->within != NULL && i == 0 ? "within" : "by", NULL,
		    tally_path(whole, i));
	for (size_t i = 0;
	     (path = measures_path(tally_measures(whole), i, &setting)) != NULL; i++)
		path_load_watch(setting, NULL, path);
}

struct totals *
totals_load(const struct totals_settings *s)
{
	bool many = s->totals || s->small > 0;
	struct totals *totals;
	const char *why;

	if (s->by.count == 0)
		settings_fail("by", "at least one key is needed");
	if (many && (s->as_places || s->within != NULL))
		settings_fail(s->totals ? "totals" : "small",
		    "not with --as-places or --within: make the pool a key");
	if (many && s->by.count > TOTALS_KEYS)
		settings_fail("by", "at most %d keys here", TOTALS_KEYS);
	totals = totals_new(s->by.count, s->totals, s->as_places);
	if (totals == NULL)
		allocate_fail();
	if (s->within != NULL && !totals_add_pool(totals, s->within, &why))
		settings_fail("within", "\"%s\": %s", s->within, why);
	for (size_t i = 0; i < s->by.count; i++)
		if (!totals_add_key(totals, s->by.items[i], &why))
			settings_fail("by", "\"%s\": %s", s->by.items[i], why);
	add_measures(totals, "sum", &s->sums, measures_add_sum);
	add_measures(totals, "quantile", &s->quantiles, measures_add_quantile);
	add_measures(totals, "last", &s->last, measures_add_last);
	watch(totals, s);
	return totals;
}

bool
totals_load_is_number(const struct totals_settings *s, const char *path)
{
	for (size_t i = 0; i < s->sums.count; i++)
		if (strcmp(path, s->sums.items[i]) == 0)
			return true;
	for (size_t i = 0; i < s->quantiles.count; i++)
		/* "PATH PART" */
		if (strncmp(path, s->quantiles.items[i], strlen(path)) == 0 &&
		    s->quantiles.items[i][strlen(path)] == ' ')
			return true;
	return false;
}
