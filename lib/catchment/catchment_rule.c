#include "catchment/catchment_rule.h"

const char *const catchment_kind_names[CATCHMENT_KINDS + 1] = { "town", "community",
	"road", "lane", "stretch", "compound", "pattern", "area", "rest", NULL };

const char *const catchment_kind_chinese[CATCHMENT_KINDS + 1] = { "街道乡镇", "社区村",
	"道路", "巷", "路段", "小区", "模式", "区域", "其余", NULL };

bool
catchment_numbers_all(const struct catchment_numbers *n)
{
	return n->from <= 1 && n->to == UINT32_MAX && n->parity == CATCHMENT_BOTH;
}

bool
catchment_numbers_have(const struct catchment_numbers *n, uint32_t number)
{
	if (number < n->from || number > n->to)
		return false;
	return n->parity == CATCHMENT_BOTH ||
	       (number % 2 == 1) == (n->parity == CATCHMENT_ODD);
}
