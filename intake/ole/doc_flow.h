/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/doc_flow.h - the text of one sub-document, and what lies beside
 * it: hidden, tracked, covered text, and the codes of fields
 */
#ifndef TZ_INTAKE_OLE_DOC_FLOW_H
#define TZ_INTAKE_OLE_DOC_FLOW_H

#include "intake/ole/doc.h"

enum tz_doc_side {
	TZ_DOC_FLOW,
	TZ_DOC_HIDDEN,
	TZ_DOC_INSERTED,
	TZ_DOC_DELETED,
	TZ_DOC_COVERED,
	TZ_DOC_FORMULA,
	TZ_DOC_LINK,
	TZ_DOC_SIDES
};

struct tz_doc_flow {
	struct tz_doc *doc;
	struct tz_story sides[TZ_DOC_SIDES];
	bool torn[TZ_DOC_SIDES];
	enum tz_place_kind place;
	uint32_t n;
	const char *author;
	/* fields in fields: whether the text is that of a code */
	uint64_t codes;
	unsigned fields;
	struct tz_buf code; /* of the innermost field */
	bool tracked, hidden, white, tiny, covered, linked, queried;
};

/** tz_doc_flow_start(flow, doc, channel, path): Begin; the caller ends it with
 * tz_doc_flow_clear(). */
void tz_doc_flow_start(struct tz_doc_flow *flow, struct tz_doc *doc,
    enum tz_channel channel, const char *path);

/** tz_doc_flow_clear(flow): Free what it holds. */
void tz_doc_flow_clear(struct tz_doc_flow *flow);

/** tz_doc_flow_put(flow, look, row, text): Add UTF-8 of one look to where it
 * belongs; ${row} says that it stands in a row with shaded cells. */
void tz_doc_flow_put(struct tz_doc_flow *flow, const struct tz_doc_look *look,
    bool row, const struct tz_buf *text);

/** tz_doc_flow_separate(flow, c): A paragraph, cell or line ends. */
void tz_doc_flow_separate(struct tz_doc_flow *flow, char c);

/** tz_doc_flow_field(flow, mark): A field begins (0x13), its result begins
 * (0x14), it ends (0x15). */
void tz_doc_flow_field(struct tz_doc_flow *flow, uint16_t mark);

/** tz_doc_flow_send(flow, err): Send the stories and the facts about them. */
TZ_CHECK enum tz_status
tz_doc_flow_send(struct tz_doc_flow *flow, struct tz_err *err);

#endif /* !TZ_INTAKE_OLE_DOC_FLOW_H */
