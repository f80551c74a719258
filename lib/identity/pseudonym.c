#include "identity/pseudonym.h"

#include <stdint.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

bool
pseudonym_write(
    struct writer *w, const char *field, struct span text, struct span secret)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char code[EVP_MAX_MD_SIZE];
	struct writer input = { 0 };
	char hex[32];
	unsigned len;
	bool done;

	writer_bytes(&input, field, strlen(field) + 1);
	writer_bytes(&input, text.at, text.len);
	done = !writer_failed(&input) && secret.len <= INT32_MAX &&
	       HMAC(EVP_sha256(), secret.at, (int)secret.len,
		   (const unsigned char *)input.text, input.len, code, &len) != NULL;
	for (size_t i = 0; done && i < sizeof hex / 2; i++) {
		hex[2 * i] = digits[code[i] >> 4];
		hex[2 * i + 1] = digits[code[i] & 0xf];
	}
	if (done)
		writer_string_span(w, (struct span){ hex, sizeof hex });
	writer_free(&input);
	return done;
}
