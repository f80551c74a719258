#include <string.h>

#include "formats/ip_address.h"
#include "formats/uri.h"
#include "text/utf8.h"

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

int
uri_hex(char c)
{
	if (is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool
uri_is_ucschar(uint32_t c)
{
	if (c < 0x10000)
		return (c >= 0xa0 && c <= 0xd7ff) || (c >= 0xf900 && c <= 0xfdcf) ||
		       (c >= 0xfdf0 && c <= 0xffef);
	return c < 0xf0000 && (c & 0xffff) < 0xfffe && (c < 0xe0000 || c >= 0xe1000);
}

bool
uri_is_private(uint32_t c)
{
	return (c >= 0xe000 && c <= 0xf8ff) || (c >= 0xf0000 && (c & 0xffff) < 0xfffe);
}

static bool
is_one_of(char c, const char *marks)
{
	return c != '\0' && strchr(marks, c) != NULL;
}

/* Cut off what stands before the first of some marks; the rest begins with it. */
static struct span
cut(struct span *rest, const char *marks)
{
	struct span before = { rest->at, 0 };

	while (before.len < rest->len && !is_one_of(rest->at[before.len], marks))
		before.len++;
	rest->at += before.len;
	rest->len -= before.len;
	return before;
}

static struct span
skip(struct span text, size_t bytes)
{
	return (struct span){ text.at + bytes, text.len - bytes };
}

static bool
is_scheme(struct span text)
{
	if (text.len == 0 || !is_letter(text.at[0]))
		return false;
	for (size_t i = 1; i < text.len; i++)
		if (!is_letter(text.at[i]) && !is_digit(text.at[i]) &&
		    !is_one_of(text.at[i], "+-."))
			return false;
	return true;
}

struct uri
uri_split(struct span text)
{
	struct uri uri = { .scheme = { NULL, 0 } };
	struct span rest = text, scheme = cut(&rest, ":/?#");

	if (span_begins(rest, ":") && is_scheme(scheme)) {
		uri.scheme = scheme;
		text = rest = skip(rest, 1);
	}
	rest = text;
	if (span_begins(rest, "//")) {
		rest = skip(rest, 2);
		uri.authority = cut(&rest, "/?#");
	}
	uri.path = cut(&rest, "?#");
	if (span_begins(rest, "?")) {
		rest = skip(rest, 1);
		uri.query = cut(&rest, "#");
	}
	if (span_begins(rest, "#"))
		uri.fragment = skip(rest, 1);
	return uri;
}

static void
write_part(struct writer *w, const char *mark, struct span part, const char *end)
{
	if (part.at == NULL)
		return;
	writer_bytes(w, mark, strlen(mark));
	writer_bytes(w, part.at, part.len);
	writer_bytes(w, end, strlen(end));
}

/* The path without its last segment. */
static struct span
folder_of(struct span path)
{
	while (path.len > 0 && path.at[path.len - 1] != '/')
		path.len--;
	return path;
}

/*
 * Take "." and ".." out of the path that begins at byte start of what is written
 * (RFC 3986, section 5.2.4), in place.
 */
static void
remove_dots(struct writer *w, size_t start)
{
	struct span rest = { w->text + start, w->len - start };
	char *to = w->text + start, *first = to;
	bool rooted = rest.len > 0 && rest.at[0] == '/';

	while (rest.len > 0) {
		struct span slash = { rest.at, rest.at[0] == '/' }, name;

		rest = skip(rest, slash.len);
		name = cut(&rest, "/");
		if (name.len == 2 && memcmp(name.at, "..", 2) == 0) {
			while (to > first && *--to != '/')
				;
			if (rest.len == 0 && (to > first || rooted))
				*to++ = '/';
			if (to == first && !rooted && rest.len > 0)
				rest = skip(rest, 1);
			continue;
		}
		if (name.len == 1 && name.at[0] == '.') {
			if (rest.len == 0 && slash.len == 1)
				*to++ = '/';
			if (slash.len == 0 && rest.len > 0)
				rest = skip(rest, 1);
			continue;
		}
		memmove(to, slash.at, slash.len + name.len);
		to += slash.len + name.len;
	}
	w->len = (size_t)(to - w->text);
}

void
uri_resolve(struct span base, struct span reference, struct writer *w)
{
	struct uri from = uri_split(base), to = uri_split(reference);
	size_t start;

	writer_reset(w);
	write_part(w, "", to.scheme.at != NULL ? to.scheme : from.scheme, ":");
	if (to.scheme.at == NULL && to.authority.at == NULL) {
		to.authority = from.authority;
		if (to.path.len == 0 && to.query.at == NULL)
			to.query = from.query;
	} else {
		from.path = (struct span){ "", 0 };
	}
	write_part(w, "//", to.authority, "");
	start = w->len;
	if (to.path.len == 0)
		write_part(w, "", from.path, "");
	else {
		if (to.path.at[0] != '/') {
			if (from.path.len == 0 && to.authority.at != NULL)
				writer_bytes(w, "/", 1);
			write_part(w, "", folder_of(from.path), "");
		}
		write_part(w, "", to.path, "");
	}
	if (!writer_failed(w) && to.path.len > 0 && w->len > start)
		remove_dots(w, start);
	write_part(w, "?", to.query, "");
}

enum letters {
	PLAIN = 0,    /* unreserved, percent-encoded, sub-delims */
	COLON = 1,    /* : */
	AT = 2,       /* @ */
	SLASH = 4,    /* / */
	QUESTION = 8, /* ? */
	WIDE = 16,    /* ucschar */
	PRIVATE = 32, /* iprivate */
	PCHAR = COLON | AT
};

/* Whether a part is made of the characters that are let in, or missing. */
static bool
is_made_of(struct span text, unsigned letters)
{
	const char *at = text.at, *end = text.len > 0 ? at + text.len : at;

	while (at < end) {
		uint32_t c = utf8_next(&at);

		if (c == '%') {
			if (end - at < 2 || uri_hex(at[0]) < 0 || uri_hex(at[1]) < 0)
				return false;
			at += 2;
		} else if (c >= 0x80) {
			if (!((letters & WIDE) && uri_is_ucschar(c)) &&
			    !((letters & PRIVATE) && uri_is_private(c)))
				return false;
		} else if (!is_letter((char)c) && !is_digit((char)c) &&
			   !is_one_of((char)c, "-._~!$&'()*+,;=") &&
			   !(c == ':' && (letters & COLON)) &&
			   !(c == '@' && (letters & AT)) &&
			   !(c == '/' && (letters & SLASH)) &&
			   !(c == '?' && (letters & QUESTION)))
			return false;
	}
	return true;
}

/* What stands between the brackets of an IP literal. */
static bool
is_literal(struct span text)
{
	struct span version;

	if (text.len < 2 || (text.at[0] | 0x20) != 'v')
		return ip_address_is_v6(text);
	text = skip(text, 1);
	version = cut(&text, ".");
	for (size_t i = 0; i < version.len; i++)
		if (uri_hex(version.at[i]) < 0)
			return false;
	return version.len > 0 && text.len > 1 &&
	       memchr(text.at, '%', text.len) == NULL &&
	       is_made_of(skip(text, 1), COLON);
}

static bool
holds_authority(struct span rest, unsigned wide)
{
	const char *at = rest.len > 0 ? memchr(rest.at, '@', rest.len) : NULL;
	struct span host;

	if (at != NULL) {
		struct span user = { rest.at, (size_t)(at - rest.at) };

		if (!is_made_of(user, COLON | wide))
			return false;
		rest = skip(rest, user.len + 1);
	}
	if (span_begins(rest, "[")) {
		rest = skip(rest, 1);
		host = cut(&rest, "]");
		if (rest.len == 0 || !is_literal(host))
			return false;
		rest = skip(rest, 1);
	} else {
		host = cut(&rest, ":");
		if (!is_made_of(host, PLAIN | wide))
			return false;
	}
	for (size_t i = 0; i < rest.len; i++)
		if (i == 0 ? rest.at[i] != ':' : !is_digit(rest.at[i]))
			return false;
	return true;
}

bool
uri_holds(struct span text, bool references, bool international)
{
	struct uri uri = uri_split(text);
	unsigned wide = international ? WIDE : 0;
	struct span rest = uri.path, first = cut(&rest, "/");

	if (uri.scheme.at == NULL &&
	    (!references || (uri.authority.at == NULL && first.len > 0 &&
				memchr(first.at, ':', first.len) != NULL)))
		return false;
	if (uri.authority.at != NULL && !holds_authority(uri.authority, wide))
		return false;
	return is_made_of(uri.path, PCHAR | SLASH | wide) &&
	       is_made_of(uri.query,
		   PCHAR | SLASH | QUESTION | wide | (international ? PRIVATE : 0)) &&
	       is_made_of(uri.fragment, PCHAR | SLASH | QUESTION | wide);
}

size_t
uri_unescape(char *text, size_t len)
{
	size_t to = 0;

	for (size_t from = 0; from < len; from++, to++)
		if (text[from] == '%' && from + 2 < len &&
		    uri_hex(text[from + 1]) >= 0 && uri_hex(text[from + 2]) >= 0) {
			text[to] = (char)(uri_hex(text[from + 1]) * 16 +
					  uri_hex(text[from + 2]));
			from += 2;
		} else {
			text[to] = text[from];
		}
	return to;
}
