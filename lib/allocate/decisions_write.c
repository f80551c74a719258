#include "allocate/decisions_write.h"
#include "allocate/decision.h"
#include "allocate/refusal.h"
#include "seats/holders.h"
#include "settings/allocate.h"

/* What a round is written from. */
struct outcome {
	const struct round *round;
	const struct market *market;
	const struct seat *seats;
	struct refusals *refusals;
	struct decision decision;
};

/* Of who gives a seat on, what is released stands in the record of that number. */
static struct span
decide(struct outcome *o, struct stream *stream, size_t number, uint32_t applicant)
{
	struct span value;

	if (holders_of(&o->round->holders, applicant) != NULL &&
	    !decision_release(&o->decision, kept_fetch(stream_kept(stream), number)))
		allocate_fail();
	value = decision_write(
	    &o->decision, o->refusals, o->round, o->market, o->seats, applicant);
	if (value.at == NULL)
		allocate_fail();
	return value;
}

void
decisions_write(struct stream *stream, const struct round *round,
    const struct market *market, struct bystanders *others, const struct seat *seats)
{
	struct outcome o = { .round = round, .market = market, .seats = seats };
	size_t total = others->count + market->applicants;
	uint32_t applicant = 0;

	if ((o.refusals = refusals_new(round, market, seats)) == NULL)
		allocate_fail();
	for (size_t number = 0; number < total; number++) {
		struct span value = { NULL, 0 };

		if (!bystanders_pass(others, number)) {
			if (!holders_kept(
				&round->holders, applicant, &seats[applicant]))
				value = decide(&o, stream, number, applicant);
			applicant++;
		}
		stream_pass_kept(stream, number, value);
	}
	decision_free(&o.decision);
	refusals_free(o.refusals);
}
