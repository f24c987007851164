/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_inspect.c - what is in a file: files, parts, facts, and what was not
 * read
 *
 * Nothing is matched and nothing is kept: it shows the person who has the file
 * what the file holds.
 */
#include <string.h>

#include "base/utf8.h"
#include "cli/drafts.h"
#include "cli/finding_view.h"
#include "cli/passwords.h"
#include "cli/where.h"
#include "cli/words.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"text", 0, TZ_OPTION_FLAG, NULL,
	    N_("print all text, with the channel it is in")},
	TZ_CLI_PASSWORD_OPTION,
	TZ_DRAFTS_JOBS_OPTION,
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

struct inspect {
	struct tz_cli *cli;
	bool text;
	uint64_t files, parts, facts, characters;
	uint64_t reading[TZ_READING_COUNT];
};

static json_t *
part_record(const struct inspect *inspect, const char *label,
    const struct tz_part *part)
{
	tz_auto_buf where = TZ_BUF_INIT;
	struct tz_place place;

	tz_part_where(part, 0, part->characters, &where);
	tz_part_place(part, 0, part->characters, &place);
	return json_pack("{s:s,s:s,s:s,s:s,s:I,s:I,s:s,s:o,s:o*}", "type",
	    "part", "file", label, "part", part->path, "channel",
	    tz_channel_word(part->channel), "characters",
	    (json_int_t)part->characters, "bytes", (json_int_t)part->text_len,
	    "where", tz_buf_str(&where), "place", tz_view_place(&place), "text",
	    inspect->text ? json_stringn(part->text, part->text_len) : NULL);
}

static json_t *
fact_record(const char *label, const struct tz_fact *fact)
{
	tz_auto_buf where = TZ_BUF_INIT;

	tz_place_words(&fact->place, &where);
	return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:o}", "type", "fact",
	    "file", label, "part", fact->path, "channel",
	    tz_channel_word(fact->channel), "fact", fact->name, "where",
	    tz_buf_str(&where), "place", tz_view_place(&fact->place));
}

/* The records of the file ${index}: its own, its parts, its facts. */
static enum tz_status
print_records(struct inspect *inspect, const struct tz_view *view, size_t index,
    struct tz_err *err)
{
	tz_auto_buf label = TZ_BUF_INIT;
	const struct tz_part *parts;
	const struct tz_fact *facts;
	size_t n_parts, n_facts, i;
	enum tz_status s;

	parts = tz_document_parts(view->document, &n_parts);
	facts = tz_document_facts(view->document, &n_facts);
	tz_view_label(view, index, &label);
	s = tz_cli_record(inspect->cli, tz_view_file_record(view, index), err);
	for (i = 0; s == TZ_OK && i < n_parts; i++) {
		if (parts[i].file == index)
			s = tz_cli_record(inspect->cli,
			    part_record(inspect, tz_buf_str(&label), &parts[i]),
			    err);
	}
	for (i = 0; s == TZ_OK && i < n_facts; i++) {
		if (facts[i].file == index)
			s = tz_cli_record(inspect->cli,
			    fact_record(tz_buf_str(&label), &facts[i]), err);
	}
	return s;
}

static void
indent(struct tz_cli *cli, unsigned depth)
{
	tz_cli_print(cli, "%*s", (int)depth * 2, "");
}

/* The text, with the line ends, tabs and pages that it has, and nothing else
 * that a terminal would act on. */
static void
print_text(struct tz_cli *cli, const struct tz_part *part)
{
	const char *at = part->text;
	const char *end = at + part->text_len;

	while (at < end) {
		tz_auto_buf clean = TZ_BUF_INIT;
		const char *stop = at;

		while (stop < end && !strchr("\n\t\f", *stop))
			stop++;
		tz_utf8_printable(at, (size_t)(stop - at), &clean);
		tz_cli_print(cli, "%s", tz_buf_str(&clean));
		if (stop < end)
			tz_cli_print(cli, *stop == '\t' ? "\t" : "\n");
		at = stop + 1;
	}
	if (part->text_len == 0 || end[-1] != '\n')
		tz_cli_print(cli, "\n");
}

static void
print_part(const struct inspect *inspect, const struct tz_part *part,
    unsigned depth)
{
	struct tz_cli *cli = inspect->cli;
	tz_auto_buf where = TZ_BUF_INIT;
	const char *plain = tz_cli_style(cli, TZ_STYLE_PLAIN);

	tz_part_where(part, 0, part->characters, &where);
	indent(cli, depth + 1);
	tz_cli_print(cli, "%s[%s]%s", tz_cli_style(cli, TZ_STYLE_YELLOW),
	    tz_cli_word(tz_channel_word(part->channel)), plain);
	if (part->path[0])
		tz_cli_print(cli, " %s", tz_cli_clean(cli, part->path));
	tz_cli_print(cli, _("  %zu characters"), part->characters);
	if (where.len > 0)
		tz_cli_print(cli, "  %s%s%s", tz_cli_style(cli, TZ_STYLE_DIM),
		    tz_cli_where(cli, tz_buf_str(&where)), plain);
	tz_cli_print(cli, "\n");
	if (inspect->text)
		print_text(cli, part);
}

static void
print_fact(struct tz_cli *cli, const struct tz_fact *fact, unsigned depth)
{
	tz_auto_buf where = TZ_BUF_INIT;

	tz_place_words(&fact->place, &where);
	indent(cli, depth + 1);
	tz_cli_print(cli, "%s! %s%s", tz_cli_style(cli, TZ_STYLE_RED),
	    tz_cli_word(fact->name), tz_cli_style(cli, TZ_STYLE_PLAIN));
	if (fact->path[0])
		tz_cli_print(cli, "  %s", tz_cli_clean(cli, fact->path));
	if (where.len > 0)
		tz_cli_print(cli, "  %s",
		    tz_cli_where(cli, tz_buf_str(&where)));
	tz_cli_print(cli, "\n");
}

/* The line of a file: its name, type, size, and how much of it was read. */
static void
print_file(struct tz_cli *cli, const struct tz_view *view, size_t index)
{
	const struct tz_document_file *file;
	const char *name = view->label;
	const char *inner;
	size_t n;

	file = &tz_document_files(view->document, &n)[index];
	if (index > 0) {
		const struct tz_document_file *outer =
		    &tz_document_files(view->document, &n)[file->parent];
		size_t len = strlen(outer->path);

		inner = file->path;
		if (strncmp(inner, outer->path, len) == 0 &&
		    strncmp(inner + len, "!/", 2) == 0)
			inner += len + 2;
		name = inner;
	}
	indent(cli, file->depth);
	tz_cli_print(cli, "%s%s%s  ", tz_cli_style(cli, TZ_STYLE_BOLD),
	    tz_cli_clean(cli, name), tz_cli_style(cli, TZ_STYLE_PLAIN));
	tz_cli_print(cli, _("%s, %llu bytes: "),
	    tz_cli_clean(cli, file->media_type),
	    (unsigned long long)file->size);
	tz_cli_print(cli, "%s%s",
	    tz_cli_style(cli,
		file->reading == TZ_READING_READ ? TZ_STYLE_GREEN
						 : TZ_STYLE_RED),
	    tz_cli_word(tz_reading_word(file->reading)));
	if (file->reading != TZ_READING_READ && file->reason)
		tz_cli_print(cli, " (%s)", tz_cli_word(file->reason));
	tz_cli_print(cli, "%s\n", tz_cli_style(cli, TZ_STYLE_PLAIN));
}

static void
print_tree(struct inspect *inspect, const struct tz_view *view, size_t index)
{
	const struct tz_document_file *file;
	const struct tz_part *parts;
	const struct tz_fact *facts;
	size_t n, i;

	file = &tz_document_files(view->document, &n)[index];
	print_file(inspect->cli, view, index);
	facts = tz_document_facts(view->document, &n);
	for (i = 0; i < n; i++) {
		if (facts[i].file == index)
			print_fact(inspect->cli, &facts[i], file->depth);
	}
	parts = tz_document_parts(view->document, &n);
	for (i = 0; i < n; i++) {
		if (parts[i].file == index &&
		    parts[i].channel != TZ_CHANNEL_FILENAME)
			print_part(inspect, &parts[i], file->depth);
	}
}

static void
count(struct inspect *inspect, const struct tz_document *document)
{
	const struct tz_document_file *files;
	const struct tz_part *parts;
	size_t n, i;

	files = tz_document_files(document, &n);
	inspect->files += n;
	for (i = 0; i < n; i++)
		inspect->reading[files[i].reading]++;
	parts = tz_document_parts(document, &n);
	inspect->parts += n;
	for (i = 0; i < n; i++)
		inspect->characters += parts[i].characters;
	tz_document_facts(document, &n);
	inspect->facts += n;
}

static enum tz_status
inspect_file(void *arg, const struct tz_draft *draft, const char *label,
    const struct tz_document *document, struct tz_err *err)
{
	struct inspect *inspect = arg;
	struct tz_view view = {.label = label, .document = document};
	enum tz_status s = TZ_OK;
	size_t n, i;

	(void)draft;
	count(inspect, document);
	tz_document_files(document, &n);
	for (i = 0; s == TZ_OK && i < n; i++) {
		if (tz_cli_json(inspect->cli))
			s = print_records(inspect, &view, i, err);
		else
			print_tree(inspect, &view, i);
	}
	return s;
}

static enum tz_status
print_summary(struct inspect *inspect, struct tz_intake *intake,
    struct tz_err *err)
{
	const uint64_t *reading = inspect->reading;

	if (tz_cli_json(inspect->cli))
		return tz_cli_record(inspect->cli,
		    json_pack("{s:s,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:b}", "type",
			"summary", "files", (json_int_t)inspect->files, "read",
			(json_int_t)reading[TZ_READING_READ], "partly",
			(json_int_t)reading[TZ_READING_PARTLY], "unread",
			(json_int_t)reading[TZ_READING_UNREAD], "parts",
			(json_int_t)inspect->parts, "characters",
			(json_int_t)inspect->characters, "facts",
			(json_int_t)inspect->facts, "landlock",
			tz_intake_landlock(intake)),
		    err);
	tz_cli_print(inspect->cli,
	    _("files: %llu (read %llu, partly %llu, unread %llu), parts: %llu, "
	      "characters: %llu\n"),
	    (unsigned long long)inspect->files,
	    (unsigned long long)reading[TZ_READING_READ],
	    (unsigned long long)reading[TZ_READING_PARTLY],
	    (unsigned long long)reading[TZ_READING_UNREAD],
	    (unsigned long long)inspect->parts,
	    (unsigned long long)inspect->characters);
	return TZ_OK;
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	struct inspect inspect = {.cli = cli, .text = tz_cli_flag(cli, "text")};
	struct tz_intake *intake;
	struct tz_err last;
	enum tz_status s = tz_cli_intake(cli, &intake, err);

	if (s == TZ_OK)
		s = tz_drafts_each(cli, argv, argc, inspect_file, &inspect,
		    &last, err);
	if (s == TZ_OK)
		s = print_summary(&inspect, intake, err);
	if (s)
		return s;
	if (last.status)
		return tz_fail(err, last.status, "%s", last.text);
	return inspect.reading[TZ_READING_READ] == inspect.files
	    ? TZ_OK
	    : TZ_INCOMPLETE;
}

const struct tz_command tz_cmd_inspect = {
    .name = "inspect",
    .group = TZ_GROUP_DRAFTS,
    .summary = N_("Show what is in files, and what was not read."),
    .synopsis = "<file|folder>... [--text] [--password-file <file>] [-j <n>]",
    .details = N_("Prints the tree of files and parts with the channel, the "
		  "size and the place of each,\nand what the structure itself "
		  "says. Nothing is matched or stored. Exit status 3:\n"
		  "something could not be read."),
    .need = TZ_NEED_NOTHING,
    .min_args = 1,
    .max_args = -1,
    .options = options,
    .run = run,
};
