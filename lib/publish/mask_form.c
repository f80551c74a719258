#include "publish/mask_form.h"

#include <string.h>

#include "identity/pseudonym.h"
#include "text/utf8.h"

static const char *const words[MASK_FORMS] = { "as-it-is", "name", "surname", "id",
	"phone", "year", "pseudonym" };

enum mask_form
mask_form_read(struct span word)
{
	int form = MASK_NAME;

	while (form < MASK_FORMS && !span_is(word, words[form]))
		form++;
	return (enum mask_form)form;
}

/* How many characters stay at each end. */
struct shown {
	size_t first, last;
};

static struct shown
shown_of(enum mask_form form, size_t count)
{
	switch (form) {
	case MASK_NAME:
		return (struct shown){ count > 1, count > 2 };
	case MASK_SURNAME:
		return (struct shown){ count > 1, 0 };
	case MASK_ID:
		return count >= 18 ? (struct shown){ 6, 4 } : (struct shown){ 0, 0 };
	case MASK_PHONE:
		return count >= 11 ? (struct shown){ 3, 4 } : (struct shown){ 0, 0 };
	default:
		return (struct shown){ 0, 0 };
	}
}

static void
write_shown(struct writer *w, struct span text, struct shown shown, size_t count)
{
	const char *at = text.at, *end = at + text.len;
	struct writer masked = { 0 };

	for (size_t i = 0; at < end; i++) {
		const char *from = at;

		utf8_next(&at);
		if (i < shown.first || i >= count - shown.last)
			writer_bytes(&masked, from, (size_t)(at - from));
		else
			writer_bytes(&masked, "*", 1);
	}
	writer_string_span(w, (struct span){ masked.text, masked.len });
	w->failed |= writer_failed(&masked);
	writer_free(&masked);
}

static bool
begins_with_year(struct span text)
{
	if (text.len < 4 ||
	    (text.len > 4 && text.at[4] != '-' && text.at[4] != '/' && text.len != 8))
		return false;
	for (size_t i = 0; i < 4; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	return true;
}

enum mask_result
mask_form_write(enum mask_form form, const char *field, struct span text,
    struct span secret, struct writer *w)
{
	size_t count = utf8_count(text.at, text.len);

	if (form == MASK_YEAR) {
		if (!begins_with_year(text))
			return MASK_NO_DATE;
		writer_string_span(w, (struct span){ text.at, 4 });
	} else if (form == MASK_PSEUDONYM) {
		pseudonym_write(w, field, text, secret);
	} else {
		write_shown(w, text, shown_of(form, count), count);
	}
	return writer_failed(w) ? MASK_NO_MEMORY : MASK_WRITTEN;
}
