#include <stdint.h>
#include <string.h>

#include "record/member_search.h"

enum { BLOCK = 64, LONGEST_NAME = 62 };

/* Where in a block a name may begin, one bit for each byte, the lowest for the first.
 */
struct places {
	uint64_t names; /* a quote, the first byte of the name, a quote where it ends */
	bool backslash; /* there is one */
};

/* The quotes and brackets of a block. */
struct marks {
	uint64_t quotes, open, close;
	bool backslash;
};

/* What reads a block: the code below is compiled once for each kind. */
struct reader {
	/* Bytes up to to_end behind the block are read too: see searched_block(). */
	struct places (*places)(const char *block, char first, size_t to_end);
	struct marks (*marks)(const char *block);
	uint64_t (*parities)(uint64_t bits); /* each: that of the bits up to it */
};

#define FOR_EACH_READER static inline __attribute__((always_inline))

/* One search: for a name in [start, end). */
struct search {
	struct span name;
	const char *start, *end;
	struct reader reader;
};

/* The brackets from one place on, which is in no text. */
struct nesting {
	int64_t depth;
	uint64_t in_text; /* all bits, if the next block begins in a text; or none */
	bool backslash;
};

static inline uint64_t
lowest(size_t count)
{
	return count < BLOCK ? ((uint64_t)1 << count) - 1 : UINT64_MAX;
}

/* The marks of the first bytes of a block that may end behind the object. */
FOR_EACH_READER struct marks
marks_at(const struct search *s, const char *at, size_t count)
{
	size_t beyond = 0;
	char copy[BLOCK];
	struct marks m;

	if (s->end - at >= BLOCK)
		m = s->reader.marks(at);
	else if (s->end - s->start >= BLOCK) {
		beyond = BLOCK - (size_t)(s->end - at);
		m = s->reader.marks(s->end - BLOCK);
	} else {
		memset(copy, ' ', sizeof copy);
		memcpy(copy, at, count);
		m = s->reader.marks(copy);
	}
	m.quotes = m.quotes >> beyond & lowest(count);
	m.open = m.open >> beyond & lowest(count);
	m.close = m.close >> beyond & lowest(count);
	return m;
}

/* Whether as many brackets open as close from at to end, and no backslash is there. */
FOR_EACH_READER enum member_found
judge_nesting(const struct search *s, const char *at, const char *end)
{
	struct nesting n = { 0 };

	while (at < end) {
		size_t count = end - at < BLOCK ? (size_t)(end - at) : BLOCK;
		struct marks m = marks_at(s, at, count);
		uint64_t text = s->reader.parities(m.quotes) ^ n.in_text;

		n.depth += __builtin_popcountll(m.open & ~text);
		n.depth -= __builtin_popcountll(m.close & ~text);
		n.in_text = text >> (BLOCK - 1) != 0 ? UINT64_MAX : 0;
		n.backslash |= m.backslash;
		at += count;
	}
	if (n.backslash)
		return MEMBER_UNKNOWN;
	return n.depth == 0 ? MEMBER_FOUND : MEMBER_NONE;
}

/* What begins at at, where a name may begin. */
FOR_EACH_READER enum member_found
judge(const struct search *s, const char *at)
{
	const char *quote = at + s->name.len + 1;

	if (s->end - quote < 2 || memcmp(at + 1, s->name.at, s->name.len) != 0)
		return MEMBER_NONE;
	if (quote[1] == ' ' || quote[1] == '\t' || quote[1] == '\r' || quote[1] == '\n')
		return MEMBER_UNKNOWN;
	if (quote[1] != ':')
		return MEMBER_NONE;
	return at - s->start < s->end - quote ? judge_nesting(s, s->start, at)
					      : judge_nesting(s, quote + 1, s->end - 1);
}

/* The places of a block; in a copy, if the bytes behind it are not all of the object.
 */
FOR_EACH_READER struct places
places_at(const struct search *s, const char *at, size_t to_end)
{
	size_t left = (size_t)(s->end - at);
	char copy[2 * BLOCK];

	if (left >= BLOCK + to_end)
		return s->reader.places(at, s->name.at[0], to_end);
	memset(copy, ' ', sizeof copy);
	memcpy(copy, at, left);
	return s->reader.places(copy, s->name.at[0], to_end);
}

FOR_EACH_READER enum member_found
search_all(const struct search *s, const char **where)
{
	size_t to_end = s->name.len + 1, whole = BLOCK + to_end;
	enum member_found found;
	struct places p;

	for (const char *at = s->start;; at += BLOCK) {
		/* The last block overlaps the one before it. */
		if ((size_t)(s->end - at) < whole &&
		    (size_t)(s->end - s->start) >= whole)
			at = s->end - whole;
		p = places_at(s, at, to_end);
		if (p.backslash)
			return MEMBER_UNKNOWN;
		for (; p.names != 0; p.names &= p.names - 1) {
			*where = at + __builtin_ctzll(p.names);
			if ((found = judge(s, *where)) != MEMBER_NONE)
				return found;
		}
		if ((size_t)(s->end - at) <= whole)
			break;
	}
	return memchr(s->end - to_end, '\\', to_end) == NULL ? MEMBER_NONE
							     : MEMBER_UNKNOWN;
}

FOR_EACH_READER enum member_found
search(const char *at, const char *end, struct span name, const char **where,
    struct reader reader)
{
	struct search s = { .name = name, .start = at, .end = end, .reader = reader };

	if (name.len == 0 || name.len > LONGEST_NAME)
		return MEMBER_UNKNOWN;
	if ((size_t)(end - at) <= name.len + 1)
		return MEMBER_NONE;
	return search_all(&s, where);
}

static inline struct places
places_portable(const char *block, char first, size_t to_end)
{
	struct places p = { 0 };

	for (unsigned i = 0; i < BLOCK; i++) {
		bool name = block[i] == '"' && block[i + 1] == first &&
			    block[i + to_end] == '"';

		p.names |= (uint64_t)name << i;
		p.backslash |= block[i] == '\\';
	}
	return p;
}

static inline struct marks
marks_portable(const char *block)
{
	struct marks m = { 0 };

	for (unsigned i = 0; i < BLOCK; i++) {
		char c = block[i];

		m.quotes |= (uint64_t)(c == '"') << i;
		m.open |= (uint64_t)(c == '{' || c == '[') << i;
		m.close |= (uint64_t)(c == '}' || c == ']') << i;
		m.backslash |= c == '\\';
	}
	return m;
}

static inline uint64_t
parities_portable(uint64_t bits)
{
	for (unsigned shift = 1; shift < BLOCK; shift *= 2)
		bits ^= bits << shift;
	return bits;
}

enum member_found
member_search_portable(
    const char *at, const char *end, struct span name, const char **where)
{
	static const struct reader portable = { places_portable, marks_portable,
		parities_portable };

	return search(at, end, name, where, portable);
}

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define WITH_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,pclmul")))

static inline WITH_AVX2 __m256i
load(const char *at)
{
	__m256i bytes;

	memcpy(&bytes, at, sizeof bytes);
	return bytes;
}

static inline WITH_AVX2 __m256i
equal(__m256i bytes, char wanted)
{
	return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(wanted));
}

static inline WITH_AVX2 uint64_t
bits_of(__m256i low, __m256i high)
{
	return (uint32_t)_mm256_movemask_epi8(low) |
	       (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

static inline WITH_AVX2 __m256i
names_at(const char *at, char first, size_t to_end)
{
	__m256i quotes =
	    _mm256_and_si256(equal(load(at), '"'), equal(load(at + to_end), '"'));

	return _mm256_and_si256(quotes, equal(load(at + 1), first));
}

static inline WITH_AVX2 struct places
places_avx2(const char *block, char first, size_t to_end)
{
	__m256i low = names_at(block, first, to_end);
	__m256i high = names_at(block + 32, first, to_end);
	__m256i backslash =
	    _mm256_or_si256(equal(load(block), '\\'), equal(load(block + 32), '\\'));
	__m256i any = _mm256_or_si256(_mm256_or_si256(low, high), backslash);

	if (_mm256_testz_si256(any, any)) /* nearly always */
		return (struct places){ 0 };
	return (struct places){ bits_of(low, high),
		!_mm256_testz_si256(backslash, backslash) };
}

static inline WITH_AVX2 struct marks
marks_avx2(const char *block)
{
	const __m256i curly =
	    _mm256_set1_epi8(0x20); /* [ and {, ] and } differ in it */
	__m256i low = load(block), high = load(block + 32);
	__m256i backslash = _mm256_or_si256(equal(low, '\\'), equal(high, '\\'));
	struct marks m = { .quotes = bits_of(equal(low, '"'), equal(high, '"')),
		.backslash = !_mm256_testz_si256(backslash, backslash) };

	low = _mm256_or_si256(low, curly);
	high = _mm256_or_si256(high, curly);
	m.open = bits_of(equal(low, '{'), equal(high, '{'));
	m.close = bits_of(equal(low, '}'), equal(high, '}'));
	return m;
}

/* The product by a number of ones, without carries. */
static inline WITH_AVX2 uint64_t
parities_avx2(uint64_t bits)
{
	__m128i product = _mm_clmulepi64_si128(
	    _mm_cvtsi64_si128((int64_t)bits), _mm_set1_epi8((char)0xff), 0);

	return (uint64_t)_mm_cvtsi128_si64(product);
}

static WITH_AVX2 enum member_found
search_avx2(const char *at, const char *end, struct span name, const char **where)
{
	static const struct reader avx2 = { places_avx2, marks_avx2, parities_avx2 };

	return search(at, end, name, where, avx2);
}

bool
member_search_is_fast(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
	       __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
	       __builtin_cpu_supports("pclmul");
}

enum member_found
member_search(const char *at, const char *end, struct span name, const char **where)
{
	return member_search_is_fast() ? search_avx2(at, end, name, where)
				       : member_search_portable(at, end, name, where);
}

#else

bool
member_search_is_fast(void)
{
	return false;
}

enum member_found
member_search(const char *at, const char *end, struct span name, const char **where)
{
	return member_search_portable(at, end, name, where);
}

#endif
