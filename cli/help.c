/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/help.c - help from the command table, at most 80 columns wide
 */
#include <string.h>

#include "base/utf8.h"
#include "cli/state.h"

/* Print ${text} wrapped at 78 columns, every line after ${indent} columns; a
 * break may stand at a space or between Chinese characters. */
static void
print_wrapped(const char *text, int indent, int column)
{
	size_t len = strlen(text), at = 0, n, word, width;
	uint32_t point;

	while (at < len) {
		if (text[at] == '\n') {
			printf("\n%*s", indent, "");
			column = indent;
			at++;
			continue;
		}
		/* One word, or one Chinese character. */
		word = at;
		do {
			n = tz_utf8_next(text, len, word, &point);
			word += n;
		} while (word < len && point != ' ' && text[word] != ' ' &&
		    text[word] != '\n' && !tz_utf8_is_han(point));
		width = tz_utf8_width(text + at, word - at);
		if (column + (int)width > 78 && column > indent) {
			printf("\n%*s", indent, "");
			column = indent;
			if (text[at] == ' ') {
				at++;
				continue;
			}
		}
		printf("%.*s", (int)(word - at), text + at);
		column += (int)width;
		at = word;
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

static void
help_program(void)
{
	const char *group = "";
	int column;

	printf("%s\n\n",
	    _("usage: taizhang [-C <vault>] [--as <person>] "
	      "COMMAND ..."));
	print_wrapped(_("Clear drafts for publication, and prove afterwards "
			"what was cleared, by whom and why."),
	    0, 0);
	/* Groups in the order in which their first command is met would follow
	 * the alphabet; people look for the order of the work. */
	static const char *const groups[] = {N_("Setting up"),
	    N_("Looking into files"), N_("The queue"), N_("Signing off"),
	    N_("After clearance"), N_("Finding and proving"), N_("Rules"),
	    N_("Upkeep"), NULL};
	for (const char *const *g = groups; *g; g++) {
		group = *g;
		printf("\n%s\n", _(group));
		for (const struct tz_command *const *c = tz_commands; *c; c++) {
			if (strcmp((*c)->group, group) != 0)
				continue;
			column = printf("  %-16s", (*c)->name);
			print_wrapped(_((*c)->summary), 18, column);
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
		printf("%s taizhang %s ",
		    line == command->synopsis ? _("usage:") : "      ",
		    command->name);
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
