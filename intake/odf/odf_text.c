/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_text.c - paragraphs, fields, sections and notes (ISO 26300-1,
 * 4 to 7)
 */
#include <stdlib.h>
#include <string.h>

#include "intake/odf/odf_element.h"

#define SPACES_MAX 200

/* Text that begins here stands by itself. */
static void
begin_paragraph(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);
	struct tz_odf_state *parent = tz_odf_parent(odf);

	if (!state->cell || parent->began)
		tz_odf_line(odf);
	parent->began = true;
	state->paragraph = true;
	state->spaced = true;
	state->at = odf->depth;
	if (state->channel == TZ_CHANNEL_BODY && odf->kind == TZ_ODF_TEXT &&
	    state->place.kind != TZ_PLACE_NOTE)
		tz_odf_place(odf, TZ_PLACE_PARAGRAPH, ++odf->n_paragraphs,
		    NULL);
	if (state->channel == TZ_CHANNEL_BODY && !state->boxed) {
		const struct tz_odf_side *side = &odf->sides[TZ_CHANNEL_BODY];

		odf->hidden_from = side->begun ? side->story.text.len : 0;
	}
}

static void
paragraph(struct tz_odf *odf)
{
	begin_paragraph(odf);
	tz_odf_apply(odf, "paragraph", tz_odf_get(odf, "style-name"));
}

static void
span(struct tz_odf *odf)
{
	tz_odf_apply(odf, "text", tz_odf_get(odf, "style-name"));
}

static void
anchor(struct tz_odf *odf)
{
	span(odf);
	tz_odf_link(odf, false);
}

/* Add text as it is, without the collapse of white space. */
static void
say_plainly(struct tz_odf *odf, const char *text)
{
	struct tz_odf_state *state = tz_odf_top(odf);
	bool paragraph = state->paragraph;

	odf->states[state->at].spaced = false;
	state->paragraph = false;
	tz_odf_say(odf, text);
	state->paragraph = paragraph;
}

static void
spaces(struct tz_odf *odf)
{
	const char *count = tz_odf_get(odf, "c");
	unsigned long n = count ? strtoul(count, NULL, 10) : 1;

	for (n = n < SPACES_MAX ? n : SPACES_MAX; n > 0; n--)
		say_plainly(odf, " ");
}

static void
tab(struct tz_odf *odf)
{
	say_plainly(odf, "\t");
}

static void
line_break(struct tz_odf *odf)
{
	say_plainly(odf, "\n");
}

/* A section that is hidden, or is while its condition holds. */
static void
section(struct tz_odf *odf)
{
	if (tz_odf_has(odf, "display", "none") ||
	    tz_odf_has(odf, "is-hidden", "true"))
		tz_odf_hide(odf, "hidden-text", TZ_CHANNEL_HIDDEN_TEXT);
	tz_odf_apply(odf, "section", tz_odf_get(odf, "style-name"));
	tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, "section",
	    tz_odf_get(odf, "name"));
}

static void
source(struct tz_odf *odf)
{
	tz_odf_link(odf, true);
}

static void
note(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	if (state->channel == TZ_CHANNEL_BODY)
		state->channel = TZ_CHANNEL_FOOTNOTE;
	state->paragraph = false;
	state->boxed = true;
	state->cell = false;
	tz_odf_place(odf, TZ_PLACE_NOTE, ++odf->n_notes, NULL);
}

/* ISO 26300-1, 7.7.3: a text that a condition shows or not. */
static void
hidden_text(struct tz_odf *odf)
{
	const char *text = tz_odf_get(odf, "string-value");

	if (tz_odf_has(odf, "is-hidden", "false"))
		return;
	if (text && text[0]) {
		tz_odf_tell(odf, TZ_CHANNEL_HIDDEN_TEXT, NULL, text);
		tz_odf_fact(odf, "hidden-text", odf->path,
		    TZ_CHANNEL_HIDDEN_TEXT);
	}
	tz_odf_hide(odf, "hidden-text", TZ_CHANNEL_HIDDEN_TEXT);
}

/* The text of the two that does not show. */
static void
conditional_text(struct tz_odf *odf)
{
	const char *other = tz_odf_has(odf, "current-value", "true")
	    ? "string-value-if-false"
	    : "string-value-if-true";
	const char *text = tz_odf_get(odf, other);

	if (!text || text[strspn(text, " ")] == '\0')
		return;
	tz_odf_tell(odf, TZ_CHANNEL_HIDDEN_TEXT, NULL, text);
	tz_odf_fact(odf, "hidden-text", odf->path, TZ_CHANNEL_HIDDEN_TEXT);
}

/* The field hides the whole paragraph, also what was said of it. */
static void
hidden_paragraph(struct tz_odf *odf)
{
	struct tz_odf_side *side = &odf->sides[TZ_CHANNEL_BODY];
	size_t at = tz_odf_top(odf)->at;
	size_t i;

	if (!tz_odf_has(odf, "is-hidden", "true"))
		return;
	for (i = at; i <= odf->depth; i++)
		if (!odf->states[i].why) {
			odf->states[i].why = "hidden-text";
			odf->states[i].hides = TZ_CHANNEL_HIDDEN_TEXT;
		}
	tz_odf_fact(odf, "hidden-text", odf->path, TZ_CHANNEL_HIDDEN_TEXT);
	/* What stands before it is in the body too: say it again there where
	 * it belongs. */
	if (side->begun && side->story.text.len > odf->hidden_from)
		tz_odf_tell(odf, TZ_CHANNEL_HIDDEN_TEXT, NULL,
		    tz_buf_str(&side->story.text) + odf->hidden_from);
}

/* A variable that the document keeps, shown or not. */
static void
variable(struct tz_odf *odf)
{
	const char *value = tz_odf_get(odf, "string-value");

	if (!value)
		value = tz_odf_get(odf, "value");
	tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, "variable",
	    tz_odf_get(odf, "name"));
	tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, "variable", value);
	if (value && value[0])
		tz_odf_fact(odf, "document-variable", odf->path,
		    TZ_CHANNEL_PROPERTY);
}

/* A field that sets a variable and shows nothing. */
static void
set_variable(struct tz_odf *odf)
{
	if (tz_odf_has(odf, "display", "none")) {
		variable(odf);
		tz_odf_hide(odf, "hidden-text", TZ_CHANNEL_HIDDEN_TEXT);
	}
}

static void
database(struct tz_odf *odf)
{
	static const char *const names[] = {"database-name", "table-name",
	    "column-name", "database-table-name", "sql-statement",
	    "query-name"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		tz_odf_tell(odf, TZ_CHANNEL_EXTERNAL_LINK, NULL,
		    tz_odf_get(odf, names[i]));
	tz_odf_link(odf, true);
	tz_odf_fact(odf, "data-connection", odf->path,
	    TZ_CHANNEL_EXTERNAL_LINK);
}

static void
dde(struct tz_odf *odf)
{
	tz_odf_tell(odf, TZ_CHANNEL_EXTERNAL_LINK, NULL,
	    tz_odf_get(odf, "dde-application"));
	tz_odf_tell(odf, TZ_CHANNEL_EXTERNAL_LINK, NULL,
	    tz_odf_get(odf, "dde-topic"));
	tz_odf_tell(odf, TZ_CHANNEL_EXTERNAL_LINK, NULL,
	    tz_odf_get(odf, "dde-item"));
	tz_odf_fact(odf, "data-connection", odf->path,
	    TZ_CHANNEL_EXTERNAL_LINK);
}

static void
name(struct tz_odf *odf)
{
	const char *value = tz_odf_get(odf, "name");

	/* Those that the program makes say nothing. */
	if (value && strncmp(value, "__", 2) != 0)
		tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, "bookmark", value);
}

static void
choice(struct tz_odf *odf)
{
	tz_odf_tell(odf, TZ_CHANNEL_FORM_FIELD, NULL, tz_odf_get(odf, "value"));
	tz_odf_fact(odf, "form-field", odf->path, TZ_CHANNEL_FORM_FIELD);
}

/* A word that an index takes up from here. */
static void
index_mark(struct tz_odf *odf)
{
	static const char *const names[] = {"string-value", "key1", "key2"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, "index",
		    tz_odf_get(odf, names[i]));
}

/* All that a record of literature says. */
static void
literature(struct tz_odf *odf)
{
	const char *value;
	const char *of;

	while ((value = tz_xml_attribute_next(odf->xml, &of)))
		tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, of, value);
}

/* A control in the text, and what it lets choose. */
static void
content_control(struct tz_odf *odf)
{
	static const char *const names[] = {
	    "alias", "tag", "display-text", "value"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		tz_odf_tell(odf, TZ_CHANNEL_FORM_FIELD, NULL,
		    tz_odf_get(odf, names[i]));
}

/* Header or footer of a master page; one that is off shows nowhere. */
static void
region(struct tz_odf *odf)
{
	if (!tz_odf_has(odf, "display", "false"))
		return;
	tz_odf_hide(odf, "hidden-text", TZ_CHANNEL_HIDDEN_TEXT);
	tz_odf_top(odf)->off = true;
}

/* The page, the sheet, the day: what the program itself fills in. */
static void
field(struct tz_odf *odf)
{
	tz_odf_top(odf)->field = true;
}

const struct tz_odf_element tz_odf_text_elements[] = {
    {"p", "text:1.0", paragraph},
    {"h", "text:1.0", paragraph},
    {"span", "text:1.0", span},
    {"a", "text:1.0", anchor},
    {"s", "text:1.0", spaces},
    {"tab", "text:1.0", tab},
    {"line-break", "text:1.0", line_break},
    {"section", "text:1.0", section},
    {"section-source", NULL, source},
    {"table-of-content-source", NULL, tz_odf_mute},
    {"note", "text:1.0", note},
    {"note-citation", NULL, tz_odf_mute},
    {"notes-configuration", NULL, tz_odf_mute},
    {"number", "text:1.0", tz_odf_mute},
    {"hidden-text", NULL, hidden_text},
    {"hidden-paragraph", NULL, hidden_paragraph},
    {"conditional-text", NULL, conditional_text},
    {"user-field-decl", NULL, variable},
    {"variable-set", NULL, set_variable},
    {"user-field-get", NULL, set_variable},
    {"user-field-input", NULL, set_variable},
    {"sequence", NULL, set_variable},
    {"expression", "text:1.0", set_variable},
    {"database-display", NULL, database},
    {"database-name", NULL, database},
    {"database-next", NULL, database},
    {"database-row-select", NULL, database},
    {"connection-resource", NULL, source},
    {"dde-connection-decl", NULL, dde},
    {"dde-source", NULL, dde},
    {"bookmark", NULL, name},
    {"bookmark-start", NULL, name},
    {"reference-mark", NULL, name},
    {"reference-mark-start", NULL, name},
    {"label", "text:1.0", choice},
    {"toc-mark", NULL, index_mark},
    {"toc-mark-start", NULL, index_mark},
    {"user-index-mark", NULL, index_mark},
    {"user-index-mark-start", NULL, index_mark},
    {"alphabetical-index-mark", NULL, index_mark},
    {"alphabetical-index-mark-start", NULL, index_mark},
    {"bibliography-mark", NULL, literature},
    {"content-control", NULL, content_control},
    {"list-item", "loext:1.0", content_control},
    {"page-number", NULL, field},
    {"page-count", NULL, field},
    {"sheet-name", NULL, field},
    {"title", "text:1.0", field},
    {"date", "text:1.0", field},
    {"time", "text:1.0", field},
    {"header", "style:1.0", region},
    {"footer", "style:1.0", region},
    {"header-left", NULL, region},
    {"footer-left", NULL, region},
    {"header-first", NULL, region},
    {"footer-first", NULL, region},
    {NULL, NULL, NULL},
};
