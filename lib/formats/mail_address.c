#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "formats/host_name.h"
#include "formats/ip_address.h"
#include "formats/mail_address.h"

enum { LOCAL_MOST = 64, DOMAIN_MOST = 1024 };

static bool
is_wide(char c)
{
	return (unsigned char)c >= 0x80;
}

/* atext of RFC 5322, section 3.2.3 */
static bool
is_atom(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	       (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool
is_dotted(struct span local, bool international)
{
	for (size_t i = 0; i < local.len; i++)
		if (local.at[i] == '.') {
			if (i == 0 || i + 1 == local.len || local.at[i + 1] == '.')
				return false;
		} else if (is_wide(local.at[i]) ? !international
						: !is_atom(local.at[i]))
			return false;
	return local.len > 0;
}

/* The length of the quoted string that begins a text, or 0. */
static size_t
quoted_length(struct span text, bool international)
{
	for (size_t i = 1; i < text.len; i++) {
		if (text.at[i] == '"')
			return i + 1;
		if (text.at[i] == '\\' && ++i == text.len)
			return 0;
		if (is_wide(text.at[i]) ? !international
					: text.at[i] < ' ' || text.at[i] == 0x7f)
			return 0;
	}
	return 0;
}

/* What people type need not be composed (NFC); what is looked up is. */
static bool
holds_international_host(struct span host)
{
	utf8proc_uint8_t *composed;
	utf8proc_ssize_t len;
	bool holds;

	if (host.len > DOMAIN_MOST)
		return false;
	len = utf8proc_map((const utf8proc_uint8_t *)host.at,
	    (utf8proc_ssize_t)host.len, &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (len < 0)
		return false;
	holds = host_name_holds_international(
	    (struct span){ (const char *)composed, (size_t)len });
	free(composed);
	return holds;
}

static bool
holds_domain(struct span domain, bool international)
{
	static const char v6[] = "IPv6:";
	size_t len = sizeof v6 - 1;

	if (domain.len == 0 || domain.at[0] != '[')
		return international ? holds_international_host(domain)
				     : host_name_holds(domain);
	if (domain.len < 2 || domain.at[domain.len - 1] != ']')
		return false;
	domain = (struct span){ domain.at + 1, domain.len - 2 };
	if (domain.len > len && memcmp(domain.at, v6, len) == 0)
		return ip_address_is_v6(
		    (struct span){ domain.at + len, domain.len - len });
	return ip_address_is_v4(domain);
}

bool
mail_address_holds(struct span text, bool international)
{
	struct span local = { text.at, 0 };
	const char *at;

	if (text.len > 0 && text.at[0] == '"') {
		local.len = quoted_length(text, international);
		if (local.len == 0)
			return false;
	} else {
		at = text.len > 0 ? memchr(text.at, '@', text.len) : NULL;
		local.len = at != NULL ? (size_t)(at - text.at) : 0;
		if (!is_dotted(local, international))
			return false;
	}
	if (local.len > LOCAL_MOST || local.len == text.len ||
	    text.at[local.len] != '@')
		return false;
	return holds_domain(
	    (struct span){ text.at + local.len + 1, text.len - local.len - 1 },
	    international);
}
