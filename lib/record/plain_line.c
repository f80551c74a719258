#include <string.h>

#include "record/plain_line.h"
#include "record/scan.h"
#include "record/utf8_vectors.h"

bool
plain_line_portable(const char *line, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (line[i] == '\\' || (unsigned char)line[i] < 0x20)
			return false;
	return scan_is_utf8(line, line + len);
}

#if defined(__x86_64__) && defined(__GNUC__)

/* One bit or more in each byte at which the line is seen not to be plain. */
UTF8_VECTORS_AVX2 __m256i
faults(__m256i bytes, __m256i last)
{
	__m256i text = utf8_vectors_faults(bytes, last);
	__m256i backslash = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\'));
	__m256i control =
	    _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1f)), bytes);

	return _mm256_or_si256(text, _mm256_or_si256(backslash, control));
}

static __attribute__((target("avx2"))) bool
plain_line_avx2(const char *line, size_t len)
{
	__m256i found = _mm256_setzero_si256(), last = found, bytes;
	char rest[32];

	for (; len >= sizeof bytes; line += sizeof bytes, len -= sizeof bytes) {
		memcpy(&bytes, line, sizeof bytes);
		found = _mm256_or_si256(found, faults(bytes, last));
		last = bytes;
	}
	/* Behind the line stand spaces, so that a character that is cut is too short.
	 */
	memset(rest, ' ', sizeof rest);
	if (len > 0)
		memcpy(rest, line, len);
	memcpy(&bytes, rest, sizeof bytes);
	found = _mm256_or_si256(found, faults(bytes, last));
	return _mm256_testz_si256(found, found) != 0;
}

bool
plain_line_is_known(void)
{
	return __builtin_cpu_supports("avx2") != 0;
}

bool
plain_line(const char *line, size_t len)
{
	return plain_line_is_known() && plain_line_avx2(line, len);
}

#else

bool
plain_line_is_known(void)
{
	return false;
}

bool
plain_line(const char *line, size_t len)
{
	(void)line;
	(void)len;
	return false;
}

#endif
