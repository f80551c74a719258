/*
 * schema_apply.h - the keywords whose values hold schemas (JSON Schema: applicators)
 *
 * Each function is the read function of a keyword (schema_build.h).  Keywords that work
 * together, such as if, then and else, are one check, which the first of them makes.
 */
#ifndef SCHEMA_APPLY_H
#define SCHEMA_APPLY_H

#include "schema/schema_build.h"

bool schema_apply_definitions(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_apply_schema(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_apply_schemas(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_apply_reference(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_apply_dynamic_reference(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_apply_unevaluated(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_apply_branches(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_apply_items(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_apply_contains(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_apply_members(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);
bool schema_apply_dependent(
    struct compiler *, struct build *, const struct keyword *, uint32_t at);

#endif
