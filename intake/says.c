/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/says.c - comparing texts without their white space
 */
#include "intake/says.h"

#include <stdlib.h>
#include <string.h>

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

/* The text without its white space, malloc()ed. */
static char *
squeeze(const char *text, size_t len, size_t *ret_len)
{
	char *squeezed = malloc(len + 1);
	size_t i;

	*ret_len = 0;
	for (i = 0; squeezed && i < len; i++)
		if (!is_space(text[i]))
			squeezed[(*ret_len)++] = text[i];
	return squeezed;
}

bool
tz_says(const struct tz_buf *text, size_t since, const struct tz_buf *words)
{
	tz_auto_str there = NULL;
	tz_auto_str here = NULL;
	size_t there_len;
	size_t here_len;

	here = squeeze(words->data, words->len, &here_len);
	if (!here || here_len == 0)
		return here != NULL;
	if (since >= text->len)
		return false;
	there = squeeze(text->data + since, text->len - since, &there_len);
	return there && memmem(there, there_len, here, here_len);
}
