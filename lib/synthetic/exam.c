#include "synthetic/exam.h"

/* clang-format off */
const struct exam_subject exam_subjects[EXAM_SUBJECTS] = {
	{ "chinese",   "语文",       300, 194, 34,  768, 677, 3 },
	{ "math",      "数学",       300, 178, 58,  870, 540, 12 },
	{ "english",   "英语",       300, 186, 60,  870, 540, 3 },
	{ "physics",   "物理",       180, 108, 36,  870, 540, 8 },
	{ "chemistry", "化学",       140,  90, 28,  870, 540, 8 },
	{ "politics",  "道德与法治", 100,  68, 15,  768, 677, 3 },
	{ "history",   "历史",       100,  66, 18,  768, 677, 4 },
	{ "pe",        "体育",       100,  90,  9,  205, 1003, 3 },
};
/* clang-format on */

static int32_t
mark(struct random *r, const struct exam_subject *s, int32_t ability)
{
	int32_t z =
	    (s->ability * ability + s->luck * random_normal(r)) / RANDOM_DEVIATION;
	int32_t halves = s->mean + s->deviation * z / RANDOM_DEVIATION;

	if (halves < 0)
		return 0;
	if (halves >= s->full)
		return s->full;
	return random_one_in(r, s->halves) ? halves | 1 : halves & ~1;
}

void
exam_sit(struct random *r, int32_t ability, struct marks *marks)
{
	marks->total = 0;
	for (int i = 0; i < EXAM_SUBJECTS; i++) {
		marks->subjects[i] = (uint16_t)mark(r, &exam_subjects[i], ability);
		marks->total = (uint16_t)(marks->total + marks->subjects[i]);
	}
}

void
exam_write(struct phrase *text, uint32_t halves)
{
	phrase_add_number(text, halves / 2, 0);
	if (halves % 2 == 1)
		phrase_add(text, ".5");
}
