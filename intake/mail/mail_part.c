/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_part.c - one part of a mail: text that shows, or a file
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "intake/intake.h"
#include "intake/mail/mail.h"
#include "intake/mail/mail_charset.h"
#include "intake/mail/mail_header.h"
#include "intake/mail/mail_inline.h"

void
tz_mail_part_child(struct tz_mail *mail, const char *name, const void *data,
    size_t len)
{
	if (mail->status == TZ_OK)
		mail->status = tz_emit_child(mail->emit, mail->source, name,
		    data, len, mail->err);
}

static bool
is(const struct tz_mail_part *part, const char *type)
{
	return strcmp(part->type, type) == 0;
}

static bool
begins(const char *text, const char *with)
{
	return strncasecmp(text, with, strlen(with)) == 0;
}

/* A name for a file that the mail gives none. */
static void
make_name(const struct tz_mail *mail, struct tz_mail_part *part)
{
	static const struct {
		const char *type;
		const char *ending;
	} endings[] = {{"text/calendar", "ics"}, {"text/vcard", "vcf"},
	    {"text/x-vcard", "vcf"}, {"text/directory", "vcf"},
	    {"text/html", "html"}, {"text/plain", "txt"}, {"text/rtf", "rtf"},
	    {"application/rtf", "rtf"}, {"text/csv", "csv"},
	    {"application/pdf", "pdf"}, {"image/jpeg", "jpg"},
	    {"image/png", "png"}, {"image/gif", "gif"},
	    {"message/rfc822", "eml"}};
	const char *ending = NULL;
	size_t i;

	if (part->name.len > 0)
		return;
	for (i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		if (is(part, endings[i].type))
			ending = endings[i].ending;
	}
	tz_buf_printf(&part->name, "part-%u", mail->n_parts);
	if (ending)
		tz_buf_printf(&part->name, ".%s", ending);
}

/* How deep a line is quoted. */
static size_t
quote_depth(const char *line, size_t len)
{
	size_t n = 0;

	while (n < len && line[n] == '>')
		n++;
	return n;
}

/*
 * Lines of "format=flowed" joined again (RFC 3676): a blank at the end of a
 * line says that the paragraph goes on, in lines that are quoted as deep.
 */
static void
join_flowed(const struct tz_buf *text, bool delete_space, struct tz_buf *ret)
{
	size_t i = 0, last = 0;
	bool flows = false;

	while (i < text->len) {
		const char *line = text->data + i;
		const char *end = memchr(line, '\n', text->len - i);
		size_t n = end ? (size_t)(end - line) : text->len - i;
		size_t depth;

		i += n + 1;
		if (n > 0 && line[n - 1] == '\r')
			n--;
		depth = quote_depth(line, n);
		if (ret->len > 0 && (!flows || depth != last))
			tz_buf_putc(ret, '\n');
		if (!flows || depth != last)
			tz_buf_append(ret, line, depth);
		/* A stuffed blank; behind marks of quoting it is kept. */
		line += depth;
		n -= depth;
		if (n > 0 && *line == ' ' &&
		    (depth == 0 || (flows && depth == last))) {
			line++;
			n--;
		}
		last = depth;
		flows = n > 0 && line[n - 1] == ' ' &&
		    !(n == 3 && memcmp(line, "-- ", 3) == 0) &&
		    !(n == 4 && memcmp(line, " -- ", 4) == 0);
		if (flows && delete_space)
			n--;
		tz_buf_append(ret, line, n);
	}
	if (ret->len > 0)
		tz_buf_putc(ret, '\n');
}

/* Take the CR of each line's end out of the text, in place, and note where the
 * lines begin: a long one is not copied. */
static void
mark_lines(struct tz_story *story)
{
	char *data = story->text.data;
	size_t in, out = 0, len = story->text.len;
	uint32_t line = 1;
	bool fresh = true;

	for (in = 0; in < len; in++) {
		if (data[in] == '\r' && (in + 1 == len || data[in + 1] == '\n'))
			continue;
		if (fresh && data[in] != '\n')
			tz_story_place(story, TZ_PLACE_LINE, line, 0, NULL);
		fresh = data[in] == '\n';
		line += fresh;
		story->characters += ((unsigned char)data[in] & 0xc0) != 0x80;
		data[out++] = data[in];
	}
	data[out] = '\0';
	story->text.len = out;
}

/* One body of plain text, a place a line; UTF-8. */
static void
emit_body(struct tz_mail *mail, struct tz_buf *text)
{
	struct tz_story story;
	char path[32] = "";

	if (mail->n_bodies++ > 0)
		snprintf(path, sizeof path, "part %u", mail->n_parts);
	tz_story_start(&story, TZ_CHANNEL_BODY, path);
	story.text = *text;
	if (story.text.len > 0)
		mark_lines(&story);
	if (mail->status == TZ_OK)
		mail->status =
		    tz_emit_story(mail->emit, mail->source, &story, mail->err);
	*text = story.text;
	story.text = (struct tz_buf)TZ_BUF_INIT;
	tz_story_clear(&story);
}

/* The part's text as UTF-8. */
static void
to_text(struct tz_mail *mail, const struct tz_mail_part *part,
    struct tz_buf *ret)
{
	tz_auto_buf charset = TZ_BUF_INIT;

	(void)tz_mail_header_parameter(part->content_type, "charset", &charset);
	if (!tz_mail_charset_convert(tz_buf_str(&charset), part->data,
		part->len, ret))
		tz_mail_partly(mail, TZ_REASON_DAMAGED);
}

static void
read_plain(struct tz_mail *mail, struct tz_mail_part *part)
{
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto_buf flowed = TZ_BUF_INIT;
	tz_auto_buf format = TZ_BUF_INIT;
	tz_auto_buf space = TZ_BUF_INIT;
	tz_auto_buf rest = TZ_BUF_INIT;
	struct tz_mail_part shown = *part;
	struct tz_buf *body = &text;

	/* Bytes that are no text are taken out of it first. */
	if (tz_mail_inline_take(mail, part->data, part->len, &rest)) {
		shown.data = tz_buf_str(&rest);
		shown.len = rest.len;
	}
	to_text(mail, &shown, &text);
	tz_buf_clear(&rest);
	if (part->release)
		part->release(part);
	(void)tz_mail_header_parameter(part->content_type, "format", &format);
	(void)tz_mail_header_parameter(part->content_type, "delsp", &space);
	if (strcasecmp(tz_buf_str(&format), "flowed") == 0) {
		join_flowed(&text, strcasecmp(tz_buf_str(&space), "yes") == 0,
		    &flowed);
		tz_buf_clear(&text);
		body = &flowed;
	}
	if (mail->compares)
		tz_buf_append(&mail->plain, body->data, body->len);
	emit_body(mail, body);
	tz_mail_inline_read(mail, tz_buf_str(body));
}

static void
read_html(struct tz_mail *mail, const struct tz_mail_part *part)
{
	tz_auto_buf page = TZ_BUF_INIT;
	char name[32] = "body.html";

	if (mail->n_bodies++ > 0)
		snprintf(name, sizeof name, "body-%u.html", mail->n_parts);
	/* The mark says that it is UTF-8, whatever the page says. */
	tz_buf_puts(&page, "\xef\xbb\xbf");
	to_text(mail, part, &page);
	if (page.failed) {
		tz_mail_partly(mail, TZ_REASON_LIMIT_MEMORY);
		return;
	}
	if (mail->compares)
		tz_buf_puts(&mail->html, page.data + 3);
	if (page.len > 3)
		tz_mail_part_child(mail, name, page.data, page.len);
}

/* The content is somewhere else (RFC 2046, 5.2.3). */
static void
read_external(struct tz_mail *mail, const struct tz_mail_part *part)
{
	static const char *const names[] = {"access-type", "url", "site",
	    "directory", "name", "server", "subject"};
	struct tz_story *story = &mail->links;
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		tz_auto_buf value = TZ_BUF_INIT;

		if (!tz_mail_header_parameter(part->content_type, names[i],
			&value))
			continue;
		tz_story_break(story, '\n');
		tz_story_add(story, names[i], strlen(names[i]));
		tz_story_add(story, ": ", 2);
		tz_story_add(story, tz_buf_str(&value), value.len);
	}
	tz_mail_fact(mail, "external-link", TZ_CHANNEL_EXTERNAL_LINK);
	tz_mail_partly(mail, TZ_REASON_UNSUPPORTED_TYPE);
}

/* A part that is a file of its own. */
static void
read_file(struct tz_mail *mail, struct tz_mail_part *part)
{
	bool inline_picture = part->related && begins(part->type, "image/") &&
	    !begins(part->disposition, "attachment");

	make_name(mail, part);
	if (!inline_picture)
		tz_mail_fact(mail, "attachment", TZ_CHANNEL_ATTACHMENT);
	if (is(part, "application/mac-binhex40") ||
	    is(part, "application/applefile")) {
		if (mail->status == TZ_OK)
			mail->status = tz_emit_unread(mail->emit, mail->source,
			    tz_buf_str(&part->name), TZ_REASON_UNSUPPORTED_TYPE,
			    mail->err);
		return;
	}
	tz_mail_part_child(mail, tz_buf_str(&part->name), part->data,
	    part->len);
}

/* Whether a text is one that the mail program shows with the mail. */
static bool
shows(const struct tz_mail_part *part)
{
	return part->name.len == 0 && !begins(part->disposition, "attachment");
}

void
tz_mail_part_read(struct tz_mail *mail, struct tz_mail_part *part)
{
	bool text =
	    begins(part->type, "text/") || begins(part->type, "message/");

	if (part->len == 0 && part->name.len == 0)
		return;
	if (is(part, "message/external-body"))
		read_external(mail, part);
	else if (is(part, "message/rfc822") || is(part, "message/global"))
		read_file(mail, part);
	else if (is(part, "text/html") && shows(part))
		read_html(mail, part);
	else if (is(part, "text/calendar") || is(part, "text/vcard") ||
	    is(part, "text/x-vcard") || is(part, "text/directory") ||
	    is(part, "text/rtf") || !text || !shows(part))
		read_file(mail, part);
	else
		read_plain(mail, part);
	/* The rest of it is in other mails. */
	if (is(part, "message/partial"))
		tz_mail_partly(mail, TZ_REASON_UNSUPPORTED_TYPE);
}
