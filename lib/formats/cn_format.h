/*
 * cn_format.h - the formats of Chinese registers, but for the resident ID
 *
 * Each function returns true, or false with *fault set to the first thing wrong;
 * damage by a spreadsheet is looked for first.  Nothing is mended.
 */
#ifndef CN_FORMAT_H
#define CN_FORMAT_H

#include "formats/format.h"

/*
 * The national number of a pupil's register: G and the resident ID, or L and 18
 * characters of the same form while there is no ID.
 */
bool cn_format_student_number(
    struct span text, const struct format_settings *, struct format_fault *fault);

/* A mobile telephone number of the mainland: 13 to 19, and nine digits. */
bool cn_format_mobile(struct span text, struct format_fault *fault);

/* A name in Chinese characters, parts set apart by U+00B7 (see han.h). */
bool cn_format_name(struct span text, struct format_fault *fault);

/* An address: some Chinese characters, and no trace of damage. */
bool cn_format_address(struct span text, struct format_fault *fault);

/*
 * The code of a unit of real estate, GB/T 37346: 28 characters, which are six digits
 * of the county, six of the cadastral areas, two letters for the kind of parcel
 * (the first G, J or Z), five digits, a letter for what stands on it (F, L, Q or W)
 * and eight digits.
 */
bool cn_format_property_unit(struct span text, struct format_fault *fault);

#endif
