/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_style.c - the table of styles, and chains of them
 *
 * Styles, page layouts, master pages, layers and number formats lie in one
 * table, sorted once all parts were read; "family" tells them apart.
 */
#include "intake/odf/odf_style.h"

#include <stdlib.h>
#include <string.h>

#include "intake/odf/odf_style_read.h"

/* Parents of parents; a longer chain is a ring. */
#define CHAIN_MAX 32

/* A colour is one setting; a later one replaces an earlier. */
static void
lay_text(struct tz_odf_look *look, const struct tz_odf_look *over)
{
	if (over->colour.known) {
		look->colour = over->colour;
		look->automatic = TZ_ODF_NO;
		look->clear = TZ_ODF_OPEN;
	}
	if (over->automatic != TZ_ODF_OPEN)
		look->automatic = over->automatic;
	if (over->hidden != TZ_ODF_OPEN)
		look->hidden = over->hidden;
	if (over->marked != TZ_ODF_OPEN) {
		look->marked = over->marked;
		look->mark = over->mark;
	}
	if (over->points > 0)
		look->points = over->points;
	if (over->part > 0)
		look->points *= over->part / 100;
	if (over->width > 0)
		look->width = over->width;
	if (over->clear != TZ_ODF_OPEN)
		look->clear = over->clear;
}

static void
lay_area(struct tz_odf_look *look, const struct tz_odf_look *over)
{
	if (over->ground != TZ_ODF_FILL_OPEN) {
		look->ground = over->ground;
		look->ground_colour = over->ground_colour;
	}
	if (over->fill != TZ_ODF_FILL_OPEN)
		look->fill = over->fill;
	if (over->fill_colour.known)
		look->fill_colour = over->fill_colour;
	if (over->opacity > 0)
		look->opacity = over->opacity;
	if (over->off != TZ_ODF_OPEN)
		look->off = over->off;
	if (over->unshown != TZ_ODF_OPEN)
		look->unshown = over->unshown;
	if (over->clipped != TZ_ODF_OPEN)
		look->clipped = over->clipped;
	if (over->secret != TZ_ODF_OPEN)
		look->secret = over->secret;
	if (over->masked != TZ_ODF_OPEN)
		look->masked = over->masked;
	if (over->from_page != TZ_ODF_OPEN)
		look->from_page = over->from_page;
	if (over->page_width > 0)
		look->page_width = over->page_width;
	if (over->page_height > 0)
		look->page_height = over->page_height;
}

static int
compare(const void *one, const void *other)
{
	const struct tz_odf_style *a = one;
	const struct tz_odf_style *b = other;
	int order = strcmp(a->family, b->family);

	if (order == 0)
		order = strcmp(a->name, b->name);
	if (order == 0)
		order = (int)a->scope - (int)b->scope;
	return order;
}

static const struct tz_odf_style *
find(const struct tz_odf_styles *styles, enum tz_odf_scope scope,
    const char *family, const char *name)
{
	struct tz_odf_style key = {.scope = scope};
	const struct tz_odf_style *style;

	if (!name || styles->n == 0 || strlen(family) >= sizeof key.family)
		return NULL;
	memcpy(key.family, family, strlen(family) + 1);
	key.name = (char *)name;
	style = bsearch(&key, styles->item, styles->n, sizeof key, compare);
	if (style || scope == TZ_ODF_COMMON)
		return style;
	return find(styles, TZ_ODF_COMMON, family, name);
}

enum tz_status
tz_odf_styles_new(struct tz_odf_styles **ret, struct tz_err *err)
{
	*ret = calloc(1, sizeof **ret);
	return *ret ? TZ_OK : tz_fail_nomem(err);
}

void
tz_odf_styles_free(struct tz_odf_styles *styles)
{
	size_t i;

	for (i = 0; styles && i < styles->n; i++) {
		free(styles->item[i].name);
		free(styles->item[i].parent);
		free(styles->item[i].format);
		free(styles->item[i].drawing);
	}
	if (styles)
		free(styles->item);
	free(styles);
}

enum tz_status
tz_odf_styles_read(struct tz_odf_styles *styles, const void *data, size_t len,
    enum tz_odf_scope scope, struct tz_err *err)
{
	enum tz_status s = tz_odf_style_read(styles, data, len, scope, err);

	if (styles->n > 0)
		qsort(styles->item, styles->n, sizeof *styles->item, compare);
	return s;
}

/* Whether the number format shows nothing: it and all that it maps to. */
static bool
shows_nothing(const struct tz_odf_styles *styles, enum tz_odf_scope scope,
    const char *name)
{
	const struct tz_odf_style *style = find(styles, scope, "number", name);

	if (!style || !style->blank)
		return false;
	if (!style->parent)
		return true;
	style = find(styles, scope, "number", style->parent);
	return style && style->blank;
}

void
tz_odf_styles_apply(const struct tz_odf_styles *styles, enum tz_odf_scope scope,
    const char *family, const char *name, struct tz_odf_look *look)
{
	const struct tz_odf_style *chain[CHAIN_MAX];
	size_t n = 0;

	while (n < CHAIN_MAX) {
		chain[n] = find(styles, scope, family, name);
		if (!chain[n])
			break;
		name = chain[n++]->parent;
	}
	while (n-- > 0) {
		lay_text(look, &chain[n]->look);
		lay_area(look, &chain[n]->look);
		if (chain[n]->format)
			look->masked =
			    shows_nothing(styles, scope, chain[n]->format)
			    ? TZ_ODF_YES
			    : TZ_ODF_NO;
	}
}

void
tz_odf_styles_default(const struct tz_odf_styles *styles, const char *family,
    struct tz_odf_look *look)
{
	const struct tz_odf_style *style =
	    find(styles, TZ_ODF_COMMON, family, "");

	if (!style)
		return;
	lay_text(look, &style->look);
	lay_area(look, &style->look);
}

void
tz_odf_styles_page(const struct tz_odf_styles *styles, const char *master,
    struct tz_odf_look *look)
{
	const struct tz_odf_style *page = NULL;
	size_t i;

	if (master)
		page = find(styles, TZ_ODF_COMMON, "master-page", master);
	for (i = 0; !page && i < styles->n; i++)
		if (strcmp(styles->item[i].family, "master-page") == 0 &&
		    (master || styles->item[i].first))
			page = &styles->item[i];
	if (!page)
		return;
	if (page->parent)
		tz_odf_styles_apply(styles, TZ_ODF_OF_STYLES, "page-layout",
		    page->parent, look);
	if (page->parent && look->page_width <= 0)
		tz_odf_styles_apply(styles, TZ_ODF_OF_CONTENT, "page-layout",
		    page->parent, look);
	look->busy = page->look.busy;
	if (page->drawing)
		tz_odf_styles_apply(styles, page->drawing_scope, "drawing-page",
		    page->drawing, look);
}

bool
tz_odf_styles_layer_off(const struct tz_odf_styles *styles, const char *name)
{
	const struct tz_odf_style *layer =
	    find(styles, TZ_ODF_COMMON, "layer", name);

	return layer && layer->look.off == TZ_ODF_YES;
}

double
tz_odf_length(const char *text)
{
	static const struct {
		const char *unit;
		double points;
	} units[] = {{"cm", 72 / 2.54}, {"mm", 72 / 25.4}, {"in", 72},
	    {"pt", 1}, {"pc", 12}, {"px", 0.75}};
	char *end;
	double value;
	size_t i;

	if (!text)
		return 0;
	value = strtod(text, &end);
	if (end == text || !(value > -1e6 && value < 1e6))
		return 0;
	for (i = 0; i < sizeof units / sizeof units[0]; i++)
		if (strncmp(end, units[i].unit, 2) == 0)
			return value * units[i].points;
	return value == 0 ? 0 : value * 72 / 2.54 / 1000;
}
