/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf.c - OpenDocument (ISO/IEC 26300): packages and single files
 *
 * Every content.xml of the package is a document of its own, with the styles
 * that lie beside it: the main one, charts, and what was embedded.  A part is
 * known by its root element, wherever it lies.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "intake/formats.h"
#include "intake/odf/odf_rest.h"
#include "intake/odf/odf_walk.h"
#include "intake/ooxml/opc.h"

/* What is read with the same styles: "" for the main document. */
struct set {
	struct tz_opc *opc;
	const struct tz_odf_styles *styles;
	bool embedded;
};

static enum tz_status
walk(const struct set *set, struct tz_opc_part *part, enum tz_odf_scope scope,
    struct tz_err *err)
{
	struct tz_odf *odf = calloc(1, sizeof *odf);
	enum tz_status s;

	if (!odf)
		return tz_fail_nomem(err);
	part->taken = true;
	odf->emit = set->opc->emit;
	odf->source = set->opc->source;
	odf->err = err;
	odf->opc = set->opc;
	odf->part = part->name;
	odf->styles = set->styles;
	odf->scope = scope;
	odf->kind = TZ_ODF_OTHER;
	odf->embedded = set->embedded;
	s = tz_odf_walk(odf, part->data, part->len);
	free(odf);
	return s;
}

/* The part ${name} in the folder that ${beside} lies in, or NULL. */
static struct tz_opc_part *
find_beside(struct tz_opc *opc, const char *beside, const char *name)
{
	tz_auto_buf path = TZ_BUF_INIT;
	const char *slash = strrchr(beside, '/');

	if (slash)
		tz_buf_append(&path, beside, (size_t)(slash - beside) + 1);
	tz_buf_puts(&path, name);
	return path.failed ? NULL : tz_opc_find(opc, tz_buf_str(&path));
}

/* An embedded document with text or cells; charts and drawings are part of
 * the page. */
static bool
is_document(const struct tz_opc_part *part)
{
	static const char *const bodies[] = {
	    "<office:text", "<office:spread", "<office:presentation"};
	size_t i;

	for (i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
		if (memmem(part->data, part->len, bodies[i], strlen(bodies[i])))
			return true;
	return false;
}

/* One content.xml with its styles. */
static enum tz_status
read_document(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	tz_auto(tz_odf_styles) styles = NULL;
	struct set set = {opc, NULL, strchr(part->name, '/') != NULL};
	struct tz_opc_part *beside = find_beside(opc, part->name, "styles.xml");
	enum tz_status s;

	s = tz_odf_styles_new(&styles, err);
	if (s == TZ_OK && beside && beside->root[0])
		s = tz_odf_styles_read(styles, beside->data, beside->len,
		    TZ_ODF_OF_STYLES, err);
	if (s == TZ_OK)
		s = tz_odf_styles_read(styles, part->data, part->len,
		    TZ_ODF_OF_CONTENT, err);
	set.styles = styles;
	if (s == TZ_OK && set.embedded && is_document(part))
		s = tz_opc_fact(opc, "embedded-object", part->name,
		    TZ_CHANNEL_ATTACHMENT, err);
	if (s == TZ_OK)
		s = walk(&set, part, TZ_ODF_OF_CONTENT, err);
	if (s == TZ_OK && beside && beside->root[0] && !beside->taken)
		s = walk(&set, beside, TZ_ODF_OF_STYLES, err);
	return s;
}

/* Parts that no content lies beside: metadata, settings, lone styles. */
static enum tz_status
read_others(struct tz_opc *opc, struct tz_err *err)
{
	static const char *const roots[] = {"document-meta",
	    "document-settings", "document-styles", "document"};
	tz_auto(tz_odf_styles) styles = NULL;
	struct set set = {opc, NULL, false};
	enum tz_status s = tz_odf_styles_new(&styles, err);
	size_t i;

	set.styles = styles;
	for (i = 0; i < sizeof roots / sizeof roots[0]; i++) {
		struct tz_opc_part *part = NULL;

		while (s == TZ_OK && (part = tz_opc_next(opc, roots[i], part)))
			s = walk(&set, part, TZ_ODF_OF_STYLES, err);
	}
	return s;
}

enum tz_status
tz_read_odf(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_opc) opc = NULL;
	struct tz_opc_part *part;
	enum tz_status s;

	s = tz_opc_open(emit, source, &opc, err);
	if (s == TZ_OK)
		s = tz_odf_encrypted(opc, err);
	if (s)
		return s;
	part = tz_opc_find(opc, "content.xml");
	if (part && strcmp(part->root, "document-content") == 0 && !part->taken)
		s = read_document(opc, part, err);
	else if (!part || !part->taken)
		s = tz_opc_damaged(opc, err);
	part = NULL;
	while (s == TZ_OK &&
	    (part = tz_opc_next(opc, "document-content", part)))
		s = read_document(opc, part, err);
	if (s == TZ_OK)
		s = read_others(opc, err);
	return s ? s : tz_odf_rest(opc, err);
}

enum tz_status
tz_read_odf_flat(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_odf_styles) styles = NULL;
	struct tz_odf *odf;
	enum tz_status s;

	s = tz_odf_styles_new(&styles, err);
	if (s == TZ_OK)
		s = tz_odf_styles_read(styles, source->data, source->len,
		    TZ_ODF_OF_CONTENT, err);
	if (s)
		return s;
	odf = calloc(1, sizeof *odf);
	if (!odf)
		return tz_fail_nomem(err);
	odf->emit = emit;
	odf->source = source;
	odf->err = err;
	odf->part = "";
	odf->styles = styles;
	odf->scope = TZ_ODF_OF_CONTENT;
	odf->kind = TZ_ODF_OTHER;
	s = tz_odf_walk(odf, source->data, source->len);
	free(odf);
	return s;
}
