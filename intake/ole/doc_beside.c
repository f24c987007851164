/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/doc_beside.c - what lies in the table stream beside the text:
 * who saved it and where, template, bookmarks, variables (MS-DOC 2.9)
 */
#include <stdlib.h>

#include "intake/ole/doc.h"
#include "intake/ole/ole_strings.h"

#define NAMES_MAX 65536

/* A table of strings and what it is. */
struct names {
	enum tz_doc_pair pair;
	const char *path;
	const char *fact; /* that there is one, or NULL */
};

/* One string of a table; its length in bytes, 0 at the end. */
static size_t
one_name(struct tz_bytes table, size_t at, bool wide, unsigned code_page,
    struct tz_buf *ret)
{
	size_t len;

	if (wide) {
		if (!tz_bytes_has(table, at, 2))
			return 0;
		len = 2 * (size_t)tz_bytes_16(table, at);
		tz_ole_utf16(tz_bytes_slice(table, at + 2, len), ret);
		return 2 + len;
	}
	if (!tz_bytes_has(table, at, 1))
		return 0;
	len = tz_bytes_8(table, at);
	tz_ole_decode(tz_bytes_slice(table, at + 1, len), code_page, ret);
	return 1 + len;
}

enum tz_status
tz_doc_names(const struct tz_doc *doc, enum tz_doc_pair pair, char ***ret_names,
    size_t *ret_n, struct tz_err *err)
{
	struct tz_bytes table = tz_doc_pair(doc, pair);
	bool plain = pair == TZ_DOC_COMMENT_OWNERS;
	bool wide = plain || tz_bytes_16(table, 0) == 0xffff;
	size_t at = plain ? 0 : wide ? 6 : 4;
	size_t extra = plain ? 0 : tz_bytes_16(table, at - 2);
	size_t n = plain ? NAMES_MAX : tz_bytes_16(table, at - 4);

	*ret_names = NULL;
	*ret_n = 0;
	while (*ret_n < n && at < table.len) {
		tz_auto_buf name = TZ_BUF_INIT;
		size_t len = one_name(table, at, wide, doc->code_page, &name);
		char **more;

		if (len == 0)
			break;
		at += len + extra;
		tz_buf_puts(&name, "");
		more = realloc(*ret_names, (*ret_n + 1) * sizeof *more);
		if (!more)
			return tz_fail_nomem(err);
		*ret_names = more;
		more[*ret_n] = strdup(tz_buf_str(&name));
		if (!more[*ret_n] || name.failed)
			return tz_fail_nomem(err);
		++*ret_n;
	}
	return TZ_OK;
}

void
tz_doc_names_free(char **names, size_t n)
{
	while (n-- > 0)
		free(names[n]);
	free(names);
}

static enum tz_status
send_names(struct tz_doc *doc, const struct names *kind, struct tz_err *err)
{
	struct tz_ole *ole = doc->ole;
	struct tz_story story;
	char **names;
	size_t n, i;
	enum tz_status s;

	s = tz_doc_names(doc, kind->pair, &names, &n, err);
	tz_story_start(&story, TZ_CHANNEL_PROPERTY, kind->path);
	for (i = 0; s == TZ_OK && i < n; i++) {
		bool hidden_bookmark = names[i][0] == '_';

		if (kind->pair == TZ_DOC_BOOKMARKS && hidden_bookmark)
			continue;
		tz_story_break(&story, '\n');
		tz_story_place(&story, TZ_PLACE_PROPERTY, 0, 0, kind->path);
		tz_story_add(&story, names[i], strlen(names[i]));
		/* The second string is where the template lies. */
		if (kind->pair == TZ_DOC_ASSOC && i == 1 &&
		    strpbrk(names[i], "\\/"))
			s = tz_ole_fact(ole, "template-path", kind->path,
			    TZ_CHANNEL_PROPERTY, err);
	}
	if (s == TZ_OK && kind->fact && story.text.len > 0)
		s = tz_ole_fact(ole, kind->fact, kind->path,
		    TZ_CHANNEL_PROPERTY, err);
	if (s == TZ_OK)
		s = tz_emit_story(ole->emit, ole->source, &story, err);
	tz_story_clear(&story);
	tz_doc_names_free(names, n);
	return s;
}

/* The strings of a stretch of the table stream that nothing above has read. */
static void
gather(const struct tz_doc *doc, size_t from, size_t to, struct tz_story *story)
{
	if (from < to)
		tz_ole_strings(tz_bytes_slice(doc->beside, from, to - from),
		    story);
}

struct stretch {
	size_t from, to;
};

static int
by_place(const void *a, const void *b)
{
	const struct stretch *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

static enum tz_status
send_rest(struct tz_doc *doc, struct tz_err *err)
{
	/* Read above, or only numbers, names of styles and fonts. */
	static const enum tz_doc_pair known[] = {TZ_DOC_STSH, TZ_DOC_FOOTNOTES,
	    TZ_DOC_COMMENTS, TZ_DOC_CHPX, TZ_DOC_PAPX, TZ_DOC_FONTS,
	    TZ_DOC_BOOKMARKS, TZ_DOC_ASSOC, TZ_DOC_CLX, TZ_DOC_COMMENT_OWNERS,
	    TZ_DOC_ENDNOTES, TZ_DOC_REVISION_AUTHORS, TZ_DOC_VARIABLES,
	    TZ_DOC_SAVED_BY};
	struct stretch stretches[sizeof known / sizeof known[0]];
	size_t i, at = 0, n = sizeof known / sizeof known[0];
	struct tz_story story;
	enum tz_status s;

	for (i = 0; i < n; i++) {
		struct tz_bytes bytes = tz_doc_pair(doc, known[i]);

		stretches[i].from =
		    bytes.len ? (size_t)(bytes.data - doc->beside.data) : 0;
		stretches[i].to = stretches[i].from + bytes.len;
	}
	qsort(stretches, n, sizeof stretches[0], by_place);
	tz_story_start(&story, TZ_CHANNEL_PROPERTY, "tables");
	for (i = 0; i < n; i++) {
		gather(doc, at, stretches[i].from, &story);
		if (stretches[i].to > at)
			at = stretches[i].to;
	}
	gather(doc, at, doc->beside.len, &story);
	s = tz_emit_story(doc->ole->emit, doc->ole->source, &story, err);
	tz_story_clear(&story);
	return s;
}

enum tz_status
tz_doc_beside(struct tz_doc *doc, struct tz_err *err)
{
	static const struct names kinds[] = {
	    {TZ_DOC_SAVED_BY, "saved by", NULL},
	    {TZ_DOC_ASSOC, "associated", NULL},
	    {TZ_DOC_BOOKMARKS, "bookmarks", NULL},
	    {TZ_DOC_REVISION_AUTHORS, "authors of changes", NULL},
	    {TZ_DOC_COMMENT_OWNERS, "authors of comments", NULL},
	    {TZ_DOC_VARIABLES, "variables", "document-variable"}};
	enum tz_status s = TZ_OK;
	size_t i;

	if (doc->old)
		return TZ_OK;
	for (i = 0; s == TZ_OK && i < sizeof kinds / sizeof kinds[0]; i++)
		s = send_names(doc, &kinds[i], err);
	return s ? s : send_rest(doc, err);
}
