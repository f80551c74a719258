/*
 * cn_format.h - the formats of Chinese registers, except the resident ID
 *
 * Each function checks a text in UTF-8.  It returns true, or false with *fault set to
 * the first fault; damage by a spreadsheet comes first.  Nothing is corrected.
 */
#ifndef CN_FORMAT_H
#define CN_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

#include "formats/format_fault.h"
#include "record/record.h"

/*
 * The national student number: G and the resident ID, or L and 18 characters of the
 * same form for a student who has no ID yet.  latest is the last possible date of birth
 * (20200831), or 0 for any.
 */
bool cn_format_student_number(
    struct span text, uint32_t latest, struct format_fault *fault);

/* A mobile telephone number of the mainland: 13 to 19, then nine digits. */
bool cn_format_mobile(struct span text, struct format_fault *fault);

/* A name in Chinese characters, its parts separated by U+00B7 (see han.h). */
bool cn_format_name(struct span text, struct format_fault *fault);

/* An address: at least one Chinese character, and no trace of damage. */
bool cn_format_address(struct span text, struct format_fault *fault);

/*
 * The code of a unit of real estate, GB/T 37346.  28 characters: six digits for the
 * county, six for the cadastral areas, two letters for the kind of parcel (the first is
 * G, J or Z), five digits for the parcel, one letter for what stands on it (F, L, Q or
 * W), and eight digits.
 */
bool cn_format_property_unit(struct span text, struct format_fault *fault);

#endif
