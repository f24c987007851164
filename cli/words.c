/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/words.c - the words of records as people read them
 *
 * Only words that stand here are translated: a step or a title that happens to
 * be spelt like a message is not one.
 */
#include <string.h>

#include "cli/words.h"
#include "policies/finding.h"

/* clang-format off */
static const char *const words[] = {
	/* what became of an item */
	N_("in-review"), N_("returned"), N_("pending"), N_("cleared"),
	N_("published"), N_("withheld"), N_("withdrawn"), N_("quarantined"),
	N_("erased"),
	/* severities */
	N_("refuse"), N_("block"), N_("warn"), N_("note"),
	/* judgements */
	N_("open"), N_("upheld"), N_("dismissed"),
	/* dispositions */
	N_("disclose"), N_("on-request"), N_("in-part"), N_("withhold"),
	/* acts and decisions */
	N_("submit"), N_("revise"), N_("judge"), N_("sign-off"), N_("publish"),
	N_("withdraw"), N_("erase"), N_("deposit"), N_("reassess"),
	N_("anchor"), N_("export"), N_("approve"), N_("return"), N_("part"),
	N_("refer"), N_("consult"), N_("defer"), N_("uphold"), N_("dismiss"),
	/* how far a file was read */
	N_("read"), N_("partly"), N_("unread"),
	/* roles */
	N_("drafter"), N_("reviewer"), N_("confidentiality-officer"),
	N_("approver"), N_("archivist"), N_("foi-officer"), N_("auditor"),
	N_("administrator"),
	/* where in a document */
	N_("body"), N_("header-footer"), N_("footnote"), N_("comment"),
	N_("tracked-insertion"), N_("tracked-deletion"), N_("hidden-text"),
	N_("hidden-sheet"), N_("hidden-row-column"), N_("hidden-slide"),
	N_("speaker-notes"), N_("property"), N_("formula"), N_("external-link"),
	N_("cached-data"), N_("annotation"), N_("form-field"),
	N_("optional-content"), N_("covered-text"), N_("invisible-text"),
	N_("earlier-revision"), N_("script"), N_("exif"), N_("ocr"),
	N_("filename"), N_("attachment"),
	/* checks */
	N_("archive-form"), N_("bag"), N_("fixity"), N_("extra"),
	N_("unknown-name"), N_("special-file"), N_("seq"), N_("chain"),
	N_("merkle"), N_("checkpoint"), N_("signature"), N_("role"), N_("seen"),
	N_("opening"), N_("object"), N_("completeness"), N_("time"),
	N_("derived"), N_("index"),
	/* what a check said */
	N_("ok"), N_("failed"), N_("not-checked"),
	/* why a file was not read, or not wholly */
	N_("encrypted"), N_("damaged"), N_("unknown-type"),
	N_("unsupported-type"), N_("limit-memory"), N_("limit-time"),
	N_("limit-depth"), N_("limit-entries"), N_("limit-ratio"),
	N_("limit-size"), N_("limit-text"), N_("limit-entities"),
	N_("crash"), N_("ocr-missing"),
	N_("empty-archive-name"), N_("no-text"), N_("missing-volume"),
	/* why a path was left out */
	N_("hidden"), N_("ignore-file"), N_("link"), N_("special"),
	N_("checkout"),
	/* facts of a file, besides those that are channels too */
	N_("action"), N_("alternatives-differ"), N_("blind-copy"),
	N_("change-log"), N_("comments"), N_("cropped-picture"),
	N_("data-connection"), N_("data-model"), N_("defined-name"),
	N_("device"), N_("digital-signature"), N_("directory-differs"),
	N_("document-variable"), N_("duplicate-name"), N_("embedded-object"),
	N_("filtered-rows"), N_("gps"), N_("hidden-shape"), N_("leading-data"),
	N_("macro"), N_("maker-notes"), N_("ocr-layer"), N_("odd-characters"),
	N_("off-page-text"), N_("other-text"), N_("picture-original"),
	N_("printer-settings"), N_("private-data"), N_("protective-marking"),
	N_("repaired"), N_("revision-ids"), N_("scenario"),
	N_("special-member"), N_("template-path"), N_("thumbnail"),
	N_("thumbnail-differs"), N_("tiny-text"), N_("tracked-changes"),
	N_("trailing-data"), N_("two-types"), N_("type-mismatch"),
	N_("unapplied-redaction"), N_("unlisted-member"),
	N_("unreferenced-object"), N_("unsafe-name"), N_("white-text"),
};
/* clang-format on */

const char *
tz_cli_word(const char *word)
{
	size_t i;

	for (i = 0; word && i < sizeof words / sizeof words[0]; i++) {
		if (strcmp(word, words[i]) == 0)
			return _(words[i]);
	}
	return word;
}

const char *
tz_cli_excerpt(const char *match, const char *excerpt)
{
	bool fact = !match || match[0] == '\0';

	return fact ? tz_cli_word(excerpt) : excerpt;
}

const char *
tz_cli_rule_title(const struct tz_cli *cli, const struct tz_rule_set *rules,
    const char *rule)
{
	if (strcmp(rule, TZ_RULE_UNREAD) == 0)
		return _("a file that could not be read");
	if (strcmp(rule, TZ_RULE_PARTLY) == 0)
		return _("a file that could be read in part only");
	if (strcmp(rule, TZ_RULE_PASSAGE) == 0)
		return _("a passage of a registered document");
	return tz_rule_set_rule_title(rules, rule,
	    tz_cli_chinese(cli) ? "zh" : "en");
}

const char *
tz_cli_step(struct tz_cli *cli, const char *route, const char *step)
{
	const struct tz_route *found = NULL;
	struct tz_rule_set *rules;
	struct tz_err ignored = {0};
	size_t i;

	if (!step || step[0] == '\0')
		return "";
	if (route && tz_cli_chinese(cli) &&
	    tz_cli_rules(cli, &rules, &ignored) == TZ_OK)
		found = tz_rule_set_route(rules, route);
	for (i = 0; found && i < found->n_steps; i++) {
		if (strcmp(found->steps[i].id, step) == 0 &&
		    found->steps[i].title_zh)
			return found->steps[i].title_zh;
	}
	return step;
}
