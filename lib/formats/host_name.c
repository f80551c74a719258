#include <stdint.h>
#include <string.h>

#include <idn2.h>
#include <utf8proc.h>

#include "formats/host_name.h"
#include "text/utf8.h"

enum { LABEL_MOST = 63, NAME_MOST = 253, LABEL_SIZE = LABEL_MOST * 4 + 1 };

/* What is known of the labels so far. */
struct name {
	size_t length;  /* in ASCII, dots included */
	bool has_right; /* a label is written from right to left */
	bool has_plain; /* a label could not stand beside such a one */
};

static bool
is_ascii(struct span label)
{
	for (size_t i = 0; i < label.len; i++)
		if ((unsigned char)label.at[i] >= 0x80)
			return false;
	return true;
}

static bool
is_letters_digits_hyphens(struct span label)
{
	if (label.len == 0 || label.len > LABEL_MOST || label.at[0] == '-' ||
	    label.at[label.len - 1] == '-')
		return false;
	for (size_t i = 0; i < label.len; i++) {
		char c = label.at[i] | 0x20;

		if (!(c >= 'a' && c <= 'z') && label.at[i] != '-' &&
		    !(label.at[i] >= '0' && label.at[i] <= '9'))
			return false;
	}
	return true;
}

/*
 * The Bidi rule (RFC 5893, section 2), as far as libidn2 does not see to it: a
 * label from right to left has digits of one kind only, and beside it one from left
 * to right must begin with a letter.
 */
static bool
take_direction(struct name *name, struct span label)
{
	const char *at = label.at, *end = at + label.len;
	bool right = false, european = false, arabic = false, first = true;

	while (at < end) {
		const utf8proc_property_t *p =
		    utf8proc_get_property((utf8proc_int32_t)utf8_next(&at));

		right |= p->bidi_class == UTF8PROC_BIDI_CLASS_R ||
			 p->bidi_class == UTF8PROC_BIDI_CLASS_AL ||
			 p->bidi_class == UTF8PROC_BIDI_CLASS_AN;
		european |= p->bidi_class == UTF8PROC_BIDI_CLASS_EN;
		arabic |= p->bidi_class == UTF8PROC_BIDI_CLASS_AN;
		if (first)
			name->has_plain |= p->bidi_class != UTF8PROC_BIDI_CLASS_L &&
					   p->bidi_class != UTF8PROC_BIDI_CLASS_R &&
					   p->bidi_class != UTF8PROC_BIDI_CLASS_AL;
		first = false;
	}
	name->has_right |= right;
	return !(right && european && arabic);
}

/* Whether a form with xn-- is the right one of a label that IDNA 2008 lets in. */
static bool
take_encoded(struct name *name, const char *label)
{
	uint8_t *ascii = NULL;
	char *plain = NULL;
	bool holds = false;

	if (idn2_register_u8(NULL, (const uint8_t *)label, &ascii, 0) == IDN2_OK &&
	    idn2_to_unicode_8z8z(label, &plain, 0) == IDN2_OK)
		holds = take_direction(name, span_of(plain));
	idn2_free(ascii);
	idn2_free(plain);
	return holds;
}

static bool
take_plain(struct name *name, struct span label, const char *text)
{
	uint8_t *ascii = NULL;
	bool holds = false;

	if (idn2_register_u8((const uint8_t *)text, NULL, &ascii, 0) == IDN2_OK) {
		name->length += strlen((const char *)ascii);
		holds = take_direction(name, label);
	}
	idn2_free(ascii);
	return holds;
}

static bool
take_label(struct name *name, struct span label, bool international)
{
	char text[LABEL_SIZE];

	if (label.len == 0 || label.len >= sizeof text ||
	    memchr(label.at, '\0', label.len) != NULL)
		return false;
	memcpy(text, label.at, label.len);
	text[label.len] = '\0';
	if (!is_ascii(label))
		return international && take_plain(name, label, text);
	if (!is_letters_digits_hyphens(label))
		return false;
	name->length += label.len;
	if (label.len > 3 && label.at[2] == '-' && label.at[3] == '-' &&
	    (label.at[0] | 0x20) == 'x' && (label.at[1] | 0x20) == 'n') {
		for (size_t i = 0; i < label.len; i++)
			if (text[i] >= 'A' && text[i] <= 'Z')
				text[i] |= 0x20;
		return take_encoded(name, text);
	}
	return take_direction(name, label);
}

/* Move *at behind the next character; whether it is a dot. */
static bool
pass_dot(const char **at, bool international)
{
	uint32_t c = utf8_next(at);

	return c == '.' ||
	       (international && (c == 0x3002 || c == 0xff0e || c == 0xff61));
}

static bool
holds(struct span text, bool international)
{
	const char *at = text.at, *end = at + text.len, *begin = at;
	struct name name = { .length = 0 };

	while (at < end) {
		const char *here = at;

		if (!pass_dot(&at, international))
			continue;
		if (!take_label(&name, (struct span){ begin, (size_t)(here - begin) },
			international))
			return false;
		name.length++;
		begin = at;
	}
	return take_label(&name, (struct span){ begin, (size_t)(end - begin) },
		   international) &&
	       name.length <= NAME_MOST && !(name.has_right && name.has_plain);
}

bool
host_name_holds(struct span text)
{
	return holds(text, false);
}

bool
host_name_holds_international(struct span text)
{
	return holds(text, true);
}
