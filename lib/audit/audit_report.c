#include "audit/audit_report.h"

const char *
audit_report_word(enum breach_code code)
{
	static const char *const words[BREACH_CODES] = {
		[BREACH_NOT_CHOSEN] = "not-chosen",
		[BREACH_WRONG_CHOICE] = "wrong-choice",
		[BREACH_OVER_CAPACITY] = "over-capacity",
		[BREACH_FREE_SEAT] = "free-seat",
		[BREACH_JUSTIFIED_ENVY] = "justified-envy",
		[BREACH_ORDER_TWICE] = "order-twice",
		[BREACH_NOT_ELIGIBLE] = "not-eligible",
		[BREACH_OVER_GROUP] = "over-group",
		[BREACH_WRONG_GROUP] = "wrong-group",
		[BREACH_SHARED_SPLIT] = "shared-split",
		[BREACH_BUNDLE_SPLIT] = "bundle-split",
		[BREACH_NOT_BEST] = "not-best",
		[BREACH_WRONG_REFUSAL] = "wrong-refusal",
		[BREACH_WRONG_SEAT] = "wrong-seat",
	};

	return words[code];
}

void
audit_report(const struct audit_report *r, enum breach_code code, uint32_t applicant,
    uint32_t program, uint32_t other, uint32_t choice, uint64_t filled)
{
	struct breach b = { code, applicant, program, other, choice, 0, filled,
		MARKET_NONE, NULL };

	if (program < r->market->programs)
		b.seats = r->market->capacity[program];
	r->found(r->context, &b);
}
