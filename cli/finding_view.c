/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/finding_view.c - findings and files as records and as lines
 */
#include <string.h>

#include "cli/finding_view.h"

/* What the user called the outermost file, then the way inside it; for a
 * refused tree the depth alone. */
void
tz_view_label(const struct tz_view *view, size_t index, struct tz_buf *ret)
{
	const struct tz_document_file *files;
	size_t n, outer;
	unsigned depth;

	files = tz_document_files(view->document, &n);
	tz_buf_puts(ret, view->label);
	if (index == 0)
		return;
	if (!view->refused) {
		outer = strlen(files[0].path);
		if (strncmp(files[index].path, files[0].path, outer) == 0)
			tz_buf_puts(ret, files[index].path + outer);
		else
			tz_buf_printf(ret, "!/%s", files[index].path);
		return;
	}
	for (depth = 0; depth < files[index].depth; depth++)
		tz_buf_puts(ret, "!/...");
}

json_t *
tz_view_file_record(const struct tz_view *view, size_t index)
{
	const struct tz_document_file *file;
	const struct tz_part *parts;
	tz_auto_buf label = TZ_BUF_INIT;
	char hex[TZ_ID_HEX];
	size_t n, i, n_parts = 0;
	json_int_t characters = 0;

	file = &tz_document_files(view->document, &n)[index];
	parts = tz_document_parts(view->document, &n);
	for (i = 0; i < n; i++) {
		if (parts[i].file == index) {
			n_parts++;
			characters += (json_int_t)parts[i].characters;
		}
	}
	tz_view_label(view, index, &label);
	tz_id_hex(&file->sha256, hex);
	return json_pack("{s:s,s:s,s:s,s:s,s:s?,s:I,s:I,s:I,s:s?}", "type",
	    "file", "file", tz_buf_str(&label), "media_type", file->media_type,
	    "status", tz_reading_word(file->reading), "reason",
	    file->reason && file->reason[0] ? file->reason : NULL, "parts",
	    (json_int_t)n_parts, "characters", characters, "bytes",
	    (json_int_t)file->size, "sha256", view->refused ? NULL : hex);
}

json_t *
tz_view_place(const struct tz_place *place)
{
	static const char *const seconds[TZ_PLACE_COUNT] = {
	    [TZ_PLACE_LINE] = "column",
	    [TZ_PLACE_ANNOTATION] = "annotation",
	};
	const struct tz_box *box = &place->box;
	json_t *record;
	bool bad = false;

	if (place->kind == TZ_PLACE_NONE)
		return json_null();
	record = json_pack("{s:s}", "kind", tz_place_word(place->kind));
	if (record && place->n)
		bad |= json_object_set_new(record, "n",
			   json_integer((json_int_t)place->n)) != 0;
	if (record && place->m && seconds[place->kind])
		bad |= json_object_set_new(record, seconds[place->kind],
			   json_integer((json_int_t)place->m)) != 0;
	if (record && place->name && place->name[0])
		bad |= json_object_set_new(record, "name",
			   json_string(place->name)) != 0;
	if (record && tz_box_known(box))
		bad |= json_object_set_new(record, "box",
			   json_pack("[i,i,i,i]", box->x0, box->y0, box->x1,
			       box->y1)) != 0;
	if (!bad)
		return record;
	json_decref(record);
	return NULL;
}

/* What to do about it; null when the rule does not say. */
static json_t *
advice_of(const struct tz_view *view, const char *rule)
{
	const char *zh = tz_rule_set_rule_advice(view->rules, rule, "zh");

	if (!zh)
		return json_null();
	return json_pack("{s:s,s:s}", "zh", zh, "en",
	    tz_rule_set_rule_advice(view->rules, rule, "en"));
}

static json_t *
exception_of(const struct tz_finding *finding)
{
	if (!finding->exception)
		return json_null();
	return json_pack("{s:s,s:s}", "kind", finding->exception_kind, "reason",
	    finding->exception);
}

json_t *
tz_view_finding_record(const struct tz_view *view,
    const struct tz_finding *finding)
{
	const struct tz_document_file *files;
	tz_auto_buf label = TZ_BUF_INIT;
	char depth[32];
	size_t n;
	bool open = !view->refused;
	bool fact = finding->match == NULL || finding->match[0] == '\0';

	files = tz_document_files(view->document, &n);
	tz_view_label(view, finding->file, &label);
	snprintf(depth, sizeof depth, "depth %u", files[finding->file].depth);
	return json_pack("{s:s,s:s,s:s,s:s,s:s?,s:o,s:s,s:s,s:s,s:s?,s:s?,s:s?,"
			 "s:s?,s:I,s:I,s:o,s:o}",
	    "type", "finding", "file", tz_buf_str(&label), "part",
	    open ? finding->path : depth, "channel",
	    tz_channel_word(finding->channel), "where",
	    open ? finding->where : NULL, "place",
	    open ? tz_view_place(&finding->place) : json_null(), "rule",
	    finding->rule, "pack", finding->pack, "severity",
	    tz_severity_word(finding->severity), "ground", finding->ground,
	    "match", open && !fact ? finding->match : NULL, "excerpt",
	    open ? finding->excerpt : NULL, "about",
	    open ? finding->about : NULL, "start",
	    open ? (json_int_t)finding->start : 0, "end",
	    open ? (json_int_t)finding->end : 0, "advice",
	    advice_of(view, finding->rule), "exception", exception_of(finding));
}

enum tz_style
tz_view_severity_style(enum tz_severity severity)
{
	switch (severity) {
	case TZ_SEVERITY_NOTE:
		return TZ_STYLE_DIM;
	case TZ_SEVERITY_WARN:
		return TZ_STYLE_YELLOW;
	case TZ_SEVERITY_BLOCK:
	case TZ_SEVERITY_REFUSE:
		return TZ_STYLE_RED;
	case TZ_SEVERITY_COUNT:
		break;
	}
	return TZ_STYLE_PLAIN;
}

bool
tz_view_hit(const struct tz_finding *finding, size_t *ret_from, size_t *ret_len)
{
	tz_auto_str match = finding->match ? strdup(finding->match) : NULL;
	const char *hit;
	char *at;

	if (!match || match[0] == '\0' || !finding->excerpt)
		return false;
	/* As an excerpt has them. */
	for (at = match; *at; at++) {
		if (strchr("\t\n\f\r\v", *at))
			*at = ' ';
	}
	hit = strstr(finding->excerpt, match);
	if (!hit)
		return false;
	*ret_from = (size_t)(hit - finding->excerpt);
	*ret_len = strlen(match);
	return true;
}
