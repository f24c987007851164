/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_search.c - full text search
 *
 * Whoever is on the roster searches everything that is stored, anybody else
 * only what has been published.  A hit is shown only if the item's state of
 * this moment allows it, whatever the index says.
 */
#include <string.h>

#include "cli/catch_up.h"
#include "cli/cli.h"
#include "cli/index_item.h"
#include "cli/rescan.h"
#include "cli/words.h"
#include "review/checked.h"

#define LIMIT 20 /* hits that are shown unless --limit says otherwise */

struct search {
	struct tz_cli *cli;
	struct tz_id rule_set; /* in force */
	uint64_t limit;	       /* 0: none */
	uint64_t shown;
	uint64_t hidden; /* by the item's state of this moment */
	int64_t due;	 /* that the rules in force have not seen */
	int64_t refused; /* that they refuse */
};

/* Whether the one who acts may search what is not published. */
static enum tz_status
resolve_right(struct tz_cli *cli, bool *ret_restricted, struct tz_err *err)
{
	const char *name = tz_cli_acting(cli);
	bool explicit_name = tz_cli_acting_explicit(cli);
	tz_auto_person person = {.id = NULL};
	struct tz_err unknown = {TZ_OK, ""};
	enum tz_status s;

	*ret_restricted = false;
	if (!name)
		return TZ_OK;
	s = tz_roster_find(tz_cli_vault(cli), name, &person, &unknown);
	if (!s && person.retired_seq < 0) {
		*ret_restricted = true;
		return TZ_OK;
	}
	if (!s && explicit_name)
		return tz_fail(err, TZ_NO,
		    _("'%s' is retired and can do nothing more"), person.id);
	if (s == TZ_NOTFOUND && explicit_name)
		return tz_fail(err, s,
		    _("no person '%s' on the roster; give --as <person>, see "
		      "taizhang person list"),
		    name);
	if (s == TZ_OK || s == TZ_NOTFOUND || (s == TZ_USAGE && !explicit_name))
		return TZ_OK;
	return tz_fail(err, s, "%s", unknown.text);
}

/* Whether the item may be shown now. */
static enum tz_status
is_visible(struct search *search, const struct tz_hit *hit, bool *ret_visible,
    struct tz_err *err)
{
	tz_auto_item item = {.id = NULL};
	struct tz_err unknown = {TZ_OK, ""};
	enum tz_checked checked;
	enum tz_shelf shelf;
	enum tz_status s;

	*ret_visible = false;
	s = tz_item_get(tz_cli_vault(search->cli), hit->item, &item, &unknown);
	if (s == TZ_NOTFOUND)
		return TZ_OK;
	if (s)
		return tz_fail(err, s, "%s", unknown.text);
	s = tz_checked_state(tz_cli_vault(search->cli), &item,
	    &search->rule_set, &checked, err);
	if (s || checked != TZ_CHECKED_CLEAR)
		return s;
	shelf = tz_index_item_shelf(&item);
	*ret_visible = hit->shelf == TZ_SHELF_OPEN ? shelf == TZ_SHELF_OPEN
						   : shelf != TZ_SHELF_COUNT;
	return TZ_OK;
}

/* Print the bytes [${from}, ${until}) of an excerpt. */
static void
print_piece(struct tz_cli *cli, const char *text, size_t from, size_t until)
{
	tz_auto_buf piece = TZ_BUF_INIT;

	tz_buf_append(&piece, text + from, until - from);
	tz_cli_print(cli, "%s", tz_cli_clean(cli, tz_buf_str(&piece)));
}

static void
print_hit(struct tz_cli *cli, const struct tz_hit *hit)
{
	const char *title = hit->title ? hit->title : _("(without a title)");

	tz_cli_print(cli, "%s%s%s  %s", tz_cli_style(cli, TZ_STYLE_BOLD),
	    tz_cli_clean(cli, hit->item), tz_cli_style(cli, TZ_STYLE_PLAIN),
	    tz_cli_clean(cli, title));
	if (hit->number)
		tz_cli_print(cli, "  %s", tz_cli_clean(cli, hit->number));
	if (hit->date)
		tz_cli_print(cli, "  %s", tz_cli_clean(cli, hit->date));
	tz_cli_print(cli, "\n");
	if (hit->excerpt[0] == '\0')
		return;
	tz_cli_print(cli, "    ");
	print_piece(cli, hit->excerpt, 0, hit->match_from);
	tz_cli_print(cli, "%s", tz_cli_style(cli, TZ_STYLE_BOLD));
	print_piece(cli, hit->excerpt, hit->match_from, hit->match_until);
	tz_cli_print(cli, "%s", tz_cli_style(cli, TZ_STYLE_PLAIN));
	print_piece(cli, hit->excerpt, hit->match_until, strlen(hit->excerpt));
	tz_cli_print(cli, "\n    %s%s%s%s%s\n", tz_cli_style(cli, TZ_STYLE_DIM),
	    tz_cli_clean(cli, hit->part), hit->part[0] ? " · " : "",
	    tz_cli_word(tz_channel_word(hit->channel)),
	    tz_cli_style(cli, TZ_STYLE_PLAIN));
}

static enum tz_status
show_hit(const struct tz_hit *hit, void *arg, struct tz_err *err)
{
	struct search *search = arg;
	bool visible;
	enum tz_status s;

	s = is_visible(search, hit, &visible, err);
	if (s)
		return s;
	if (!visible) {
		search->hidden++;
		return TZ_OK;
	}
	if (search->limit > 0 && search->shown >= search->limit)
		return TZ_OK;
	search->shown++;
	if (!tz_cli_json(search->cli)) {
		print_hit(search->cli, hit);
		return TZ_OK;
	}
	return tz_cli_record(search->cli,
	    json_pack("{s:s, s:s, s:s?, s:s?, s:s?, s:s, s:s, s:s}", "type",
		"hit", "item", hit->item, "title", hit->title, "number",
		hit->number, "date", hit->date, "part", hit->part, "channel",
		tz_channel_word(hit->channel), "excerpt", hit->excerpt),
	    err);
}

/* ${missed} records are not in the index, ${summary->uncovered} only in part.
 */
static enum tz_status
show_summary(const struct search *search,
    const struct tz_search_summary *summary, uint64_t missed,
    struct tz_err *err)
{
	struct tz_cli *cli = search->cli;
	uint64_t hits = summary->matched - search->hidden;
	uint64_t unseen = (uint64_t)(search->due + search->refused);
	uint64_t searched = summary->searched - summary->uncovered;
	uint64_t not_searched =
	    missed + summary->uncovered + (uint64_t)search->due;

	searched = searched > unseen ? searched - unseen : 0;
	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    json_pack("{s:s, s:I, s:I, s:I, s:I, s:I}", "type",
			"summary", "hits", (json_int_t)hits, "shown",
			(json_int_t)search->shown, "searched",
			(json_int_t)searched, "not_searched",
			(json_int_t)not_searched, "uncovered",
			(json_int_t)summary->uncovered),
		    err);
	if (hits > 0)
		tz_cli_print(cli, "\n");
	tz_cli_print(cli,
	    TZ_PLURAL("%llu hit in %llu records searched",
		"%llu hits in %llu records searched", hits),
	    (unsigned long long)hits, (unsigned long long)searched);
	if (search->shown < hits)
		tz_cli_print(cli, _(" (%llu shown; --limit 0 shows all)"),
		    (unsigned long long)search->shown);
	tz_cli_print(cli, "\n");
	if (summary->uncovered > 0)
		tz_cli_print(cli,
		    TZ_PLURAL("%llu record could not be searched in full: a "
			      "file of it could not be read\n",
			"%llu records could not be searched in full: files of "
			"them could not be read\n",
			summary->uncovered),
		    (unsigned long long)summary->uncovered);
	if (search->due > 0)
		tz_cli_print(cli,
		    TZ_PLURAL("%llu record was not searched: the rules in "
			      "force have not seen it; run taizhang policy "
			      "rescan\n",
			"%llu records were not searched: the rules in force "
			"have not seen them; run taizhang policy rescan\n",
			(unsigned long)search->due),
		    (unsigned long long)search->due);
	if (missed > 0)
		tz_cli_print(cli,
		    TZ_PLURAL("%llu record was not searched: the index is "
			      "being written\n",
			"%llu records were not searched: the index is being "
			"written\n",
			missed),
		    (unsigned long long)missed);
	return TZ_OK;
}

/* What the rules in force have not seen, or refuse, among what this person may
 * search. */
static enum tz_status
look_up_rules(struct search *search, bool restricted, struct tz_err *err)
{
	struct tz_vault *vault = tz_cli_vault(search->cli);
	tz_auto_settings settings = {.log = NULL};
	enum tz_status s = tz_ledger_settings(vault, &settings, err);

	search->rule_set = settings.rule_set;
	return s ? s
		 : tz_rescan_pending(search->cli, !restricted, &search->due,
		       &search->refused, err);
}

static enum tz_status
search_for(struct tz_cli *cli, const char *query, struct tz_err *err)
{
	tz_auto_str folder = tz_vault_path(tz_cli_vault(cli), "index");
	tz_auto(tz_index) index = NULL;
	struct search search = {
	    .cli = cli,
	    .limit = (uint64_t)tz_cli_number(cli, "limit", LIMIT),
	};
	struct tz_search_summary summary = {0, 0, 0, 0};
	struct tz_missed missed = {{0, 0}};
	uint64_t n_missed;
	bool restricted;
	enum tz_status s;

	if (!folder)
		return tz_fail_nomem(err);
	s = resolve_right(cli, &restricted, err);
	if (!s)
		s = tz_catch_up_shelves(cli, &missed, err);
	if (!s)
		s = tz_index_open(folder, false, &index, err);
	if (!s)
		s = look_up_rules(&search, restricted, err);
	/* To count what may not be shown all of it must be looked at. */
	if (!s)
		s = tz_index_search(index, restricted, query,
		    search.due + search.refused > 0 ? 0 : (size_t)search.limit,
		    show_hit, &search, &summary, err);
	if (s)
		return s;
	n_missed = missed.on[TZ_SHELF_OPEN] +
	    (restricted ? missed.on[TZ_SHELF_RESTRICTED] : 0);
	s = show_summary(&search, &summary, n_missed, err);
	if (s)
		return s;
	return summary.matched > search.hidden ? TZ_OK : TZ_NO;
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	tz_auto_buf query = TZ_BUF_INIT;
	enum tz_status s;
	int i;

	for (i = 0; i < argc; i++) {
		if (i > 0)
			tz_buf_putc(&query, ' ');
		tz_buf_puts(&query, argv[i]);
	}
	s = tz_buf_check(&query, err);
	return s ? s : search_for(cli, tz_buf_str(&query), err);
}

static const struct tz_option options[] = {
    {"limit", 0, TZ_OPTION_NUMBER, "<number>",
	N_("show at most so many hits (20; 0: all)")},
    {NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};

const struct tz_command tz_cmd_search = {
    .name = "search",
    .group = TZ_GROUP_LOOKING,
    .summary = N_("Search the text of all records."),
    .synopsis = "<query> [--limit <number>]",
    .details = N_("Words are joined by AND; OR, NOT, -word, ( ), \"a "
		  "phrase\", a NEAR/5 b and\nword* are understood. A run of "
		  "Chinese characters is found exactly as it\nstands; English "
		  "words by their stem. Fields: title: number: agency:\n"
		  "department: category: theme: genre: disposition: ground:\n"
		  "year:2019..2021 date:2019-01..2019-06\n\n"
		  "Who is not on the roster searches published records "
		  "only."),
    .need = TZ_NEED_VAULT,
    .min_args = 1,
    .max_args = -1,
    .options = options,
    .run = run,
};
