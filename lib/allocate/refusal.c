#include "allocate/refusal.h"

static enum refusal
mark_of(const struct wish *wish)
{
	switch (wish->priority) {
	case WISH_BELOW_FLOOR:
		return REFUSAL_BELOW_FLOOR;
	case WISH_LOCKED:
		return REFUSAL_LOCKED;
	case WISH_NOT_OFFERED:
		return REFUSAL_NOT_OFFERED;
	case WISH_NOT_AGREED:
		return REFUSAL_NOT_AGREED;
	default:
		return REFUSAL_NOT_ELIGIBLE;
	}
}

enum refusal
refusal_of(const struct market *m, const struct seat *seats, uint32_t applicant,
    uint32_t choice)
{
	const struct seat *seat = &seats[applicant];
	uint64_t at = m->first[applicant] + choice;
	uint32_t program = market_program(m, at), count;

	if (seat->program != MARKET_NONE && choice >= seat->choice)
		return REFUSAL_NONE;
	if (market_is_gap(m, program))
		return REFUSAL_NO_CHOICE;
	if (!market_open(m, at))
		return mark_of(&m->wishes[at]);
	if (market_grouped(m, program)) {
		market_claims(m, at, &count);
		return count == 0 ? REFUSAL_NOT_ELIGIBLE : REFUSAL_FULL;
	}
	return m->capacity[program] == 0 ? REFUSAL_NOT_OFFERED : REFUSAL_FULL;
}

enum refusal
refusal_of_all(const struct market *m, const struct seat *seats, uint32_t applicant)
{
	uint32_t count = market_list_length(m, applicant);
	enum refusal least = REFUSAL_CODES;

	for (uint32_t c = 0; c < count; c++) {
		enum refusal why = refusal_of(m, seats, applicant, c);

		least = why < least ? why : least;
	}
	return least;
}

const char *
refusal_word(enum refusal refusal)
{
	static const char *const words[REFUSAL_CODES] = {
		[REFUSAL_FULL] = "full",
		[REFUSAL_BELOW_FLOOR] = "below-floor",
		[REFUSAL_NOT_ELIGIBLE] = "not-eligible",
		[REFUSAL_LOCKED] = "locked",
		[REFUSAL_NOT_OFFERED] = "not-offered",
		[REFUSAL_NOT_AGREED] = "not-agreed",
		[REFUSAL_NO_CHOICE] = "no-choice",
	};

	return words[refusal];
}
