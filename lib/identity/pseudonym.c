#include "identity/pseudonym.h"

#include <string.h>

#include <nettle/hmac.h>

#include "text/hex.h"

void
pseudonym_write(
    struct writer *w, const char *field, struct span text, struct span secret)
{
	struct hmac_sha256_ctx hmac;
	unsigned char code[16];
	char digits[2 * sizeof code];

	hmac_sha256_set_key(&hmac, secret.len, (const unsigned char *)secret.at);
	hmac_sha256_update(&hmac, strlen(field) + 1, (const unsigned char *)field);
	hmac_sha256_update(&hmac, text.len, (const unsigned char *)text.at);
	hmac_sha256_digest(&hmac, sizeof code, code);
	hex_write(digits, code, sizeof code);
	writer_string_span(w, (struct span){ digits, sizeof digits });
}
