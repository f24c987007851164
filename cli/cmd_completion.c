/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_completion.c - completion scripts, printed from the command table
 */
#include <string.h>

#include "cli/state.h"

/* The second words of commands that begin with ${first}, or the first words
 * of all for NULL; each once. */
static void
print_words(const char *first)
{
	const struct tz_command *const *c;
	size_t len = first ? strlen(first) : 0, n;
	const char *name, *last = "";
	size_t n_last = 0;

	for (c = tz_commands; *c; c++) {
		name = (*c)->name;
		if (first) {
			if (strncmp(name, first, len) != 0 || name[len] != ' ')
				continue;
			printf(" %s", name + len + 1);
			continue;
		}
		n = strcspn(name, " ");
		if (n == n_last && strncmp(name, last, n) == 0)
			continue;
		printf(" %.*s", (int)n, name);
		last = name;
		n_last = n;
	}
}

static void
print_options(const struct tz_option *options)
{
	for (; options && options->name; options++)
		printf(" --%s", options->name);
}

static void
print_bash(void)
{
	const struct tz_command *const *c;
	const char *space;

	printf("# bash completion for taizhang\n"
	       "_taizhang()\n{\n"
	       "\tlocal current=${COMP_WORDS[COMP_CWORD]} word command=\n"
	       "\tlocal words=() i\n"
	       "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	       "\t\tword=${COMP_WORDS[i]}\n"
	       "\t\tcase $word in\n"
	       "\t\t-C | --vault | --as | --sign-key) ((i++)) ;;\n"
	       "\t\t-*) ;;\n"
	       "\t\t*) words+=(\"$word\") ;;\n"
	       "\t\tesac\n"
	       "\tdone\n"
	       "\tcommand=${words[0]-}\n"
	       "\tcase $command in\n");
	for (c = tz_commands; *c; c++) {
		space = strchr((*c)->name, ' ');
		if (!space)
			continue;
		/* Commands of two words stand together in the sorted table. */
		if (c != tz_commands &&
		    strncmp(c[-1]->name, (*c)->name,
			(size_t)(space - (*c)->name) + 1) == 0)
			continue;
		printf("\t%.*s) [ ${#words[@]} -gt 1 ] && "
		       "command=\"$command ${words[1]}\" ;;\n",
		    (int)(space - (*c)->name), (*c)->name);
	}
	printf("\tesac\n\tlocal list=\n\tcase $command in\n\t'') list='");
	print_words(NULL);
	printf("' ;;\n");
	for (c = tz_commands; *c; c++) {
		space = strchr((*c)->name, ' ');
		if (space &&
		    (c == tz_commands ||
			strncmp(c[-1]->name, (*c)->name,
			    (size_t)(space - (*c)->name) + 1) != 0)) {
			char first[64];

			snprintf(first, sizeof first, "%.*s",
			    (int)(space - (*c)->name), (*c)->name);
			printf("\t%s) list='", first);
			print_words(first);
			printf("' ;;\n");
		}
		printf("\t'%s') list='", (*c)->name);
		print_options((*c)->options);
		printf("' ;;\n");
	}
	printf("\tesac\n\tif [[ $current == -* ]]; then\n\t\tlist=\"$list");
	print_options(tz_global_options);
	printf("\"\n\telif [[ $list != *' '[a-z]* ]]; then\n\t\tlist=\n\tfi\n"
	       "\tmapfile -t COMPREPLY < <(compgen -W \"$list\" -- "
	       "\"$current\")\n"
	       "\t[ ${#COMPREPLY[@]} -gt 0 ] ||\n"
	       "\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
	       "}\ncomplete -o filenames -F _taizhang taizhang\n");
}

static void
print_fish(void)
{
	const struct tz_command *const *c;
	const struct tz_option *o;
	const char *space;
	int n;

	printf("# fish completion for taizhang\n");
	for (c = tz_commands; *c; c++) {
		space = strchr((*c)->name, ' ');
		n = space ? (int)(space - (*c)->name) : (int)strlen((*c)->name);
		if (space)
			printf("complete -c taizhang -n "
			       "'__fish_seen_subcommand_from %.*s' -a %s "
			       "-d '%s'\n",
			    n, (*c)->name, space + 1, (*c)->summary);
		printf("complete -c taizhang -n __fish_use_subcommand "
		       "-a %.*s%s%s%s\n",
		    n, (*c)->name, space ? "" : " -d '",
		    space ? "" : (*c)->summary, space ? "" : "'");
		for (o = (*c)->options; o && o->name; o++)
			printf("complete -c taizhang -n "
			       "'__fish_seen_subcommand_from %.*s' -l %s%s\n",
			    n, (*c)->name, o->name, o->value ? " -r" : "");
	}
	for (o = tz_global_options; o->name; o++)
		printf("complete -c taizhang -l %s%s\n", o->name,
		    o->value ? " -r" : "");
}

static void
print_zsh(void)
{
	printf("#compdef taizhang\n"
	       "autoload -U +X bashcompinit && bashcompinit\n");
	print_bash();
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	(void)cli;
	(void)argc;
	if (strcmp(argv[0], "bash") == 0)
		print_bash();
	else if (strcmp(argv[0], "fish") == 0)
		print_fish();
	else if (strcmp(argv[0], "zsh") == 0)
		print_zsh();
	else
		return tz_fail(err, TZ_USAGE,
		    _("completion for bash, fish or "
		      "zsh"));
	return TZ_OK;
}

const struct tz_command tz_cmd_completion = {
    .name = "completion",
    .group = TZ_GROUP_UPKEEP,
    .summary = N_("Print a completion script for a shell."),
    .synopsis = "bash|fish|zsh",
    .need = TZ_NEED_NOTHING,
    .min_args = 1,
    .max_args = 1,
    .run = run,
};
