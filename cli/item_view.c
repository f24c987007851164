/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/item_view.c - an item as records and for people
 */
#include "cli/item_view.h"

#include "cli/finding_view.h"
#include "cli/item_act.h"
#include "cli/precedent_view.h"
#include "cli/where.h"
#include "cli/words.h"
#include "store/item_finding_rows.h"

/* One labelled line; nothing for what is not known. */
static void
line(struct tz_cli *cli, const char *label, const char *text)
{
	if (!text || text[0] == '\0')
		return;
	tz_cli_print(cli, "  ");
	tz_cli_pad(cli, label, 14);
	tz_cli_print(cli, " %s\n", tz_cli_clean(cli, text));
}

static void
heading(struct tz_cli *cli, const char *text)
{
	tz_cli_print(cli, "%s%s%s\n", tz_cli_style(cli, TZ_STYLE_BOLD), text,
	    tz_cli_style(cli, TZ_STYLE_PLAIN));
}

static enum tz_status
view_head(struct tz_cli *cli, const struct tz_item *item, struct tz_err *err)
{
	if (tz_cli_json(cli))
		return tz_cli_record(cli, tz_item_json(item), err);
	tz_cli_print(cli, "%s%s%s  %s\n", tz_cli_style(cli, TZ_STYLE_BOLD),
	    item->id, tz_cli_style(cli, TZ_STYLE_PLAIN),
	    tz_item_act_state(cli, item));
	if (item->state == TZ_STATE_QUARANTINED ||
	    item->state == TZ_STATE_ERASED)
		return TZ_OK;
	line(cli, _("title"), item->title);
	line(cli, _("number"), item->number);
	line(cli, _("date"), item->date);
	line(cli, _("department"), item->department);
	line(cli, _("category"), item->category);
	line(cli, _("theme"), item->theme);
	line(cli, _("genre"), item->genre);
	line(cli, _("disposition"), tz_cli_word(item->disposition));
	line(cli, _("ground"), item->ground);
	line(cli, _("submitted by"), item->by);
	line(cli, _("channel"), item->channel);
	line(cli, _("published on"), item->published_on);
	line(cli, _("address"), item->url);
	return TZ_OK;
}

static json_t *
file_record(const struct tz_item *item, const struct tz_item_file *file)
{
	char hex[TZ_ID_HEX];

	tz_id_hex(&file->sha256, hex);
	return json_pack("{s:s, s:s, s:i, s:s, s:s, s:s, s:I, s:s}", "type",
	    "file", "item", item->id, "revision", item->revision, "file",
	    file->name, "media_type", file->media_type, "status",
	    tz_reading_word(file->reading), "size", (json_int_t)file->size,
	    "sha256", hex);
}

static enum tz_status
view_files(struct tz_cli *cli, const struct tz_item *item, struct tz_err *err)
{
	tz_auto_item_files files = {0};
	enum tz_status s = tz_item_files(tz_cli_vault(cli), item->id,
	    item->revision, &files, err);
	size_t i;

	if (!s && !tz_cli_json(cli)) {
		tz_cli_print(cli, "%s", tz_cli_style(cli, TZ_STYLE_BOLD));
		tz_cli_print(cli, _("Files of revision %d"), item->revision);
		tz_cli_print(cli, "%s\n", tz_cli_style(cli, TZ_STYLE_PLAIN));
	}
	for (i = 0; i < files.n && !s; i++) {
		const struct tz_item_file *file = &files.file[i];

		if (tz_cli_json(cli)) {
			s = tz_cli_record(cli, file_record(item, file), err);
			continue;
		}
		tz_cli_print(cli, "  %zu  %s  (%s, %llu, %s)\n", i + 1,
		    tz_cli_clean(cli, file->name),
		    tz_cli_clean(cli, file->media_type),
		    (unsigned long long)file->size,
		    tz_cli_word(tz_reading_word(file->reading)));
	}
	return s;
}

static void
print_judgement(struct tz_cli *cli, const struct tz_found *found,
    const struct tz_found *precedent)
{
	if (found->by)
		tz_cli_print(cli, _("      %s by %s: %s\n"),
		    tz_cli_word(tz_judgement_word(found->status)), found->by,
		    tz_cli_clean(cli, found->reason ? found->reason : ""));
	/* A structural fact has no text that others could have. */
	if (precedent && !(found->matched && found->matched[0] != '\0'))
		tz_cli_print(cli,
		    _("      precedent F%d of revision %d: %s by %s: %s\n"),
		    precedent->number, precedent->revision,
		    tz_cli_word(tz_judgement_word(precedent->status)),
		    precedent->by ? precedent->by : "",
		    tz_cli_clean(cli,
			precedent->reason ? precedent->reason : ""));
}

static void
print_finding(struct tz_cli *cli, const struct tz_dossier *dossier,
    const struct tz_found *found, const struct tz_found *precedent)
{
	const char *title =
	    tz_cli_rule_title(cli, dossier->now.rules, found->rule);
	char name[16];

	snprintf(name, sizeof name, "F%d", found->number);
	tz_cli_print(cli, "  ");
	tz_cli_pad(cli, name, 4);
	tz_cli_print(cli, "%s",
	    tz_cli_style(cli, tz_view_severity_style(found->severity)));
	tz_cli_pad(cli, tz_cli_word(tz_severity_word(found->severity)), 7);
	tz_cli_print(cli, "%s", tz_cli_style(cli, TZ_STYLE_PLAIN));
	tz_cli_pad(cli, tz_cli_word(tz_judgement_word(found->status)), 10);
	tz_cli_print(cli, "%s", found->rule);
	if (title)
		tz_cli_print(cli, "  %s", tz_cli_clean(cli, title));
	tz_cli_print(cli, "\n      %s", tz_cli_clean(cli, found->place));
	tz_cli_print(cli, "  [%s]",
	    tz_cli_word(tz_channel_word(found->channel)));
	if (found->location && found->location[0] != '\0')
		tz_cli_print(cli, "  %s", tz_cli_where(cli, found->location));
	tz_cli_print(cli, "\n");
	if (found->excerpt && found->excerpt[0] != '\0')
		tz_cli_print(cli, "      %s\n",
		    tz_cli_clean(cli,
			tz_cli_excerpt(found->matched, found->excerpt)));
	if (found->about)
		tz_cli_print(cli, _("      of it: %s\n"),
		    tz_cli_clean(cli, found->about));
	print_judgement(cli, found, precedent);
}

/* One finding of the present revision. */
static enum tz_status
view_finding(struct tz_cli *cli, const struct tz_dossier *dossier,
    const struct tz_found *found, struct tz_err *err)
{
	const struct tz_item *item = &dossier->item;
	const struct tz_found *precedent =
	    tz_found_precedent(&dossier->found, found);
	tz_auto_precedents precedents = {0};
	tz_auto_json record = NULL;
	enum tz_status s;

	if (tz_cli_json(cli)) {
		record = tz_found_json(found, item->id, precedent);
		s = tz_precedent_view_record(cli, item->id, found, record, err);
		return s ? s : tz_cli_record(cli, json_incref(record), err);
	}
	s = tz_precedents_find(tz_cli_vault(cli), item->id, found, &precedents,
	    err);
	if (s)
		return s;
	print_finding(cli, dossier, found, precedent);
	tz_precedent_view_print(cli, &precedents);
	return TZ_OK;
}

static enum tz_status
view_findings(struct tz_cli *cli, const struct tz_dossier *dossier,
    struct tz_err *err)
{
	const struct tz_found_list *list = &dossier->found;
	const struct tz_item *item = &dossier->item;
	enum tz_status s = TZ_OK;
	bool any = false;
	size_t i;

	for (i = 0; i < list->n && !s; i++) {
		const struct tz_found *found = &list->found[i];

		if (!tz_found_stands(found, item->revision))
			continue;
		if (!any && !tz_cli_json(cli))
			heading(cli, _("Findings"));
		any = true;
		s = view_finding(cli, dossier, found, err);
	}
	return s;
}

struct signatures {
	struct tz_cli *cli;
	const struct tz_item *item;
};

static enum tz_status
view_signature(const struct tz_item_signature_row *row, void *arg,
    struct tz_err *err)
{
	const struct signatures *signatures = arg;
	struct tz_cli *cli = signatures->cli;
	char at[TZ_TIME_TEXT];

	tz_time_format(row->at, at);
	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    json_pack("{s:s, s:s, s:I, s:s, s:s, s:s, s:s, s:I, s:b, "
			      "s:s?, s:s?}",
			"type", "signature", "item", row->item, "seq",
			(json_int_t)row->seq, "step", row->step, "decision",
			row->decision, "by", row->by, "at", at, "revision",
			(json_int_t)row->revision, "valid", (int)row->valid,
			"reason", row->reason, "ground", row->ground),
		    err);
	tz_cli_print(cli, "  ");
	tz_cli_pad(cli, tz_cli_step(cli, signatures->item->route, row->step),
	    16);
	tz_cli_pad(cli, tz_cli_word(row->decision), 10);
	tz_cli_print(cli, "%s  %s", row->by, at);
	if (!row->valid)
		tz_cli_print(cli, _("  void: of revision %d"),
		    (int)row->revision);
	tz_cli_print(cli, "\n");
	if (row->reason)
		tz_cli_print(cli, "      %s\n", tz_cli_clean(cli, row->reason));
	return TZ_OK;
}

enum tz_status
tz_item_view(struct tz_cli *cli, const struct tz_dossier *dossier,
    struct tz_err *err)
{
	const struct tz_item *item = &dossier->item;
	struct signatures signatures = {cli, item};
	bool hidden = dossier->refused || item->state == TZ_STATE_QUARANTINED ||
	    item->state == TZ_STATE_ERASED;
	enum tz_status s;

	if (dossier->refused)
		return tz_fail(err, TZ_NO,
		    _("item %s bears a secret mark by the rules in force and "
		      "is not shown; tell the confidentiality officer"),
		    item->id);
	s = view_head(cli, item, err);
	if (!s && !hidden)
		s = view_files(cli, item, err);
	if (!s && !hidden)
		s = view_findings(cli, dossier, err);
	if (s || hidden)
		return s;
	if (!tz_cli_json(cli))
		heading(cli, _("Signatures"));
	return tz_item_finding_rows_signatures(tz_vault_db(tz_cli_vault(cli)),
	    item->id, view_signature, &signatures, err);
}
