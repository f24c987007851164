/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report/registers.c - the registers of a bundle
 *
 * One pass over the opened events.  A sign-off names its item by the random id
 * only, so the title is remembered from the submission or revision before it.
 */
#include "report/registers.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "archive/ledger.h"
#include "base/date.h"
#include "base/intl.h"
#include "report/csv.h"

#define COUNT(cells) (sizeof(cells) / sizeof(cells)[0])

struct registers {
	struct tz_buf disclosure;
	struct tz_buf review;
	struct tz_buf withheld;
	json_t *items; /* meta of each item's newest revision, by its id */
};

static const char *const disclosure_head[] = {"序号 Seq", "公开日期 Date",
    "文号 Number", "标题 Title", "部门 Department", "公开渠道 Channel",
    "网址 URL", "公开属性 Disposition", "文件 Files"};

static const char *const review_head[] = {"序号 Seq", "时间 Time (UTC)",
    "事项 Item", "标题 Title", "文号 Number", "行为 Act", "环节 Step",
    "决定 Decision", "签审人 By", "依据 Ground", "理由 Reason",
    "稿次 Revision"};

static const char *const withheld_head[] = {"序号 Seq", "时间 Time (UTC)",
    "事项 Item", "标题 Title", "文号 Number", "部门 Department",
    "决定 Decision", "依据 Ground", "理由 Reason", "签审人 By"};

static void
put_files(const json_t *files, struct tz_buf *ret)
{
	const json_t *file;
	size_t i;

	json_array_foreach(files, i, file)
	{
		const char *name = tz_json_string(file, "name");

		if (i > 0)
			tz_buf_puts(ret, "; ");
		tz_buf_puts(ret, name ? name : "");
	}
}

static void
put_disclosure(struct registers *registers, const struct tz_event *event,
    const char *seq)
{
	tz_auto_buf files = TZ_BUF_INIT;
	const json_t *detail = event->detail;

	put_files(json_object_get(detail, "files"), &files);
	const char *cells[] = {seq, tz_json_string(detail, "date"),
	    tz_json_string(detail, "number"), tz_json_string(detail, "title"),
	    tz_json_string(detail, "department"),
	    tz_json_string(detail, "channel"), tz_json_string(detail, "url"),
	    tz_json_string(detail, "disposition"), tz_buf_str(&files)};

	tz_csv_row(cells, COUNT(cells), &registers->disclosure);
}

static void
put_review(struct registers *registers, const struct tz_event *event,
    const char *seq)
{
	const json_t *detail = event->detail;
	const json_t *meta =
	    event->doc ? json_object_get(registers->items, event->doc) : NULL;
	bool is_withheld = event->kind == TZ_ACT_SIGN_OFF && event->decision &&
	    (strcmp(event->decision, "withhold") == 0 ||
		strcmp(event->decision, "part") == 0);
	char time[TZ_TIME_TEXT], revision[24] = "";

	tz_time_format(event->at, time);
	if (json_is_integer(json_object_get(detail, "revision")))
		snprintf(revision, sizeof revision, "%" PRId64,
		    tz_json_integer(detail, "revision", 0));
	const char *cells[] = {seq, time, event->doc,
	    tz_json_string(meta, "title"), tz_json_string(meta, "number"),
	    tz_act_word(event->kind), tz_json_string(detail, "step"),
	    event->decision, event->by, tz_json_string(detail, "ground"),
	    tz_json_string(detail, "reason"), revision};
	const char *reasons[] = {seq, time, event->doc,
	    tz_json_string(meta, "title"), tz_json_string(meta, "number"),
	    tz_json_string(meta, "department"), event->decision,
	    tz_json_string(detail, "ground"), tz_json_string(detail, "reason"),
	    event->by};

	tz_csv_row(cells, COUNT(cells), &registers->review);
	if (is_withheld)
		tz_csv_row(reasons, COUNT(reasons), &registers->withheld);
}

static enum tz_status
remember(struct registers *registers, const struct tz_event *event,
    struct tz_err *err)
{
	json_t *meta = json_object_get(event->detail, "meta");

	if (meta && event->doc &&
	    json_object_set(registers->items, event->doc, meta) != 0)
		return tz_fail_nomem(err);
	return TZ_OK;
}

static enum tz_status
visit(const struct tz_event *event, void *arg, struct tz_err *err)
{
	struct registers *registers = arg;
	enum tz_status s = TZ_OK;
	char seq[24];

	snprintf(seq, sizeof seq, "%" PRId64, event->seq);
	switch (event->kind) {
	case TZ_ACT_PUBLISH:
	case TZ_ACT_DEPOSIT:
		put_disclosure(registers, event, seq);
		break;
	case TZ_ACT_SUBMIT:
	case TZ_ACT_REVISE:
		s = remember(registers, event, err);
		put_review(registers, event, seq);
		break;
	case TZ_ACT_JUDGE:
	case TZ_ACT_SIGN_OFF:
	case TZ_ACT_WITHDRAW:
	case TZ_ACT_REASSESS:
		put_review(registers, event, seq);
		break;
	case TZ_ACT_PERSON_ADD:
	case TZ_ACT_PERSON_RETIRE:
	case TZ_ACT_POLICY_ADOPT:
	case TZ_ACT_REFUSE:
	case TZ_ACT_FINGERPRINT_ADD:
	case TZ_ACT_FINGERPRINT_END:
	case TZ_ACT_ERASE:
	case TZ_ACT_ANCHOR:
	case TZ_ACT_EXPORT:
	case TZ_ACT_COUNT:
		break;
	}
	return s;
}

static enum tz_status
put(struct tz_named_list *list, const char *name, const struct tz_buf *text,
    struct tz_err *err)
{
	enum tz_status s = tz_buf_check(text, err);

	return s ? s : tz_named_put(list, name, text->data, text->len, err);
}

static enum tz_status
make(struct registers *registers, struct tz_bundle_plan *plan, bool is_public,
    struct tz_named_list *ret_list, struct tz_err *err)
{
	enum tz_status s;

	tz_csv_row(disclosure_head, COUNT(disclosure_head),
	    &registers->disclosure);
	tz_csv_row(review_head, COUNT(review_head), &registers->review);
	tz_csv_row(withheld_head, COUNT(withheld_head), &registers->withheld);
	s = tz_bundle_plan_each(plan, visit, registers, err);
	if (s == TZ_OK)
		s = put(ret_list, "disclosure.csv", &registers->disclosure,
		    err);
	if (s || is_public)
		return s;
	s = put(ret_list, "review.csv", &registers->review, err);
	if (s == TZ_OK)
		s = put(ret_list, "withheld.csv", &registers->withheld, err);
	return s;
}

enum tz_status
tz_registers_make(struct tz_bundle_plan *plan, bool is_public,
    struct tz_named_list *ret_list, struct tz_err *err)
{
	struct registers registers = {.items = json_object()};
	enum tz_status s;

	if (!registers.items)
		return tz_fail_nomem(err);
	s = make(&registers, plan, is_public, ret_list, err);
	tz_buf_clear(&registers.disclosure);
	tz_buf_clear(&registers.review);
	tz_buf_clear(&registers.withheld);
	json_decref(registers.items);
	return s;
}
