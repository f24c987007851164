/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/epub/epub.c - EPUB (ISO/IEC 23761): a package of web pages
 *
 * The pages come in the order of the spine, as files of their own that the
 * reader of HTML reads; those that the spine leaves out, or calls not linear,
 * come after them and are told.  The rest of the package is walked too.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "intake/formats.h"
#include "intake/html/html_style.h"
#include "intake/intake.h"
#include "intake/ooxml/opc.h"
#include "intake/xml.h"

struct book {
	struct tz_opc *opc;
	struct tz_opc_part *list; /* the package document */
	char **ids;		  /* of the manifest, and their parts */
	struct tz_opc_part **parts;
	size_t n;
};

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text);
	size_t end_len = strlen(end);

	return len >= end_len && strcasecmp(text + len - end_len, end) == 0;
}

static bool
is_font(const char *name)
{
	return ends_with(name, ".ttf") || ends_with(name, ".otf") ||
	    ends_with(name, ".woff") || ends_with(name, ".woff2");
}

/* "%41" is 'A'. */
static void
unescape(const char *text, struct tz_buf *ret)
{
	for (; *text && *text != '#'; text++) {
		char code[3] = {0, 0, 0};
		char *end;
		long c;

		if (text[0] == '%' && text[1] && text[2]) {
			memcpy(code, text + 1, 2);
			c = strtol(code, &end, 16);
			if (*end == '\0' && c > 0) {
				tz_buf_putc(ret, (char)c);
				text += 2;
				continue;
			}
		}
		tz_buf_putc(ret, *text);
	}
}

/* The part that ${href}, written in the part ${base}, names; NULL if none. */
static struct tz_opc_part *
resolve(struct tz_opc *opc, const char *base, const char *href)
{
	tz_auto_buf path = TZ_BUF_INIT;
	tz_auto_buf clean = TZ_BUF_INIT;
	const char *slash = strrchr(base, '/');

	if (slash)
		tz_buf_append(&path, base, (size_t)(slash - base));
	unescape(href, &clean);
	href = tz_buf_str(&clean);
	while (strncmp(href, "../", 3) == 0 || strncmp(href, "./", 2) == 0) {
		bool up = href[1] == '.';

		href += up ? 3 : 2;
		while (up && path.len > 0 && path.data[--path.len] != '/')
			continue;
	}
	if (path.len > 0)
		tz_buf_putc(&path, '/');
	tz_buf_puts(&path, href);
	return path.failed ? NULL : tz_opc_find(opc, tz_buf_str(&path));
}

/* What is encrypted: a font is only obfuscated, anything else is not read. */
static enum tz_status
read_encryption(struct tz_opc *opc, struct tz_err *err)
{
	struct tz_opc_part *part = tz_opc_find(opc, "META-INF/encryption.xml");
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;
	enum tz_status s;

	if (!part || part->len == 0)
		return TZ_OK;
	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		struct tz_opc_part *hidden;
		const char *uri;

		if (event != TZ_XML_START ||
		    strcmp(tz_xml_name(xml), "CipherReference") != 0)
			continue;
		uri = tz_xml_attribute(xml, "URI");
		hidden = uri ? resolve(opc, "", uri) : NULL;
		if (hidden)
			hidden->taken = true;
		if (!is_font(hidden ? hidden->name : uri ? uri : ""))
			s = tz_emit_reading(opc->emit, opc->source,
			    TZ_READING_UNREAD, TZ_REASON_ENCRYPTED, err);
	}
	return s;
}

static enum tz_status
add_item(struct book *book, struct tz_xml *xml, struct tz_err *err)
{
	const char *id = tz_xml_attribute(xml, "id");
	const char *href = tz_xml_attribute(xml, "href");

	if (!id || !href || book->n >= book->opc->n)
		return TZ_OK;
	book->parts[book->n] = resolve(book->opc, book->list->name, href);
	if (!book->parts[book->n])
		return TZ_OK;
	book->ids[book->n] = strdup(id);
	if (!book->ids[book->n])
		return tz_fail_nomem(err);
	book->n++;
	return TZ_OK;
}

static enum tz_status
read_page(struct book *book, struct tz_xml *xml, struct tz_err *err)
{
	const char *id = tz_xml_attribute(xml, "idref");
	const char *linear = tz_xml_attribute(xml, "linear");
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; id && i < book->n; i++)
		if (strcmp(book->ids[i], id) == 0)
			break;
	if (!id || i == book->n || book->parts[i]->taken)
		return TZ_OK;
	if (linear && strcmp(linear, "no") == 0)
		s = tz_opc_fact(book->opc, "unreferenced-object",
		    book->parts[i]->name, TZ_CHANNEL_ATTACHMENT, err);
	return s ? s : tz_opc_child(book->opc, book->parts[i], err);
}

/* The package document: the manifest stands before the spine. */
static enum tz_status
read_spine(struct book *book, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;
	enum tz_status s;

	s = tz_xml_open(book->list->data, book->list->len, &xml, err);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event != TZ_XML_START)
			continue;
		if (strcmp(tz_xml_name(xml), "item") == 0)
			s = add_item(book, xml, err);
		else if (strcmp(tz_xml_name(xml), "itemref") == 0)
			s = read_page(book, xml, err);
	}
	return s;
}

static enum tz_status
read_list(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	struct book book = {opc, part, NULL, NULL, 0};
	enum tz_status s = TZ_OK;
	size_t i;

	part->taken = true;
	book.ids = calloc(opc->n, sizeof *book.ids);
	book.parts = calloc(opc->n, sizeof(struct tz_opc_part *));
	if (!book.ids || !book.parts)
		s = tz_fail_nomem(err);
	if (s == TZ_OK)
		s = read_spine(&book, err);
	for (i = 0; i < book.n; i++)
		free(book.ids[i]);
	free(book.ids);
	free(book.parts);
	/* Its text is the metadata; values such as roles are attributes. */
	return s ? s : tz_opc_gather(opc, part, TZ_CHANNEL_PROPERTY, true, err);
}

/* A page may have a document type, which hides its root element. */
static bool
is_page(const struct tz_opc_part *part)
{
	return strcmp(part->root, "html") == 0 ||
	    ends_with(part->name, ".xhtml") || ends_with(part->name, ".html") ||
	    ends_with(part->name, ".htm");
}

static enum tz_status
read_rest(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	enum tz_status s = TZ_OK;

	if (strcmp(part->name, "mimetype") == 0 || is_font(part->name)) {
		part->taken = true;
		return TZ_OK;
	}
	if (is_page(part))
		s = tz_opc_fact(opc, "unreferenced-object", part->name,
		    TZ_CHANNEL_ATTACHMENT, err);
	else if (strcmp(part->root, "signatures") == 0)
		s = tz_opc_fact(opc, "digital-signature", part->name,
		    TZ_CHANNEL_PROPERTY, err);
	if (s)
		return s;
	if (part->root[0] && !is_page(part) && strcmp(part->root, "svg") != 0)
		return tz_opc_gather(opc, part, TZ_CHANNEL_PROPERTY, false,
		    err);
	return tz_opc_child(opc, part, err);
}

/* The page that the manifest calls navigation is in no spine, by right. */
static enum tz_status
read_navigation(struct tz_opc *opc, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < opc->n; i++) {
		struct tz_opc_part *part = &opc->parts[i];

		if (!part->taken && is_page(part) && part->len > 0 &&
		    memmem(part->data, part->len, "epub:type=\"toc\"", 15))
			s = tz_opc_child(opc, part, err);
	}
	return s;
}

/* The style sheets of the book, which its pages name by their addresses. */
static void
gather_sheets(const struct tz_opc *opc, struct tz_buf *ret)
{
	size_t i;

	for (i = 0; i < opc->n; i++) {
		const struct tz_opc_part *part = &opc->parts[i];

		if (part->len == 0 || !ends_with(part->name, ".css"))
			continue;
		tz_buf_append(ret, part->data, part->len);
		tz_buf_putc(ret, '\n');
	}
}

static enum tz_status
read_book(struct tz_opc *opc, struct tz_err *err)
{
	struct tz_opc_part *part = NULL;
	enum tz_status s = TZ_OK;
	size_t i;

	if (!tz_opc_next(opc, "package", NULL))
		s = tz_opc_damaged(opc, err);
	while (s == TZ_OK && (part = tz_opc_next(opc, "package", part)))
		s = read_list(opc, part, err);
	if (s == TZ_OK)
		s = read_navigation(opc, err);
	for (i = 0; s == TZ_OK && i < opc->n; i++)
		if (!opc->parts[i].taken && opc->parts[i].len > 0)
			s = read_rest(opc, &opc->parts[i], err);
	return s;
}

enum tz_status
tz_read_epub(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_opc) opc = NULL;
	tz_auto_buf sheets = TZ_BUF_INIT;
	enum tz_status s;

	s = tz_opc_open(emit, source, &opc, err);
	if (s == TZ_OK)
		s = read_encryption(opc, err);
	if (s)
		return s;
	gather_sheets(opc, &sheets);
	tz_html_style_outside(tz_buf_str(&sheets));
	s = read_book(opc, err);
	tz_html_style_outside(NULL);
	return s;
}
