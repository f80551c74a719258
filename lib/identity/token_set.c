#include "identity/token_set.h"

#include <stdlib.h>
#include <string.h>

bool
token_set_next(struct span *set, struct span *word)
{
	const char *end;

	if (set->len == 0)
		return false;
	end = memchr(set->at, '\0', set->len);
	*word =
	    (struct span){ set->at, end == NULL ? set->len : (size_t)(end - set->at) };
	set->at += word->len + (end != NULL);
	set->len -= word->len + (end != NULL);
	return true;
}

int
token_set_compare(struct span a, struct span b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common == 0 ? 0 : memcmp(a.at, b.at, common);

	return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static int
compare_words(const void *a, const void *b)
{
	return token_set_compare(*(const struct span *)a, *(const struct span *)b);
}

bool
token_set_make(char *words, size_t *len)
{
	struct span rest = { words, *len }, word, *list;
	size_t count = 0, written = 0;
	char *sorted;

	while (token_set_next(&rest, &word))
		count++;
	if (count < 2)
		return true;
	list = malloc(count * sizeof *list);
	sorted = malloc(*len + 1);
	if (list == NULL || sorted == NULL) {
		free(list);
		free(sorted);
		return false;
	}
	rest = (struct span){ words, *len };
	for (size_t i = 0; token_set_next(&rest, &word); i++)
		list[i] = word;
	qsort(list, count, sizeof *list, compare_words);
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && token_set_compare(list[i - 1], list[i]) == 0)
			continue;
		memcpy(sorted + written, list[i].at, list[i].len);
		written += list[i].len;
		sorted[written++] = '\0';
	}
	memcpy(words, sorted, written);
	*len = written;
	free(list);
	free(sorted);
	return true;
}
