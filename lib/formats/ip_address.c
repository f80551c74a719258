#include <arpa/inet.h>
#include <string.h>

#include "formats/ip_address.h"

/* inet_pton(3) reads exactly these forms, and nothing that a locale changes. */
static bool
reads_as(int family, struct span text)
{
	char copy[INET6_ADDRSTRLEN];
	unsigned char address[16];

	if (text.len >= sizeof copy || memchr(text.at, '\0', text.len) != NULL)
		return false;
	memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	return inet_pton(family, copy, address) == 1;
}

bool
ip_address_is_v4(struct span text)
{
	return reads_as(AF_INET, text);
}

bool
ip_address_is_v6(struct span text)
{
	return reads_as(AF_INET6, text);
}
