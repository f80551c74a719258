#include "synthetic/city.h"

/* clang-format off */
const struct district city_districts[CITY_DISTRICTS] = {
	{ 620102, "城关区", "城关", { 103830000, 36060000 }, 30000, 3400, 3100, 40, false },
	{ 620103, "七里河区", "七里河", { 103790000, 36070000 }, 30000, 1500, 1500, 20, false },
	{ 620104, "西固区", "西固", { 103630000, 36090000 }, 25000, 1000, 1100, 14, false },
	{ 620105, "安宁区", "安宁", { 103720000, 36100000 }, 20000, 800, 1200, 11, false },
	{ 620111, "红古区", "红古", { 102860000, 36350000 }, 40000, 400, 400, 8, true },
	{ 620121, "永登县", "永登", { 103260000, 36740000 }, 90000, 1100, 1000, 24, true },
	{ 620122, "皋兰县", "皋兰", { 103950000, 36330000 }, 60000, 400, 500, 9, true },
	{ 620123, "榆中县", "榆中", { 104110000, 35840000 }, 80000, 1400, 1200, 26, true },
};
/* clang-format on */

static const struct point box_low = { 102500000, 35600000 };
static const struct point box_high = { 104600000, 37100000 };

enum { MARGIN = 50 }; /* millionths of a degree, about 5 m */

static const char *const words[] = { "云杉", "晨光", "紫藤", "碧泉", "松涛", "银杏",
	"青禾", "望河", "听雨", "明德", "朝霞", "翠湖", "海棠", "梧桐", "春晖", "白桦",
	"金穗", "星河", "丹枫", "清源", "新竹", "南屏", "映雪", "长风", "石榴", "杏林",
	"知行", "博雅", "枣园", "柳荫", "远山", "向阳" };
static const char *const roads[] = { "路", "东路", "西路", "街", "巷", "大道" };
static const char *const compounds[] = { "小区", "花园", "家属院", "苑", "公寓",
	"佳园" };

#define COUNT(table)          (sizeof(table) / sizeof *(table))
#define ONE_OF(random, table) (table)[random_below((random), (uint32_t)COUNT(table))]

void
city_road(uint32_t road, struct phrase *name)
{
	phrase_add(name, words[road / COUNT(roads)]);
	phrase_add(name, roads[road % COUNT(roads)]);
}

void
city_village(uint32_t village, struct phrase *name)
{
	phrase_add(name, words[village]);
	phrase_add(name, "村");
}

_Static_assert(COUNT(words) * COUNT(roads) == CITY_ROADS, "each word with each ending");
_Static_assert(COUNT(words) == CITY_VILLAGES, "each word");

static void
add_town_address(struct random *r, struct home *home)
{
	struct phrase *address = &home->address;
	uint32_t word = random_below(r, COUNT(words));

	home->in_village = false;
	home->road = word * (uint32_t)COUNT(roads) + random_below(r, COUNT(roads));
	home->number = random_below(r, CITY_HOUSES) + 1;
	city_road(home->road, address);
	phrase_add_number(address, home->number, 0);
	phrase_add(address, "号");
	phrase_add(address, ONE_OF(r, words));
	phrase_add(address, ONE_OF(r, compounds));
	phrase_add_number(address, random_below(r, 24) + 1, 0);
	phrase_add(address, "号楼");
	phrase_add_number(address, random_below(r, 5) + 1, 0);
	phrase_add(address, "单元");
	phrase_add_number(address, random_below(r, 26) + 1, 0);
	phrase_add_number(address, random_below(r, 4) + 1, 2);
	phrase_add(address, "室");
}

static void
add_village_address(struct random *r, struct home *home)
{
	struct phrase *address = &home->address;

	phrase_add(address, ONE_OF(r, words));
	phrase_add(address, random_one_in(r, 4) ? "乡" : "镇");
	home->in_village = true;
	home->road = random_below(r, COUNT(words));
	home->number = random_below(r, CITY_TEAMS) + 1;
	city_village(home->road, address);
	phrase_add_number(address, home->number, 0);
	phrase_add(address, "社");
	phrase_add_number(address, random_below(r, 240) + 1, 0);
	phrase_add(address, "号");
}

/* The seats as sites of cells. */
static struct cells
city_cells(struct point seats[CITY_DISTRICTS])
{
	for (size_t i = 0; i < CITY_DISTRICTS; i++)
		seats[i] = city_districts[i].seat;
	return (struct cells){ seats, CITY_DISTRICTS, box_low, box_high };
}

static struct point
choose_point(struct random *r, uint32_t district)
{
	struct point seats[CITY_DISTRICTS];
	struct cells cells = city_cells(seats);
	int64_t spread = city_districts[district].spread;
	struct point p;

	do {
		p = seats[district];
		p.x += random_normal(r) * spread / RANDOM_DEVIATION;
		p.y += random_normal(r) * spread / RANDOM_DEVIATION;
	} while (!cells_inside(&cells, district, p, MARGIN));
	return p;
}

void
city_home(struct random *r, uint32_t district, struct home *home)
{
	const struct district *d = &city_districts[district];

	phrase_clear(&home->address);
	phrase_add(&home->address, "甘肃省兰州市");
	phrase_add(&home->address, d->name);
	if (d->rural && !random_one_in(r, 3))
		add_village_address(r, home);
	else
		add_town_address(r, home);
	home->at = choose_point(r, district);
}

void
city_school(uint32_t district, uint32_t n, const char *suffix, struct phrase *name)
{
	phrase_clear(name);
	phrase_add(name, city_districts[district].short_name);
	/* A stride without a divisor in common with the table, so that neighbours
	 * differ. */
	phrase_add(name, words[(n * 5 + district * 11) % COUNT(words)]);
	if (n >= COUNT(words)) {
		phrase_add(name, "第");
		phrase_add_number(name, n / COUNT(words) + 1, 0);
	}
	phrase_add(name, suffix);
}

struct point
city_school_place(uint32_t district, uint32_t n)
{
	struct random r = random_stream(district, 's', n);

	return choose_point(&r, district);
}

static void
write_position(struct writer *json, struct point p)
{
	struct phrase position = { 0 };

	phrase_add(&position, "[");
	phrase_add_decimal(&position, (uint64_t)p.x, 6);
	phrase_add(&position, ",");
	phrase_add_decimal(&position, (uint64_t)p.y, 6);
	phrase_add(&position, "]");
	writer_raw(json, (struct span){ position.text, position.len });
}

static void
write_feature(struct writer *json, const struct cells *cells, size_t district)
{
	struct point corners[CITY_DISTRICTS * 4];
	struct phrase code = { 0 };
	size_t count = cells_corners(cells, district, corners, CITY_DISTRICTS * 4);

	phrase_add_number(&code, city_districts[district].code, 0);
	writer_bytes(json, "{", 1);
	writer_name(json, "type");
	writer_string(json, "Feature");
	writer_name(json, "properties");
	writer_open_object(json);
	writer_name(json, "code");
	writer_string(json, code.text);
	writer_name(json, "name");
	writer_string(json, city_districts[district].name);
	writer_name(json, "schematic");
	writer_boolean(json, true);
	writer_close_object(json);
	writer_name(json, "geometry");
	writer_open_object(json);
	writer_name(json, "type");
	writer_string(json, "Polygon");
	writer_name(json, "coordinates");
	writer_open_array(json);
	writer_open_array(json);
	for (size_t i = 0; i <= count; i++)
		write_position(json, corners[i % count]);
	writer_close_array(json);
	writer_close_array(json);
	writer_close_object(json);
	writer_close_object(json);
}

void
city_geojson(struct writer *json)
{
	static const char head[] =
	    "{\"type\":\"FeatureCollection\",\n\"note\":\"Schematic: each district is "
	    "the cell of points nearest to its seat. These are not real boundaries. "
	    "WGS-84.\",\n\"features\":[\n";
	struct point seats[CITY_DISTRICTS];
	struct cells cells = city_cells(seats);

	writer_bytes(json, head, sizeof head - 1);
	for (size_t i = 0; i < CITY_DISTRICTS; i++) {
		if (i > 0)
			writer_bytes(json, ",\n", 2);
		write_feature(json, &cells, i);
	}
	writer_bytes(json, "\n]}", 3);
}
