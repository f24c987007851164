/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_meta.c - metadata, settings, scripts, and what one XML file
 * holds in base64 (ISO 26300-1, 3 and 4)
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "intake/odf/odf_element.h"

/* Runs of letters that are at least so long in a block of bytes. */
#define RUN_MIN 4

static void
styles(struct tz_odf *odf)
{
	tz_odf_mute(odf);
}

static void
user_defined_end(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);
	tz_auto_buf line = TZ_BUF_INIT;

	if (state->place.name)
		tz_buf_printf(&line, "%s: ", state->place.name);
	tz_buf_puts(&line, tz_buf_str(&odf->captured));
	tz_odf_tell(odf, TZ_CHANNEL_PROPERTY,
	    state->place.name ? state->place.name : "user-defined",
	    tz_buf_str(&line));
}

/* The names of the user's own properties are text as well. */
static void
user_defined(struct tz_odf *odf)
{
	const char *name = tz_odf_keep(odf, tz_odf_get(odf, "name"));

	tz_odf_place(odf, TZ_PLACE_PROPERTY, 0, name);
	tz_odf_capture(odf, user_defined_end);
}

static void template(struct tz_odf *odf)
{
	const char *href = tz_odf_get(odf, "href");

	if (!href || href[0] == '\0')
		return;
	tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, "template", href);
	tz_odf_fact(odf, "template-path", odf->path, TZ_CHANNEL_PROPERTY);
}

static void
reload(struct tz_odf *odf)
{
	tz_odf_link(odf, true);
}

/* Printable letters of one byte, or of two bytes each (UTF-16, low first). */
static void
letters(const struct tz_buf *bytes, size_t from, size_t step,
    struct tz_buf *ret)
{
	size_t i, run = 0;

	for (i = from; i + step <= bytes->len; i += step) {
		unsigned char c = (unsigned char)bytes->data[i];
		bool letter =
		    isprint(c) && (step == 1 || bytes->data[i + 1] == '\0');

		if (letter) {
			tz_buf_putc(ret, (char)c);
			run++;
			continue;
		}
		if (run > 0 && run < RUN_MIN)
			ret->len -= ret->len > run ? run : ret->len;
		else if (run > 0)
			tz_buf_putc(ret, '\n');
		run = 0;
	}
	if (run > 0 && run < RUN_MIN)
		ret->len -= ret->len > run ? run : ret->len;
	if (ret->data)
		ret->data[ret->len] = '\0';
}

/* The bytes that ${text} is in base64, white space apart. */
static bool
decode(const char *text, struct tz_buf *ret)
{
	tz_auto_buf packed = TZ_BUF_INIT;

	for (; *text; text++)
		if (!isspace((unsigned char)*text))
			tz_buf_putc(&packed, *text);
	return !packed.failed &&
	    tz_base64_decode(tz_buf_str(&packed), packed.len, ret, NULL) ==
	    TZ_OK;
}

static void
setup(struct tz_odf *odf, const char *text)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto_buf words = TZ_BUF_INIT;

	if (!decode(text, &bytes))
		tz_buf_puts(&bytes, text);
	letters(&bytes, 0, 1, &words);
	tz_buf_putc(&words, '\n');
	letters(&bytes, 0, 2, &words);
	tz_buf_putc(&words, '\n');
	letters(&bytes, 1, 2, &words);
	tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, "PrinterSetup",
	    tz_buf_str(&words));
}

static bool
is_number(const char *text)
{
	return text[strspn(text, "0123456789.-")] == '\0' ||
	    strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
}

/* What a setting says, unless it is a number or a switch. */
static void
setting_end(struct tz_odf *odf)
{
	const char *name = tz_odf_top(odf)->place.name;
	const char *text = tz_buf_str(&odf->captured);

	if (!name || is_number(text))
		return;
	if (strcmp(name, "PrinterSetup") == 0)
		setup(odf, text);
	else
		tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, name, text);
	/* The name that the program gives where there is no printer. */
	if (strcmp(name, "PrinterName") == 0 &&
	    strcmp(text, "Generic Printer") != 0)
		tz_odf_fact(odf, "printer-settings", odf->path,
		    TZ_CHANNEL_PROPERTY);
}

static void
setting(struct tz_odf *odf)
{
	const char *name = tz_odf_keep(odf, tz_odf_get(odf, "name"));

	tz_odf_place(odf, TZ_PLACE_PROPERTY, 0, name);
	tz_odf_capture(odf, setting_end);
}

static void
script_end(struct tz_odf *odf)
{
	const char *text = tz_buf_str(&odf->captured);

	tz_odf_tell(odf, TZ_CHANNEL_SCRIPT, NULL, text);
	/* Not the empty frame that every document has. */
	if (text[strspn(text, " \t\r\n")] != '\0')
		tz_odf_fact(odf, "macro", odf->path, TZ_CHANNEL_SCRIPT);
	tz_buf_reset(&odf->captured);
}

static void
script(struct tz_odf *odf)
{
	tz_odf_link(odf, true);
	tz_odf_capture(odf, script_end);
}

/* The code of one module; the elements round it hold none. */
static void
libraries(struct tz_odf *odf)
{
	tz_odf_top(odf)->note = "script";
}

/* What an event calls. */
static void
listener(struct tz_odf *odf)
{
	const char *href = tz_odf_get(odf, "href");

	tz_odf_link(odf, false);
	tz_odf_tell(odf, TZ_CHANNEL_SCRIPT, NULL,
	    href ? href : tz_odf_get(odf, "macro-name"));
	if (tz_odf_has(odf, "language", "ooo:script") ||
	    tz_odf_get(odf, "macro-name"))
		tz_odf_fact(odf, "macro", odf->path, TZ_CHANNEL_SCRIPT);
}

static void
binary_end(struct tz_odf *odf)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	char name[32];

	if (odf->status || odf->captured.len == 0)
		return;
	snprintf(name, sizeof name, "binary-data-%u", ++odf->next_id);
	if (!decode(tz_buf_str(&odf->captured), &bytes))
		odf->status = tz_emit_unread(odf->emit, odf->source, name,
		    "damaged", odf->err);
	else
		odf->status = tz_emit_child(odf->emit, odf->source, name,
		    bytes.data, bytes.len, odf->err);
}

static void
binary(struct tz_odf *odf)
{
	tz_odf_capture(odf, binary_end);
}

/* A document in the document: its styles are not read again. */
static void
document(struct tz_odf *odf)
{
	if (odf->depth > 2)
		tz_odf_top(odf)->boxed = true;
}

const struct tz_odf_element tz_odf_meta_elements[] = {
    {"styles", "office:1.0", styles},
    {"automatic-styles", "office:1.0", styles},
    {"font-face-decls", "office:1.0", styles},
    {"user-defined", "meta:1.0", user_defined},
    {"template", "meta:1.0", template},
    {"auto-reload", NULL, reload},
    {"hyperlink-behaviour", NULL, reload},
    {"config-item", NULL, setting},
    {"libraries", NULL, libraries},
    {"source-code", NULL, script},
    {"script", NULL, script},
    {"event-listener", NULL, listener},
    {"binary-data", NULL, binary},
    {"document", "office:1.0", document},
    {NULL, NULL, NULL},
};
