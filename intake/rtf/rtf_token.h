/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/rtf/rtf_token.h - RTF cut into its tokens (RTF 1.9.1, "RTF Syntax")
 *
 * Every byte belongs to one token; nothing is skipped here but line ends and
 * NULs, which mean nothing.
 */
#ifndef TZ_INTAKE_RTF_RTF_TOKEN_H
#define TZ_INTAKE_RTF_RTF_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

enum tz_rtf_kind {
	TZ_RTF_END,
	TZ_RTF_OPEN,
	TZ_RTF_CLOSE,
	TZ_RTF_WORD,   /* \name or \nameN */
	TZ_RTF_SYMBOL, /* \ and one character that is no letter */
	TZ_RTF_BYTE,   /* \'xx */
	TZ_RTF_TEXT,   /* a run of plain bytes */
	TZ_RTF_BINARY, /* what follows \binN */
};

#define TZ_RTF_NAME_MAX 32

struct tz_rtf_token {
	enum tz_rtf_kind kind;
	char name[TZ_RTF_NAME_MAX + 1]; /* WORD */
	bool has_number;
	int number;		   /* WORD, BYTE */
	char symbol;		   /* SYMBOL */
	const unsigned char *data; /* TEXT, BINARY; borrowed */
	size_t len;
};

/* Where in the bytes the reading is. */
struct tz_rtf_cursor {
	const unsigned char *data;
	size_t len;
	size_t at;
	size_t binary; /* bytes that follow a \binN that was just read */
	bool doubles;  /* plain bytes beyond ASCII are the first of two */
};

/** tz_rtf_token_next(cursor, ret): The next token; TZ_RTF_END at the end. */
void tz_rtf_token_next(struct tz_rtf_cursor *cursor, struct tz_rtf_token *ret);

#endif /* !TZ_INTAKE_RTF_RTF_TOKEN_H */
