#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "formats/uri.h"

static struct span
span(const char *text)
{
	return span_of(text);
}

static void
expect(const char *base, const char *reference, const char *want)
{
	struct writer w = { .text = NULL };

	uri_resolve(span(base), span(reference), &w);
	assert(!writer_failed(&w));
	if (w.len != strlen(want) || (w.len > 0 && memcmp(w.text, want, w.len) != 0))
		fprintf(stderr, "%s + %s = %.*s, not %s\n", base, reference, (int)w.len,
		    w.text, want);
	assert(w.len == strlen(want));
	assert(w.len == 0 || memcmp(w.text, want, w.len) == 0);
	writer_free(&w);
}

/* The examples of RFC 3986, section 5.4, without their fragments. */
static void
test_resolve(void)
{
	static const char base[] = "http://a/b/c/d;p?q";
	static const char *const cases[][2] = { { "g:h", "g:h" },
		{ "g", "http://a/b/c/g" }, { "./g", "http://a/b/c/g" },
		{ "g/", "http://a/b/c/g/" }, { "/g", "http://a/g" },
		{ "//g", "http://g" }, { "?y", "http://a/b/c/d;p?y" },
		{ "g?y", "http://a/b/c/g?y" }, { "#s", "http://a/b/c/d;p?q" },
		{ "g#s", "http://a/b/c/g" }, { ";x", "http://a/b/c/;x" },
		{ "", "http://a/b/c/d;p?q" }, { ".", "http://a/b/c/" },
		{ "./", "http://a/b/c/" }, { "..", "http://a/b/" },
		{ "../", "http://a/b/" }, { "../g", "http://a/b/g" },
		{ "../..", "http://a/" }, { "../../", "http://a/" },
		{ "../../g", "http://a/g" }, { "../../../g", "http://a/g" },
		{ "/./g", "http://a/g" }, { "/../g", "http://a/g" },
		{ "g.", "http://a/b/c/g." }, { "..g", "http://a/b/c/..g" },
		{ "./../g", "http://a/b/g" }, { "./g/.", "http://a/b/c/g/" },
		{ "g/./h", "http://a/b/c/g/h" }, { "g/../h", "http://a/b/c/h" },
		{ "g;x=1/../y", "http://a/b/c/y" },
		{ "g?y/../x", "http://a/b/c/g?y/../x" }, { "http:g", "http:g" } };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect(base, cases[i][0], cases[i][1]);
	expect("", "#/a", "");
	expect("", "a.json#b", "a.json");
	expect("", "../a.json", "a.json");
	expect("a/b.json", "../../c.json", "c.json");
	expect("a/b.json", "..", "");
	expect("http://a", "g", "http://a/g");
	expect("urn:example:root", "#x", "urn:example:root");
	expect("file:///a.json", "../../etc/passwd", "file:///etc/passwd");
}

int
main(void)
{
	test_resolve();
	return 0;
}
