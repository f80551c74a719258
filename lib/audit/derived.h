/*
 * derived.h - ranks and draws that are derived again, as the settings of a verifier
 *
 * This is set-up for filters: an entry that the policy does not have, and a list or a
 * seed that cannot be used, end the program with STATUS_TROUBLE.
 */
#ifndef DERIVED_H
#define DERIVED_H

#include "audit/verification.h"
#include "settings/settings.h"

struct derived {
	struct text_list ranks;
	const char *draw, *list, *seed;
};

/* clang-format off */
#define DERIVED_SETTINGS(d) \
	SETTING_OPTION(0, SETTING_KIND_LIST, "rank", "NAME", &(d)->ranks, \
	    "derive this rank of the policy again from its keys"), \
	SETTING_OPTION(0, SETTING_KIND_TEXT, "draw", "NAME", &(d)->draw, \
	    "derive this draw of the policy again from seed and list"), \
	SETTING_OPTION(0, SETTING_KIND_FILE, "draw-list", "FILE", &(d)->list, \
	    "the list of entrants that was published before the draw"), \
	SETTING_OPTION(0, SETTING_KIND_TEXT, "seed", "TEXT", &(d)->seed, \
	    "what was drawn in public")
/* clang-format on */

/*
 * Tell a verification, before its first record, what it is to derive; listed: there is
 * a list before the round, which is what is compared.
 */
void derived_open(const struct derived *, struct verification *, bool listed);

#endif
