/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_policy_fingerprint.c - sensitive documents known by fingerprints
 */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/item_act.h"
#include "cli/passwords.h"
#include "cli/state.h"
#include "review/registered.h"
#include "store/fingerprint_rows.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"label", 0, TZ_OPTION_TEXT, "<text>",
	    N_("add: what reviewers see of it (default: the file's name)")},
	{"reason", 0, TZ_OPTION_TEXT, "<text>", N_("why")},
	TZ_CLI_PASSWORD_OPTION,
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static const char *
last_component(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static enum tz_status
told(struct tz_cli *cli, const char *type, size_t n, int64_t seq,
    struct tz_err *err)
{
	if (!tz_cli_json(cli))
		return TZ_OK;
	return tz_cli_record(cli,
	    json_pack("{s:s,s:I,s:I}", "type", type, "documents", (json_int_t)n,
		"seq", (json_int_t)seq),
	    err);
}

/* One entry for at most TZ_REGISTERED_MAX files. */
static enum tz_status
add_some(struct tz_cli *cli, const struct tz_desk *desk, size_t n, char **paths,
    struct tz_err *err)
{
	struct tz_registration *documents = calloc(n + 1, sizeof *documents);
	const char *label = tz_cli_text(cli, "label");
	tz_auto_refusal refusal = {0};
	int64_t seq = -1;
	enum tz_status s;
	size_t i;

	if (!documents)
		return tz_fail_nomem(err);
	for (i = 0; i < n; i++) {
		documents[i].path = paths[i];
		documents[i].label = label ? label : last_component(paths[i]);
	}
	s = tz_register_documents(desk, documents, n,
	    tz_cli_text(cli, "reason"), &seq, &refusal, err);
	free(documents);
	tz_item_act_refused(cli, &refusal);
	if (s)
		return s;
	tz_cli_print(cli,
	    TZ_PLURAL("%zu document is registered (entry %lld).\n",
		"%zu documents are registered (entry %lld).\n", n),
	    n, (long long)seq);
	return told(cli, "registration", n, seq, err);
}

static enum tz_status
add(struct tz_cli *cli, const struct tz_desk *desk, size_t n, char **paths,
    struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t at;

	if (n == 0)
		return tz_fail(err, TZ_USAGE,
		    _("name the files whose text must not go out"));
	if (n > 1 && tz_cli_text(cli, "label"))
		return tz_fail(err, TZ_USAGE, _("--label is for one file"));
	for (at = 0; at < n && !s; at += TZ_REGISTERED_MAX) {
		size_t some =
		    n - at < TZ_REGISTERED_MAX ? n - at : TZ_REGISTERED_MAX;

		tz_cli_progress(cli, _("registering"), at, n);
		s = add_some(cli, desk, some, paths + at, err);
	}
	return s;
}

static enum tz_status
take_away(struct tz_cli *cli, const struct tz_desk *desk, size_t n,
    char **words, struct tz_err *err)
{
	int64_t *numbers = calloc(n + 1, sizeof *numbers);
	tz_auto_refusal refusal = {0};
	int64_t seq = -1;
	enum tz_status s = TZ_OK;
	size_t i;

	if (!numbers)
		return tz_fail_nomem(err);
	if (n == 0)
		s = tz_fail(err, TZ_USAGE,
		    _("name the numbers that 'policy fingerprint list' shows"));
	for (i = 0; i < n && !s; i++) {
		if (words[i][strspn(words[i], "0123456789")] != '\0' ||
		    strlen(words[i]) > 15)
			s = tz_fail(err, TZ_USAGE,
			    _("'%s' is no number of a document"), words[i]);
		else
			numbers[i] = strtoll(words[i], NULL, 10);
	}
	if (!s)
		s = tz_register_end(desk, numbers, n,
		    tz_cli_text(cli, "reason"), &seq, &refusal, err);
	free(numbers);
	tz_item_act_refused(cli, &refusal);
	if (s)
		return s;
	tz_cli_print(cli,
	    TZ_PLURAL("%zu document is not looked for any more (entry %lld).\n",
		"%zu documents are not looked for any more (entry %lld).\n", n),
	    n, (long long)seq);
	return told(cli, "registration-end", n, seq, err);
}

static enum tz_status
show(const struct tz_fingerprint_row *row, void *arg, struct tz_err *err)
{
	struct tz_cli *cli = arg;
	bool ended = row->until_seq >= 0;

	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    json_pack("{s:s,s:I,s:s,s:s?,s:I,s:I,s:s}", "type",
			"fingerprint", "number", (json_int_t)row->source,
			"label", row->label, "item", row->item, "seq",
			(json_int_t)row->seq, "hashes",
			(json_int_t)row->n_hashes, "status",
			ended ? "ended" : "active"),
		    err);
	tz_cli_print(cli, "%8lld  %s%s%s\n", (long long)row->source,
	    tz_cli_clean(cli, row->label), row->item ? _(" (withheld)") : "",
	    ended ? _(" (ended)") : "");
	return TZ_OK;
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	size_t n = (size_t)argc - 1;
	struct tz_desk desk;
	enum tz_status s;

	if (strcmp(argv[0], "list") == 0 && n == 0)
		return tz_fingerprint_rows_each(tz_vault_db(tz_cli_vault(cli)),
		    show, cli, err);
	if (strcmp(argv[0], "add") != 0 && strcmp(argv[0], "remove") != 0)
		return tz_fail(err, TZ_USAGE,
		    _("say add, list or remove; see taizhang policy "
		      "fingerprint --help"));
	s = tz_cli_resolve_person(cli, err);
	if (!s)
		s = tz_cli_resolve_key(cli, err);
	if (!s)
		s = tz_item_act_desk(cli, &desk, err);
	if (s)
		return s;
	return argv[0][0] == 'a' ? add(cli, &desk, n, argv + 1, err)
				 : take_away(cli, &desk, n, argv + 1, err);
}

const struct tz_command tz_cmd_policy_fingerprint = {
    .name = "policy fingerprint",
    .group = TZ_GROUP_RULES,
    .summary = N_("Register documents whose passages must not go out."),
    .synopsis = "add <file>... [--label <text>] [--reason <text>]\n"
		"list\n"
		"remove <number>... [--reason <text>]",
    .details = N_("Of a registered document only salted hashes are kept. A "
		  "draft that holds a passage of it, of 30 letters or more, "
		  "gets a finding. Withheld items register themselves."),
    .need = TZ_NEED_VAULT,
    .min_args = 1,
    .max_args = -1,
    .options = options,
    .run = run,
};
