#include <stddef.h>

#include "formats/ecma_property.h"
#include "formats/property_names.h"

/* clang-format off */
/* ECMA-262 (2024), table 69: the binary properties and their short names. */
static const char *const binary[] = {
	"ASCII", "ASCII_Hex_Digit", "AHex", "Alphabetic", "Alpha", "Any", "Assigned",
	"Bidi_Control", "Bidi_C", "Bidi_Mirrored", "Bidi_M", "Case_Ignorable", "CI",
	"Cased", "Changes_When_Casefolded", "CWCF", "Changes_When_Casemapped", "CWCM",
	"Changes_When_Lowercased", "CWL", "Changes_When_NFKC_Casefolded", "CWKCF",
	"Changes_When_Titlecased", "CWT", "Changes_When_Uppercased", "CWU", "Dash",
	"Default_Ignorable_Code_Point", "DI", "Deprecated", "Dep", "Diacritic", "Dia",
	"Emoji", "Emoji_Component", "EComp", "Emoji_Modifier", "EMod",
	"Emoji_Modifier_Base", "EBase", "Emoji_Presentation", "EPres",
	"Extended_Pictographic", "ExtPict", "Extender", "Ext", "Grapheme_Base", "Gr_Base",
	"Grapheme_Extend", "Gr_Ext", "Hex_Digit", "Hex", "IDS_Binary_Operator", "IDSB",
	"IDS_Trinary_Operator", "IDST", "ID_Continue", "IDC", "ID_Start", "IDS",
	"Ideographic", "Ideo", "Join_Control", "Join_C", "Logical_Order_Exception", "LOE",
	"Lowercase", "Lower", "Math", "Noncharacter_Code_Point", "NChar", "Pattern_Syntax",
	"Pat_Syn", "Pattern_White_Space", "Pat_WS", "Quotation_Mark", "QMark", "Radical",
	"Regional_Indicator", "RI", "Sentence_Terminal", "STerm", "Soft_Dotted", "SD",
	"Terminal_Punctuation", "Term", "Unified_Ideograph", "UIdeo", "Uppercase", "Upper",
	"Variation_Selector", "VS", "White_Space", "space", "XID_Continue", "XIDC",
	"XID_Start", "XIDS",
};
/* clang-format on */

static const char *
find(struct span name, const char *const names[][2], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (span_is(name, names[i][0]))
			return names[i][1];
	return NULL;
}

static const char *
category(struct span name)
{
	const char *found = find(name, gc_names, sizeof gc_names / sizeof *gc_names);

	return found != NULL && span_is(span_of(found), "LC") ? "L&" : found;
}

static const char *
script(struct span name, const char *kind, struct arena *arena)
{
	const char *found = find(name, sc_names, sizeof sc_names / sizeof *sc_names);

	return found != NULL ? arena_print(arena, "%s:%s", kind, found) : NULL;
}

const char *
ecma_property_name(struct span name, struct arena *arena)
{
	static const struct {
		const char *prefix, *kind; /* NULL: a general category */
	} prefixes[] = {
		{ "General_Category=", NULL },
		{ "gc=", NULL },
		{ "Script=", "sc" },
		{ "sc=", "sc" },
		{ "Script_Extensions=", "scx" },
		{ "scx=", "scx" },
	};
	const char *found;

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (span_begins(name, prefixes[i].prefix)) {
			size_t len = strlen(prefixes[i].prefix);
			struct span value = { name.at + len, name.len - len };

			return prefixes[i].kind == NULL
				   ? category(value)
				   : script(value, prefixes[i].kind, arena);
		}
	if ((found = category(name)) != NULL)
		return found;
	for (size_t i = 0; i < sizeof binary / sizeof *binary; i++)
		if (span_is(name, binary[i]))
			return binary[i];
	return NULL;
}
