/*
 * single_quotes.h - JSON with ' for ", so that it can be read in a test
 */
#ifndef SINGLE_QUOTES_H
#define SINGLE_QUOTES_H

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

/* The same text with double quotes; the caller frees it. */
static inline char *
double_quotes(const char *text)
{
	char *copy = malloc(strlen(text) + 1);

	assert(copy != NULL);
	strcpy(copy, text);
	for (char *at = copy; *at != '\0'; at++)
		if (*at == '\'')
			*at = '"';
	return copy;
}

/* The value of such a text; NULL of NULL. */
static inline json_t *
read_json(const char *text)
{
	char *copy;
	json_t *json;

	if (text == NULL)
		return NULL;
	copy = double_quotes(text);
	json = json_loads(copy, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
	assert(json != NULL);
	free(copy);
	return json;
}

#endif
