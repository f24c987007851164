/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_draw.c - slides, pages, shapes, pictures and objects (ISO
 * 26300-1, 10)
 */
#include <string.h>

#include "intake/odf/odf_element.h"

static void
end_page(struct tz_odf *odf)
{
	tz_odf_flush(odf);
}

/* A slide, or a page of a drawing. */
static void
page(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	tz_odf_flush(odf);
	state->end = end_page;
	tz_odf_place(odf,
	    odf->kind == TZ_ODF_SLIDES ? TZ_PLACE_SLIDE : TZ_PLACE_PAGE,
	    ++odf->n_pages, NULL);
	tz_odf_line(odf);
	state->look.fill = TZ_ODF_FILL_OPEN;
	state->look.unshown = TZ_ODF_OPEN;
	tz_odf_styles_page(odf->styles, tz_odf_get(odf, "master-page-name"),
	    &state->look);
	tz_odf_apply(odf, "drawing-page", tz_odf_get(odf, "style-name"));
	if (state->look.fill == TZ_ODF_FILL_SOLID)
		state->ground = state->look.fill_colour;
	else if (state->look.fill == TZ_ODF_FILL_OTHER)
		state->ground.known = false;
	if (state->look.busy == TZ_ODF_YES)
		state->ground.known = false;
	if (odf->kind == TZ_ODF_SLIDES && state->look.unshown == TZ_ODF_YES) {
		state->channel = TZ_CHANNEL_HIDDEN_SLIDE;
		tz_odf_fact(odf, "hidden-slide", odf->path,
		    TZ_CHANNEL_HIDDEN_SLIDE);
	}
	/* "page1" is what the program calls it. */
	if (!tz_odf_get(odf, "name") ||
	    strncmp(tz_odf_get(odf, "name"), "page", 4) != 0)
		tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, "slide",
		    tz_odf_get(odf, "name"));
}

static void
end_notes(struct tz_odf *odf)
{
	const struct tz_odf_side *side = &odf->sides[TZ_CHANNEL_SPEAKER_NOTES];

	if (side->begun && side->story.text.len > 0)
		tz_odf_fact(odf, "speaker-notes", odf->path,
		    TZ_CHANNEL_SPEAKER_NOTES);
}

static void
notes(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	/* Those of a master page are a form to fill in. */
	if (odf->n_pages > 0) {
		state->channel = TZ_CHANNEL_SPEAKER_NOTES;
		state->end = end_notes;
	}
	state->ground = tz_colour_of(0xffffff);
	tz_odf_line(odf);
}

/* What the first pass found of the shape. */
static void
apply_box(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);
	const struct tz_odf_shape *shape;

	if (odf->n_shapes >= odf->shapes.n)
		return;
	shape = &odf->shapes.item[odf->n_shapes++];
	if (shape->grounded)
		state->ground = shape->ground;
	if (shape->off)
		tz_odf_hide(odf, "off-page-text", TZ_CHANNEL_HIDDEN_TEXT);
	if (shape->covered)
		tz_odf_hide(odf, "covered-text", TZ_CHANNEL_COVERED_TEXT);
	if (shape->filled)
		state->ground = shape->colour;
}

static void
shape(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	state->paragraph = false;
	state->cell = false;
	state->boxed = true;
	tz_odf_line(odf);
	state->look.marked = TZ_ODF_OPEN;
	state->look.clipped = TZ_ODF_OPEN;
	tz_odf_styles_default(odf->styles, "graphic", &state->look);
	tz_odf_apply(odf, "presentation",
	    tz_xml_attribute_in(odf->xml, "presentation:1.0", "style-name"));
	tz_odf_apply(odf, "graphic",
	    tz_xml_attribute_in(odf->xml, "drawing:1.0", "style-name"));
	tz_odf_apply(odf, "paragraph", tz_odf_get(odf, "text-style-name"));
	apply_box(odf);
	if (tz_odf_has(odf, "display", "none"))
		tz_odf_hide(odf, "hidden-shape", TZ_CHANNEL_HIDDEN_TEXT);
	if (tz_odf_styles_layer_off(odf->styles, tz_odf_get(odf, "layer")))
		tz_odf_hide(odf, "optional-content",
		    TZ_CHANNEL_OPTIONAL_CONTENT);
}

/* A picture of which a part is cut off is there as a whole. */
static void
picture(struct tz_odf *odf)
{
	const char *href = tz_odf_get(odf, "href");

	tz_odf_link(odf, true);
	if (tz_odf_top(odf)->look.clipped == TZ_ODF_YES)
		tz_odf_fact(odf, "cropped-picture", href ? href : odf->path,
		    TZ_CHANNEL_ATTACHMENT);
}

static void
fetched(struct tz_odf *odf)
{
	tz_odf_link(odf, true);
}

static void
link_only(struct tz_odf *odf)
{
	tz_odf_link(odf, false);
}

/* Words for those who do not see the picture: like a paragraph. */
static void
alternative(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	tz_odf_line(odf);
	state->paragraph = true;
	state->spaced = true;
	state->at = odf->depth;
}

/* What a master page says stands on every page, like a header. */
static void
end_master(struct tz_odf *odf)
{
	tz_odf_flush(odf);
}

static void
master(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	state->channel = TZ_CHANNEL_HEADER_FOOTER;
	state->end = end_master;
	state->look.fill = TZ_ODF_FILL_OPEN;
	if (strcmp(tz_xml_name(odf->xml), "master-page") == 0)
		tz_odf_styles_page(odf->styles, tz_odf_get(odf, "name"),
		    &state->look);
	if (state->look.ground == TZ_ODF_FILL_SOLID)
		state->ground = state->look.ground_colour;
	if (state->look.fill == TZ_ODF_FILL_SOLID)
		state->ground = state->look.fill_colour;
	else if (state->look.fill == TZ_ODF_FILL_OTHER)
		state->ground.known = false;
}

/* Words that fields of all slides show. */
static void
declaration(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	state->channel = TZ_CHANNEL_HEADER_FOOTER;
	alternative(odf);
}

static void
embedded(struct tz_odf *odf)
{
	const char *href = tz_odf_get(odf, "href");

	tz_odf_link(odf, true);
	tz_odf_fact(odf, "embedded-object", href ? href : odf->path,
	    TZ_CHANNEL_ATTACHMENT);
}

/* The kind of document, by the element in its body. */
static void
text_body(struct tz_odf *odf)
{
	odf->kind = odf->embedded ? TZ_ODF_OTHER : TZ_ODF_TEXT;
	if (tz_odf_parent(odf)->boxed)
		odf->kind = TZ_ODF_OTHER;
	tz_odf_styles_page(odf->styles, NULL, &tz_odf_top(odf)->look);
	if (tz_odf_top(odf)->look.ground == TZ_ODF_FILL_SOLID)
		tz_odf_top(odf)->ground = tz_odf_top(odf)->look.ground_colour;
	/* It is that of the page, not of each paragraph. */
	tz_odf_top(odf)->look.ground = TZ_ODF_FILL_OPEN;
}

static void
sheet_body(struct tz_odf *odf)
{
	tz_odf_styles_default(odf->styles, "table-cell",
	    &tz_odf_top(odf)->look);
	if (!tz_odf_parent(odf)->boxed)
		odf->kind = TZ_ODF_SHEETS;
}

static void
slides_body(struct tz_odf *odf)
{
	if (!tz_odf_parent(odf)->boxed)
		odf->kind = TZ_ODF_SLIDES;
}

static void
drawing_body(struct tz_odf *odf)
{
	if (!tz_odf_parent(odf)->boxed)
		odf->kind = TZ_ODF_PICTURE;
}

static void
control(struct tz_odf *odf)
{
	static const char *const names[] = {
	    "value", "current-value", "default-value"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *value = tz_odf_get(odf, names[i]);

		if (!value || value[0] == '\0')
			continue;
		tz_odf_tell(odf, TZ_CHANNEL_FORM_FIELD, NULL, value);
		tz_odf_fact(odf, "form-field", odf->path,
		    TZ_CHANNEL_FORM_FIELD);
	}
	tz_odf_tell(odf, TZ_CHANNEL_FORM_FIELD, NULL, tz_odf_get(odf, "label"));
	tz_odf_top(odf)->channel = TZ_CHANNEL_FORM_FIELD;
}

/* A form that takes its records from a database. */
static void
form(struct tz_odf *odf)
{
	const char *command = tz_odf_get(odf, "command");

	tz_odf_link(odf, false);
	tz_odf_tell(odf, TZ_CHANNEL_EXTERNAL_LINK, NULL,
	    tz_odf_get(odf, "datasource"));
	tz_odf_tell(odf, TZ_CHANNEL_EXTERNAL_LINK, NULL, command);
	if (command && command[0])
		tz_odf_fact(odf, "data-connection", odf->path,
		    TZ_CHANNEL_EXTERNAL_LINK);
}

/* A formula of mathematics is text as people see it. */
static void
math(struct tz_odf *odf)
{
	alternative(odf);
	tz_odf_top(odf)->mute = false;
}

const struct tz_odf_element tz_odf_draw_elements[] = {
    {"page", "drawing:1.0", page},
    {"notes", "presentation:1.0", notes},
    {"frame", "drawing:1.0", shape},
    {"custom-shape", "drawing:1.0", shape},
    {"rect", "drawing:1.0", shape},
    {"line", "drawing:1.0", shape},
    {"polyline", "drawing:1.0", shape},
    {"polygon", "drawing:1.0", shape},
    {"regular-polygon", "drawing:1.0", shape},
    {"path", "drawing:1.0", shape},
    {"circle", "drawing:1.0", shape},
    {"ellipse", "drawing:1.0", shape},
    {"g", "drawing:1.0", shape},
    {"connector", "drawing:1.0", shape},
    {"measure", "drawing:1.0", shape},
    {"caption", "drawing:1.0", shape},
    {"control", "drawing:1.0", shape},
    {"page-thumbnail", "drawing:1.0", shape},
    {"image", "drawing:1.0", picture},
    {"fill-image", NULL, fetched},
    {"object", "drawing:1.0", fetched},
    {"object-ole", NULL, embedded},
    {"plugin", NULL, fetched},
    {"applet", NULL, fetched},
    {"floating-frame", NULL, fetched},
    {"sound", NULL, fetched},
    {"audio", NULL, fetched},
    {"background-image", NULL, fetched},
    {"a", "drawing:1.0", link_only},
    {"area-rectangle", NULL, link_only},
    {"area-circle", NULL, link_only},
    {"area-polygon", NULL, link_only},
    {"title", "svg-compatible", alternative},
    {"desc", "svg-compatible", alternative},
    {"master-page", NULL, master},
    {"handout-master", NULL, master},
    {"header-decl", NULL, declaration},
    {"footer-decl", NULL, declaration},
    {"date-time-decl", NULL, declaration},
    {"text", "office:1.0", text_body},
    {"spreadsheet", "office:1.0", sheet_body},
    {"presentation", "office:1.0", slides_body},
    {"drawing", "office:1.0", drawing_body},
    {"form", "form:1.0", form},
    {"text", "form:1.0", control},
    {"textarea", "form:1.0", control},
    {"formatted-text", "form:1.0", control},
    {"fixed-text", "form:1.0", control},
    {"checkbox", "form:1.0", control},
    {"radio", "form:1.0", control},
    {"listbox", "form:1.0", control},
    {"combobox", "form:1.0", control},
    {"item", "form:1.0", control},
    {"option", "form:1.0", control},
    {"hidden", "form:1.0", control},
    {"password", "form:1.0", control},
    {"number", "form:1.0", control},
    {"date", "form:1.0", control},
    {"time", "form:1.0", control},
    {"button", "form:1.0", control},
    {"generic-control", "form:1.0", control},
    {"math", NULL, math},
    {NULL, NULL, NULL},
};
