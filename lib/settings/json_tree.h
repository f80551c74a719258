/*
 * json_tree.h - lines of JSON as trees of jansson, read by the record reader
 *
 * jansson takes half of its time to look at one byte after the other, and more memory
 * than it needs for values that occur again and again, as the conditions of seats do.
 * Here the record reader (record.h) finds the values, and what is written alike is one
 * value with several references: below the line itself nothing may be changed.
 */
#ifndef JSON_TREE_H
#define JSON_TREE_H

#include <stddef.h>

#include <jansson.h>

struct json_tree;

/* Without a line yet; NULL if there is no memory. */
struct json_tree *json_tree_open(void);
void json_tree_close(struct json_tree *);

/*
 * An object as json_loadb() reads it with JSON_REJECT_DUPLICATES: new reference.  NULL
 * if the line is none, and also for a few that are, or if there is no memory:
 * json_loadb() has the answer then.  The line is borrowed until json_tree_close().
 */
json_t *json_tree_read(struct json_tree *, const char *line, size_t len);

#endif
