#include "draw/draw_balls.h"

#include <inttypes.h>
#include <stdio.h>

struct draw_balls
draw_balls(uint32_t n)
{
	uint64_t power = 1, first, rest;

	while (n / power >= 10)
		power *= 10;
	first = n / power;
	rest = n % power;
	return (struct draw_balls){
		.more = { n - rest * (first + 1), power * first },
		.less = { rest * (first + 1), power * (first + 1) },
	};
}

static void
write_chance(struct writer *json, struct draw_chance chance)
{
	char text[32];

	snprintf(text, sizeof text, "1/%" PRIu64, chance.one_in);
	writer_open_object(json);
	writer_name(json, "chance");
	writer_string(json, text);
	writer_name(json, "numbers");
	writer_integer(json, (int64_t)chance.numbers);
	writer_close_object(json);
}

void
draw_balls_write(uint32_t n, struct writer *json)
{
	struct draw_balls b = draw_balls(n);
	uint64_t power = b.less.one_in - b.more.one_in;
	char ratio[32] = "1:1";

	if (b.less.numbers > 0)
		snprintf(ratio, sizeof ratio, "%" PRIu64 ":%" PRIu64,
		    b.less.one_in / power, b.more.one_in / power);
	writer_open_object(json);
	writer_name(json, "of");
	writer_integer(json, n);
	writer_name(json, "ratio");
	writer_string(json, ratio);
	writer_name(json, "chances");
	writer_open_array(json);
	write_chance(json, b.more);
	if (b.less.numbers > 0)
		write_chance(json, b.less);
	writer_close_array(json);
	writer_close_object(json);
}
