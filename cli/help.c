/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/help.c - help from the command table, at most 80 columns wide
 */
#include <string.h>

#include "base/utf8.h"
#include "cli/state.h"

/* Whether ${point} is one of these marks, a string of them. */
static bool
is_one_of(uint32_t point, const char *marks)
{
	size_t len = strlen(marks), at = 0;
	uint32_t mark;

	while (at < len) {
		at += tz_utf8_next(marks, len, at, &mark);
		if (mark == point)
			return true;
	}
	return false;
}

/* Whether a line may end between two characters of a text: at Chinese ones,
 * but no line begins with a mark that closes or ends with one that opens. */
static bool
may_break(uint32_t before, uint32_t after)
{
	static const char closing[] = "，。、；：！？）”’》〕…";
	static const char opening[] = "（“‘《〔";

	if (is_one_of(before, opening) || is_one_of(after, closing))
		return false;
	return tz_utf8_is_han(before) || tz_utf8_is_han(after) ||
	    is_one_of(before, closing) || is_one_of(after, opening);
}

/* The end of the word at ${at}: the next place where a line may end. */
static size_t
word_end(const char *text, size_t len, size_t at)
{
	uint32_t point, next;
	size_t end = at + tz_utf8_next(text, len, at, &point);

	while (end < len && text[end] != ' ' && text[end] != '\n') {
		size_t n = tz_utf8_next(text, len, end, &next);

		if (may_break(point, next))
			break;
		point = next;
		end += n;
	}
	return end;
}

/* Print ${text} wrapped at 78 columns, every line after ${indent} columns; a
 * break may stand at a space or between Chinese characters. */
static void
print_wrapped(const char *text, int indent, int column)
{
	size_t len = strlen(text), at = 0, end;
	int width, space = 0;

	while (at < len) {
		if (text[at] == '\n') {
			printf("\n%*s", indent, "");
			column = indent;
			space = 0;
			at++;
			continue;
		}
		if (text[at] == ' ') {
			space++;
			at++;
			continue;
		}
		end = word_end(text, len, at);
		width = (int)tz_utf8_width(text + at, end - at);
		if (column + space + width > 78 && column > indent) {
			printf("\n%*s", indent, "");
			column = indent;
			space = 0;
		}
		printf("%*s%.*s", space, "", (int)(end - at), text + at);
		column += space + width;
		space = 0;
		at = end;
	}
	printf("\n");
}

static void
print_option(const struct tz_option *option)
{
	char left[80];
	int width;

	if (option->letter)
		snprintf(left, sizeof left, "  -%c, --%s%s%s", option->letter,
		    option->name, option->value ? " " : "",
		    option->value ? option->value : "");
	else
		snprintf(left, sizeof left, "      --%s%s%s", option->name,
		    option->value ? " " : "",
		    option->value ? option->value : "");
	width = (int)strlen(left);
	printf("%s", left);
	if (width > 28) {
		printf("\n");
		width = 0;
	}
	printf("%*s", 30 - width, "");
	print_wrapped(_(option->help), 30, 30);
}

static void
print_options(const struct tz_option *options)
{
	for (; options && options->name; options++)
		print_option(options);
}

static const char *const group_titles[TZ_GROUP_COUNT] = {
#define TITLE(name, title) [TZ_GROUP_##name] = title,
    TZ_GROUP_LIST(TITLE)
#undef TITLE
};

static void
help_program(void)
{
	int group, column;

	printf("%s\n\n",
	    _("usage: taizhang [-C <vault>] [--as <person>] "
	      "COMMAND ..."));
	print_wrapped(_("Clear drafts for publication, and prove afterwards "
			"what was cleared, by whom and why."),
	    0, 0);
	for (group = 0; group < TZ_GROUP_COUNT; group++) {
		printf("\n%s\n", _(group_titles[group]));
		for (const struct tz_command *const *c = tz_commands; *c; c++) {
			if ((int)(*c)->group != group)
				continue;
			column = printf("  %-19s", (*c)->name);
			print_wrapped(_((*c)->summary), 21, column);
		}
	}
	printf("\n%s\n", _("Options of every command"));
	print_options(tz_global_options);
	printf("\n%s\n",
	    _("Exit status: 0 yes or done, 1 no, 2 could not be done, "
	      "3 incomplete."));
	printf("%s\n", _("See taizhang COMMAND --help and man taizhang."));
}

void
tz_cli_help(const struct tz_command *command)
{
	const char *line, *end;
	char form[256];

	if (!command) {
		help_program();
		return;
	}
	for (line = command->synopsis; line; line = end ? end + 1 : NULL) {
		end = strchr(line, '\n');
		printf("%s taizhang %s%s",
		    line == command->synopsis ? _("usage:") : "      ",
		    command->name, *line && *line != '\n' ? " " : "");
		snprintf(form, sizeof form, "%.*s",
		    (int)(end ? end - line : (long)strlen(line)), line);
		print_wrapped(form, 11, (int)(18 + strlen(command->name)));
	}
	printf("\n");
	print_wrapped(_(command->summary), 0, 0);
	if (command->details) {
		printf("\n");
		print_wrapped(_(command->details), 0, 0);
	}
	if (command->options) {
		printf("\n%s\n", _("Options"));
		print_options(command->options);
	}
	printf("\n%s\n", _("Options of every command"));
	print_options(tz_global_options);
}
