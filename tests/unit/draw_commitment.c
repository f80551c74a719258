#include "draw/draw_commitment.h"

#undef NDEBUG
#include <assert.h>
#include <string.h>

static struct draw_list *
three(void)
{
	static const struct span none;
	static const struct span twins = { "T", 1 };
	struct draw_list *list = draw_list_new(false);
	uint32_t pair[2];

	assert(list != NULL);
	assert(draw_list_add(list, (struct span){ "B", 1 }, twins, 0));
	assert(draw_list_add(list, (struct span){ "C", 1 }, none, 0));
	assert(draw_list_add(list, (struct span){ "A", 1 }, twins, 0));
	assert(draw_list_close(list, pair) == DRAW_LIST_OK);
	return list;
}

/* printf 'A\tT\nB\tT\nC\n' | sha256sum; ... | openssl dgst -sm3 */
#define SHA256 "c7de94f6b3b0198e87e297d26e9fc56dcf0b8426d9b272ec8fcd36fe0ffa7625"
#define SM3    "7c29624454be6064f129ae680e064268e9ffa0f2b6514676d944ac6f55d2046f"

static void
test_what_is_published(void)
{
	static const char published[] =
	    "{\"draw\":\"tie\",\"entrants\":3,\"of\":2,\"sha256\":\"" SHA256
	    "\",\"id\":\"id\",\"bundle\":\"b\",\"method\":\"ring\",\"round\":\"r "
	    "1\",\"plan\":2}";
	struct draw_rules rules = { .method = "ring", .round = "r 1", .plan = 2 };
	struct draw_commitment c = {
		.draw = "tie", .algorithm = "sha256", .id = "id", .bundle = "b"
	};
	struct draw_list *list = three();
	struct writer json = { 0 };

	assert(draw_commitment_bind(&c, list));
	assert(c.entrants == 3 && c.lots == 2);
	draw_commitment_write(&c, &rules, &json);
	assert(!writer_failed(&json));
	assert(json.len == sizeof published - 1);
	assert(memcmp(json.text, published, json.len) == 0);
	writer_free(&json);
	draw_list_free(list);
}

/* Digits that were typed by hand are of either case. */
static void
test_digest(void)
{
	struct draw_commitment c = { .draw = "tie", .algorithm = "sm3", .id = "id" };
	struct draw_list *list = three();

	assert(draw_commitment_bind(&c, list));
	assert(draw_commitment_is(&c, SM3));
	assert(draw_commitment_is(
	    &c, "7C29624454BE6064F129AE680E064268E9FFA0F2B6514676D944AC6F55D2046F"));
	assert(!draw_commitment_is(&c, SHA256));
	assert(!draw_commitment_is(&c, ""));
	c.algorithm = "md5";
	assert(!draw_commitment_bind(&c, list));
	draw_list_free(list);
}

int
main(void)
{
	test_what_is_published();
	test_digest();
	return 0;
}
