#include <stdbool.h>
#include <string.h>

#include "audit/properties.h"

static const struct property properties[] = {
	{ "P1",
	    "Every applicant of the list before the round is in the result or in the "
	    "file of what was set aside, once, and nobody else is.",
	    "entrant-lost entrant-twice not-an-entrant applicant-twice" },
	{ "P2", "Nothing in the record of an applicant has changed but the admission.",
	    "row-changed" },
	{ "P3",
	    "Nobody who was admitted before the round has lost by it: the admission is "
	    "the same or, where the round lets holders of a seat try for a better "
	    "one, a choice that the applicant wanted more.",
	    "admission-changed seat-lost" },
	{ "P4",
	    "A record was set aside if and only if it cannot take part in the round, "
	    "and the cause that is stated is the true one.",
	    "not-set-aside wrongly-set-aside wrong-cause" },
	{ "P5",
	    "The round has decided about every applicant who takes part, and the "
	    "admission says this decision and nothing else.",
	    "undecided wrong-round unknown-field seat-of-unplaced refused-admitted "
	    "choice-not-given wrong-released" },
	{ "P6",
	    "Every seat that was given is a seat of a program and group that the round "
	    "offers.",
	    "unknown-program unknown-group not-offered" },
	{ "P7",
	    "Every admitted applicant listed the program, at the place in the list "
	    "that the admission names.",
	    "not-chosen wrong-choice" },
	{ "P8",
	    "Every admitted applicant fulfils the conditions and floors of the seat.",
	    "not-eligible" },
	{ "P9",
	    "No program and no group has given more seats than the plan and the rules "
	    "of the round allow.",
	    "over-capacity over-group" },
	{ "P10",
	    "No seat stayed free that an applicant could have and wanted more than "
	    "what the applicant got.",
	    "free-seat" },
	{ "P11",
	    "No applicant was passed over for one who comes later by the priorities "
	    "of the seat.",
	    "justified-envy" },
	{ "P12",
	    "Every admitted applicant has a seat of the first group of the program "
	    "that had one for the applicant.",
	    "wrong-group" },
	{ "P13",
	    "Applicants who share an order are treated alike, and applicants who stay "
	    "together have the same program.",
	    "shared-split bundle-split" },
	{ "P14",
	    "No two applicants have the same place in an order that decides, unless "
	    "the rules say that it is shared.",
	    "order-twice" },
	{ "P15",
	    "The result is the one that the mechanism prescribes, and no other one "
	    "that keeps the rules is better for the applicants.",
	    "not-best wrong-seat" },
	{ "P16",
	    "Every unplaced applicant is told the true reason for the refusal of each "
	    "choice.",
	    "wrong-refusal" },
	{ "P17",
	    "Every published cut-off is the one that follows from the result, and none "
	    "is missing.",
	    "wrong-cutoff cutoff-missing cutoff-twice cutoff-order cutoff-unknown "
	    "cutoff-unclear" },
	{ "P18", "The distances that decide are those that a second measurement finds.",
	    "distance-differs" },
	{ "P19",
	    "Every place in a rank that was checked is the one that the keys of the "
	    "rank give.",
	    "wrong-rank rank-tied rank-no-key" },
	{ "P20",
	    "Every number of a draw that was checked is the one that the published "
	    "seed and list give.",
	    "wrong-draw draw-not-entered" },
};

const struct property *
properties_all(size_t *count)
{
	*count = sizeof properties / sizeof *properties;
	return properties;
}

/* Whether a word is one of those that spaces divide. */
static bool
has_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	while (*words != '\0') {
		size_t n = strcspn(words, " ");

		if (n == len && memcmp(words, word, len) == 0)
			return true;
		words += n + (words[n] == ' ');
	}
	return false;
}

const char *
properties_of(const char *code)
{
	size_t count;
	const struct property *all = properties_all(&count);

	for (size_t i = 0; i < count; i++)
		if (has_word(all[i].codes, code))
			return all[i].name;
	return NULL;
}
