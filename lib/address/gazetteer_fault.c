#include "address/gazetteer_fault.h"

const char *
gazetteer_fault_code(enum gazetteer_fault fault)
{
	static const char *const codes[] = {
		[GAZETTEER_OK] = "gazetteer-ok",
		[GAZETTEER_PART] = "gazetteer-kind",
		[GAZETTEER_NAME] = "gazetteer-name",
		[GAZETTEER_YEARS] = "gazetteer-years",
		[GAZETTEER_NUMBER] = "gazetteer-number",
		[GAZETTEER_WITHIN] = "gazetteer-within",
		[GAZETTEER_SEVERAL] = "gazetteer-several",
		[GAZETTEER_NOW] = "gazetteer-now",
		[GAZETTEER_CIRCLE] = "gazetteer-circle",
		[GAZETTEER_CITY] = "gazetteer-city",
		[GAZETTEER_FULL] = "gazetteer-full",
		[GAZETTEER_NO_MEMORY] = "no-memory",
	};

	return codes[fault];
}

const char *
gazetteer_fault_reason(enum gazetteer_fault fault)
{
	static const char *const reasons[] = {
		[GAZETTEER_OK] = "nothing is wrong",
		[GAZETTEER_PART] =
		    "the kind is none of province, city, district, town, "
		    "community, road, compound",
		[GAZETTEER_NAME] = "there is no name",
		[GAZETTEER_YEARS] = "the first year is behind the last",
		[GAZETTEER_NUMBER] =
		    "a road and a house number belong together, and to a "
		    "compound only",
		[GAZETTEER_WITHIN] = "no larger division has the name that it lies in",
		[GAZETTEER_SEVERAL] =
		    "several rows have the name that it refers to: write "
		    "the larger division and / before it",
		[GAZETTEER_NOW] =
		    "no row of the same kind has the name that it has now",
		[GAZETTEER_CIRCLE] = "the names that it has now lead back to it",
		[GAZETTEER_CITY] =
		    "the city is not written as 甘肃省兰州市, or is a district",
		[GAZETTEER_FULL] = "there are too many rows",
		[GAZETTEER_NO_MEMORY] = "no memory",
	};

	return reasons[fault];
}
