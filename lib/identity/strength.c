#include "identity/strength.h"

#include <stddef.h>

const char *const strength_words[] = { "certain", "strong", "weak", NULL };
