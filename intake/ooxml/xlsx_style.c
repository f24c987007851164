/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_style.c - fonts, fills and formats made into looks
 */
#include "intake/ooxml/xlsx_style.h"

#include <stdlib.h>
#include <string.h>

void
tz_xlsx_style_start(struct tz_xlsx_styles *styles)
{
	uint32_t i;

	memset(styles, 0, sizeof *styles);
	tz_drawing_theme_start(&styles->theme);
	for (i = 0; i < TZ_XLSX_PALETTE; i++)
		styles->palette[i] = tz_xlsx_look_indexed(i);
}

void
tz_xlsx_style_clear(struct tz_xlsx_styles *styles)
{
	free(styles->fonts);
	free(styles->fills);
	free(styles->formats);
	free(styles->xfs);
	free(styles->dxfs);
	free(styles->looks);
	memset(styles, 0, sizeof *styles);
}

/* Append a copy of ${item} to an array that doubles. */
static enum tz_status
append(void **items, size_t *n, const void *item, size_t size,
    struct tz_err *err)
{
	if ((*n & (*n - 1)) == 0) {
		void *more = realloc(*items, (*n ? 2 * *n : 1) * size);

		if (!more)
			return tz_fail_nomem(err);
		*items = more;
	}
	memcpy((char *)*items + *n * size, item, size);
	(*n)++;
	return TZ_OK;
}

enum tz_status
tz_xlsx_style_add_font(struct tz_xlsx_styles *styles,
    const struct tz_xlsx_font *font, struct tz_err *err)
{
	return append((void **)&styles->fonts, &styles->n_fonts, font,
	    sizeof *font, err);
}

enum tz_status
tz_xlsx_style_add_fill(struct tz_xlsx_styles *styles,
    const struct tz_xlsx_fill *fill, struct tz_err *err)
{
	return append((void **)&styles->fills, &styles->n_fills, fill,
	    sizeof *fill, err);
}

enum tz_status
tz_xlsx_style_add_format(struct tz_xlsx_styles *styles, uint32_t id,
    const char *code, struct tz_err *err)
{
	const struct tz_xlsx_own_format format = {
	    id, tz_xlsx_value_format(id, code)};

	return append((void **)&styles->formats, &styles->n_formats, &format,
	    sizeof format, err);
}

enum tz_status
tz_xlsx_style_add_xf(struct tz_xlsx_styles *styles, const struct tz_xlsx_xf *xf,
    struct tz_err *err)
{
	return append((void **)&styles->xfs, &styles->n_xfs, xf, sizeof *xf,
	    err);
}

enum tz_status
tz_xlsx_style_add_dxf(struct tz_xlsx_styles *styles,
    const struct tz_xlsx_dxf *dxf, struct tz_err *err)
{
	return append((void **)&styles->dxfs, &styles->n_dxfs, dxf, sizeof *dxf,
	    err);
}

struct tz_colour
tz_xlsx_style_colour(const struct tz_xlsx_styles *styles,
    const struct tz_xlsx_shade *shade)
{
	/* Light before dark, unlike the theme itself. */
	static const char *const names[] = {"lt1", "dk1", "lt2", "dk2",
	    "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
	    "hlink", "folHlink"};
	struct tz_colour colour = {0, 0, 0, false};

	switch (shade->kind) {
	case TZ_XLSX_SHADE_NONE:
		break;
	case TZ_XLSX_SHADE_RGB:
		colour = tz_colour_of(shade->value & 0xffffff);
		break;
	case TZ_XLSX_SHADE_THEME:
		if (shade->value < sizeof names / sizeof names[0])
			colour = tz_drawing_theme_colour(&styles->theme,
			    names[shade->value]);
		break;
	case TZ_XLSX_SHADE_INDEXED:
		if (shade->value < TZ_XLSX_PALETTE)
			colour = styles->palette[shade->value];
		else if (shade->value == 64) /* the system's own: text */
			colour = tz_colour_of(0);
		else if (shade->value == 65) /* and ground */
			colour = tz_colour_of(0xffffff);
		break;
	}
	return tz_xlsx_look_tint(colour, shade->tint);
}

/* Sort by id, so that each is found at once. */
static int
by_id(const void *a, const void *b)
{
	const struct tz_xlsx_own_format *one =
	    (const struct tz_xlsx_own_format *)a;
	const struct tz_xlsx_own_format *two =
	    (const struct tz_xlsx_own_format *)b;

	return one->id < two->id ? -1 : one->id > two->id;
}

static enum tz_xlsx_format
format_of(const struct tz_xlsx_styles *styles, uint32_t id)
{
	const struct tz_xlsx_own_format key = {id, TZ_XLSX_FORMAT_PLAIN};
	const struct tz_xlsx_own_format *own = NULL;

	if (styles->n_formats > 0)
		own = (const struct tz_xlsx_own_format *)bsearch(&key,
		    styles->formats, styles->n_formats, sizeof key, by_id);
	return own ? own->format : tz_xlsx_value_format(id, NULL);
}

enum tz_status
tz_xlsx_style_finish(struct tz_xlsx_styles *styles, struct tz_err *err)
{
	size_t i;

	if (styles->n_formats > 0)
		qsort(styles->formats, styles->n_formats,
		    sizeof *styles->formats, by_id);
	free(styles->looks);
	styles->n_looks = 0;
	styles->looks = calloc(styles->n_xfs + 1, sizeof *styles->looks);
	if (!styles->looks)
		return tz_fail_nomem(err);
	for (i = 0; i < styles->n_xfs; i++) {
		const struct tz_xlsx_xf *xf = &styles->xfs[i];
		struct tz_xlsx_look *look = &styles->looks[i];

		look->format = format_of(styles, xf->format);
		if (xf->font < styles->n_fonts) {
			look->font = tz_xlsx_style_colour(styles,
			    &styles->fonts[xf->font].shade);
			look->tiny = styles->fonts[xf->font].tiny;
		}
		if (xf->fill < styles->n_fills) {
			look->ground = tz_xlsx_style_colour(styles,
			    &styles->fills[xf->fill].shade);
			look->patterned = styles->fills[xf->fill].patterned;
		}
	}
	styles->n_looks = styles->n_xfs;
	return TZ_OK;
}

const struct tz_xlsx_look *
tz_xlsx_style_look(const struct tz_xlsx_styles *styles, uint32_t index)
{
	static const struct tz_xlsx_look plain;

	return index < styles->n_looks ? &styles->looks[index] : &plain;
}

bool
tz_xlsx_style_rule(const struct tz_xlsx_styles *styles, uint32_t index,
    struct tz_xlsx_rule *rule)
{
	const struct tz_xlsx_dxf *dxf;

	if (index >= styles->n_dxfs)
		return false;
	dxf = &styles->dxfs[index];
	rule->masks = dxf->masks;
	rule->look.font = tz_xlsx_style_colour(styles, &dxf->font);
	rule->look.ground = tz_xlsx_style_colour(styles, &dxf->fill.shade);
	rule->look.patterned = dxf->fill.patterned;
	return rule->masks || rule->look.font.known || rule->look.ground.known;
}
