#include <stdlib.h>

#include "audit/audit_priorities.h"

/* Below so many applicants their lists cost less than what is cleared for classes. */
enum { ENOUGH_FOR_CLASSES = 1000 };

/* The band of a choice. */
static uint32_t
choice_band(const struct audit_precedence *precedence, uint32_t choice)
{
	for (uint32_t band = 0; band < precedence->count; band++) {
		uint32_t size = precedence->sizes[band];

		if (choice < size)
			return band;
		if (band + 1 == precedence->count)
			return band + choice / size;
		choice -= size;
	}
	return 0;
}

struct audit_precedence
audit_priorities_precedence(const struct mechanism_rules *rules, bool nearest)
{
	static const uint32_t one = 1;
	struct audit_precedence precedence = { .nearest = nearest };

	switch (rules->mechanism) {
	case MECHANISM_PARALLEL:
		precedence.sizes = rules->bands;
		precedence.count = rules->band_count;
		break;
	case MECHANISM_TIERED:
	case MECHANISM_IMMEDIATE:
		precedence.score_bands = rules->mechanism == MECHANISM_TIERED;
		precedence.sizes = &one;
		precedence.count = 1;
		break;
	default:
		break;
	}
	return precedence;
}

struct audit_key
audit_priorities_key(const struct market *m, const struct audit_precedence *precedence,
    uint32_t applicant, uint32_t choice, uint32_t priority)
{
	struct audit_key key = { 0, priority };

	if (!m->ranked)
		key.priority = m->order[applicant];
	if (precedence == NULL)
		return key;
	if (precedence->nearest) {
		key.step = priority;
		return key;
	}
	key.step = choice_band(precedence, choice);
	if (precedence->score_bands)
		key.step |= (uint64_t)m->band[applicant] << 32;
	return key;
}

bool
audit_priorities_before(struct audit_key one, struct audit_key other)
{
	return one.step != other.step ? one.step < other.step
				      : one.priority < other.priority;
}

bool
audit_priorities_steps(const struct audit_precedence *precedence)
{
	return precedence != NULL && (precedence->score_bands || precedence->count > 0);
}

/* Everybody who wants a seat of each program without groups, and of each group. */
struct wanted {
	const struct market *market;
	uint64_t *ends;    /* of the list of each program, and then of each group */
	uint64_t *entries; /* priority << 32 | applicant; NULL: they are only counted */
};

/* Put an applicant at the end of a list. */
static void
add_entry(struct wanted *w, uint32_t list, uint32_t priority, uint32_t applicant)
{
	if (w->entries != NULL)
		w->entries[w->ends[list]] = (uint64_t)priority << 32 | applicant;
	w->ends[list]++;
}

static void
add_all(struct wanted *w)
{
	const struct market *m = w->market;

	for (uint32_t i = 0; i < m->applicants; i++) {
		for (uint64_t at = m->first[i]; at < m->first[i + 1]; at++) {
			uint32_t p = m->wishes[at].program, count;
			const struct claim *claims;

			if (!market_open(m, at))
				continue;
			if (!market_grouped(m, p)) {
				add_entry(w, p, m->wishes[at].priority, i);
				continue;
			}
			claims = market_claims(m, at, &count);
			for (uint32_t c = 0; c < count; c++)
				add_entry(w, m->programs + claims[c].group,
				    claims[c].priority, i);
		}
	}
}

/*
 * Whether all priorities of a list differ, by a bit for each possible one.  False as
 * well if they lie too far apart for that, or there is no memory.
 */
static bool
entries_differ(const uint64_t *entries, uint64_t count)
{
	uint64_t low = UINT32_MAX, high = 0, *seen;
	bool differ = true;

	for (uint64_t i = 0; i < count; i++) {
		uint64_t priority = entries[i] >> 32;

		low = priority < low ? priority : low;
		high = priority > high ? priority : high;
	}
	if (count < 2)
		return true;
	if ((high - low) / 64 > 16 * count)
		return false;
	seen = calloc((size_t)((high - low) / 64 + 1), sizeof *seen);
	if (seen == NULL)
		return false;
	for (uint64_t i = 0; differ && i < count; i++) {
		uint64_t priority = (entries[i] >> 32) - low;
		uint64_t bit = (uint64_t)1 << priority % 64;

		differ = (seen[priority / 64] & bit) == 0;
		seen[priority / 64] |= bit;
	}
	free(seen);
	return differ;
}

static int
compare_entries(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Report the equal priorities of a list. */
static void
check_list(const struct market *m, uint32_t list, uint64_t *entries, uint64_t count,
    void (*found)(void *context, const struct breach *), void *context)
{
	struct breach b = { BREACH_ORDER_TWICE, 0, list, 0, MARKET_NONE, 0, 0,
		MARKET_NONE, NULL };

	if (entries_differ(entries, count))
		return;
	if (list >= m->programs) {
		b.group = list - m->programs;
		b.program = 0;
		while (m->group_first[b.program + 1] <= b.group)
			b.program++;
	}
	qsort(entries, count, sizeof *entries, compare_entries);
	for (uint64_t i = 1; i < count; i++) {
		if (entries[i] >> 32 != entries[i - 1] >> 32)
			continue;
		b.applicant = (uint32_t)entries[i];
		b.other = (uint32_t)entries[i - 1];
		found(context, &b);
	}
}

/* All whom the programs rank, chosen or not; each ranking as one of its programs'. */
static void
check_rankings(const struct market *m,
    void (*found)(void *context, const struct breach *), void *context)
{
	for (uint32_t l = 0; l < m->ranking_count; l++) {
		uint32_t p = 0;

		while (p < m->programs && m->ranking_of[p] != l)
			p++;
		check_list(
		    m, p, m->rankings[l].entries, m->rankings[l].count, found, context);
	}
}

bool
audit_priorities_twice(const struct market *m, const struct audit_alike *alike,
    void (*found)(void *context, const struct breach *), void *context)
{
	uint32_t lists = m->programs + market_groups(m);
	struct wanted w = { m, NULL, NULL };
	uint64_t total = 0, start = 0;

	if (m->rankings != NULL) {
		check_rankings(m, found, context);
		return true;
	}
	if (alike != NULL && m->applicants >= ENOUGH_FOR_CLASSES &&
	    audit_alike_differ(m, alike))
		return true;
	w.ends = calloc(lists + (size_t)1, sizeof *w.ends);
	if (w.ends != NULL) {
		add_all(&w);
		for (uint32_t l = 0; l < lists; l++) {
			uint64_t count = w.ends[l];

			w.ends[l] = total;
			total += count;
		}
		w.entries = malloc((total + 1) * sizeof *w.entries);
	}
	if (w.entries != NULL) {
		add_all(&w);
		for (uint32_t l = 0; l < lists; start = w.ends[l++])
			check_list(
			    m, l, w.entries + start, w.ends[l] - start, found, context);
	}
	free(w.ends);
	free(w.entries);
	return w.entries != NULL;
}
