/*
 * schema_read.h - the keywords whose values hold no schema
 *
 * Each function is the read function of a keyword (schema_build.h).
 */
#ifndef SCHEMA_READ_H
#define SCHEMA_READ_H

#include "schema/schema_build.h"

bool schema_read_note(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_read_text_note(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_read_draft(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_read_severity(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_read_type(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_read_enum(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_read_const(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_read_bound(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_read_count(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_read_flag(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_read_pattern(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_read_format(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);

#endif
