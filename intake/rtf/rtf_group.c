/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/rtf/rtf_group.c - groups of RTF, and what is done with what they held
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/rtf/rtf.h"

void
tz_rtf_group_open(struct tz_rtf *rtf)
{
	struct tz_rtf_group *group;

	rtf->to_skip = 0;
	if (rtf->top + 1 == TZ_RTF_DEPTH) {
		rtf->too_deep++;
		rtf->deep_noted = true;
		return;
	}
	group = &rtf->groups[rtf->top + 1];
	*group = rtf->groups[rtf->top];
	rtf->top++;
	memset(&group->text, 0, sizeof group->text);
	group->owns = false;
	group->nibble = -1;
}

/* Of an alternative, the Unicode one stands where the two stand. */
static void
aim_as_around(struct tz_rtf *rtf)
{
	size_t i = rtf->top;

	while (i > 1 &&
	    !(rtf->groups[i].owns &&
		strcmp(rtf->groups[i].destination->name, "upr") == 0))
		i--;
	if (i > 0) {
		tz_rtf_top(rtf)->destination = rtf->groups[i - 1].destination;
		tz_rtf_top(rtf)->gather_at = rtf->groups[i - 1].gather_at;
	}
}

void
tz_rtf_group_date(int dttm, struct tz_buf *ret)
{
	unsigned bits = (unsigned)dttm;

	tz_buf_printf(ret, "%04u-%02u-%02uT%02u:%02u",
	    1900 + (bits >> 20 & 0x1ff), bits >> 16 & 0xf, bits >> 11 & 0x1f,
	    bits >> 6 & 0x1f, bits & 0x3f);
}

/* Properties whose name is not that of their group. */
static void
tell_property(struct tz_rtf *rtf, const char *name, const char *text)
{
	tz_auto_buf date = TZ_BUF_INIT;

	if (strcmp(name, "propname") == 0 || strcmp(name, "sn") == 0) {
		tz_buf_reset(&rtf->property_name);
		tz_buf_puts(&rtf->property_name, text);
		if (name[0] == 's')
			return;
	} else if (strcmp(name, "staticval") == 0) {
		name = tz_buf_str(&rtf->property_name);
	} else if (strcmp(name, "atnauthor") == 0) {
		free(rtf->comment_author);
		rtf->comment_author = strdup(text);
	} else if (strcmp(name, "atndate") == 0) {
		tz_rtf_group_date((int)strtol(text, NULL, 10), &date);
		text = tz_buf_str(&date);
	}
	tz_rtf_story_piece(rtf, TZ_CHANNEL_PROPERTY, name, text);
}

/* The value of a shape's property; the group of \sp is now the top. */
static void
tell_shape(struct tz_rtf *rtf, const char *text)
{
	const char *name = tz_buf_str(&rtf->property_name);
	const char *at = text;
	bool above = rtf->top > 0;

	if (strcmp(name, "fHidden") == 0 && atoi(text) == 1 && above) {
		rtf->groups[rtf->top - 1].ghost = true;
		return;
	}
	/* Numbers, colours and outlines are no text. */
	while (*at && !isalpha((unsigned char)*at) && (unsigned char)*at < 0x80)
		at++;
	if (*at == '\0')
		return;
	if (strcmp(name, "gtextUNICODE") == 0 ||
	    strcmp(name, "wzDescription") == 0) {
		bool in_shape = tz_rtf_top(rtf)->look.in_shape;
		size_t gather_at = tz_rtf_top(rtf)->gather_at;

		tz_rtf_top(rtf)->look.in_shape = true;
		tz_rtf_top(rtf)->gather_at = 0;
		tz_rtf_story_break(rtf, '\n');
		tz_rtf_story_add(rtf, text, strlen(text));
		tz_rtf_story_break(rtf, '\n');
		tz_rtf_top(rtf)->look.in_shape = in_shape;
		tz_rtf_top(rtf)->gather_at = gather_at;
		return;
	}
	tz_rtf_story_piece(rtf, TZ_CHANNEL_PROPERTY, name, text);
}

/* A field's instruction, and where it points to. */
static void
tell_field(struct tz_rtf *rtf, const char *text)
{
	static const char *const fetching[] = {"INCLUDEPICTURE", "INCLUDETEXT",
	    "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "RD", "DATABASE"};
	size_t i, n;

	tz_rtf_story_piece(rtf, TZ_CHANNEL_FORMULA, "field", text);
	text += strspn(text, " \t\n");
	n = strcspn(text, " \t\n\"");
	if (n == strlen("HYPERLINK") &&
	    strncasecmp(text, "HYPERLINK", n) == 0) {
		tz_rtf_story_piece(rtf, TZ_CHANNEL_EXTERNAL_LINK, "field",
		    text + n);
		return;
	}
	for (i = 0; i < sizeof fetching / sizeof fetching[0]; i++) {
		if (strlen(fetching[i]) != n ||
		    strncasecmp(text, fetching[i], n) != 0)
			continue;
		tz_rtf_story_piece(rtf, TZ_CHANNEL_EXTERNAL_LINK, "field",
		    text + n);
		tz_rtf_story_fact(rtf, "external-link",
		    TZ_CHANNEL_EXTERNAL_LINK);
	}
	if (strncasecmp(text, "FORM", 4) == 0)
		tz_rtf_story_fact(rtf, "form-field", TZ_CHANNEL_FORM_FIELD);
}

static void
tell_time(struct tz_rtf *rtf, const struct tz_rtf_group *group)
{
	tz_auto_buf text = TZ_BUF_INIT;

	if (group->year == 0)
		return;
	tz_buf_printf(&text, "%04d-%02d-%02dT%02d:%02d", group->year,
	    group->month, group->day, group->hour, group->minute);
	tz_rtf_story_piece(rtf, TZ_CHANNEL_PROPERTY, group->destination->name,
	    tz_buf_str(&text));
}

/* A name that is not ended by its semicolon. */
static void
end_table(struct tz_rtf *rtf, struct tz_rtf_group *group)
{
	if (strcmp(group->destination->name, "colortbl") == 0)
		return;
	tz_rtf_story_piece(rtf, TZ_CHANNEL_PROPERTY, group->destination->name,
	    tz_buf_str(&rtf->property_name));
	tz_buf_reset(&rtf->property_name);
}

/* The group is complete; that around it is the top. */
static void
tell(struct tz_rtf *rtf, struct tz_rtf_group *group)
{
	const char *name = group->destination->name;
	const char *text = tz_buf_str(&group->text);

	switch (group->destination->goal) {
	case TZ_RTF_HEADER:
	case TZ_RTF_FOOTNOTE:
		rtf->line++;
		break;
	case TZ_RTF_COMMENT:
		rtf->line++;
		tz_rtf_story_comment(rtf, false);
		break;
	case TZ_RTF_GATHER:
	case TZ_RTF_PAIR:
		tell_property(rtf, name, text);
		break;
	case TZ_RTF_TIME:
		tell_time(rtf, group);
		break;
	case TZ_RTF_TABLE:
		end_table(rtf, group);
		break;
	case TZ_RTF_HEX:
		tz_rtf_object_end(rtf, group);
		break;
	case TZ_RTF_FIELD:
		tell_field(rtf, text);
		break;
	case TZ_RTF_INDEX:
		tz_rtf_story_piece(rtf, TZ_CHANNEL_FORMULA, name, text);
		break;
	case TZ_RTF_LINK:
		tz_rtf_story_piece(rtf, TZ_CHANNEL_EXTERNAL_LINK, name, text);
		break;
	case TZ_RTF_FORM:
		tz_rtf_story_piece(rtf, TZ_CHANNEL_FORM_FIELD, name, text);
		break;
	case TZ_RTF_TEXT_VALUE:
		tell_shape(rtf, text);
		break;
	case TZ_RTF_HTML:
		tz_buf_append(&rtf->html, group->text.data, group->text.len);
		break;
	case TZ_RTF_INHERIT:
	case TZ_RTF_DROP:
	case TZ_RTF_UNICODE:
	case TZ_RTF_GOAL_COUNT:
		break;
	}
}

void
tz_rtf_group_aim(struct tz_rtf *rtf,
    const struct tz_rtf_destination *destination, const char *name)
{
	struct tz_rtf_group *top = tz_rtf_top(rtf);
	enum tz_rtf_goal goal = destination->goal;

	if (destination->fact)
		tz_rtf_story_fact(rtf, destination->fact,
		    goal == TZ_RTF_COMMENT    ? TZ_CHANNEL_COMMENT
			: goal == TZ_RTF_LINK ? TZ_CHANNEL_EXTERNAL_LINK
			: goal == TZ_RTF_FORM ? TZ_CHANNEL_FORM_FIELD
			: goal == TZ_RTF_HEX  ? TZ_CHANNEL_ATTACHMENT
					      : TZ_CHANNEL_PROPERTY);
	if (strcmp(name, "background") == 0)
		rtf->dark_page = true;
	if (strncmp(name, "shp", 3) == 0 || strcmp(name, "dptxbxtext") == 0)
		top->look.in_shape = true;
	if (goal == TZ_RTF_INHERIT)
		return;
	if (goal == TZ_RTF_UNICODE) {
		aim_as_around(rtf);
		return;
	}
	/* Two destinations in one group: the first is told now. */
	if (top->owns)
		tell(rtf, top);
	tz_buf_reset(&top->text);
	top->destination = destination;
	top->owns = true;
	top->gather_at = rtf->top;
	if (goal == TZ_RTF_HEADER || goal == TZ_RTF_FOOTNOTE ||
	    goal == TZ_RTF_COMMENT) {
		top->gather_at = 0;
		top->look.in_shape = top->look.in_table = false;
		rtf->line++;
		rtf->n_notes += goal == TZ_RTF_FOOTNOTE;
	}
	if (goal == TZ_RTF_COMMENT)
		tz_rtf_story_comment(rtf, true);
	top->year = top->month = top->day = top->hour = top->minute = 0;
}

void
tz_rtf_group_close(struct tz_rtf *rtf)
{
	struct tz_rtf_group *group = tz_rtf_top(rtf);

	tz_rtf_text_flush(rtf);
	rtf->to_skip = 0;
	rtf->surrogate = 0;
	if (rtf->too_deep > 0) {
		rtf->too_deep--;
		return;
	}
	rtf->top--;
	if (group->owns) {
		if (group->text.failed && rtf->status == TZ_OK)
			rtf->status = tz_buf_check(&group->text, rtf->err);
		tell(rtf, group);
	} else if (group->gather_at > 0 &&
	    rtf->groups[group->gather_at].destination->goal == TZ_RTF_PAIR) {
		tz_buf_putc(&rtf->groups[group->gather_at].text, ' ');
	}
	tz_buf_clear(&group->text);
}
