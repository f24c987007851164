/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/ground.h - the legal bases on which information is withheld
 *
 * YAML `schema: taizhang-grounds/1`, `regime`, `title`, `source`,
 * `grounds: [{code, title: {zh, en}, law: {zh, en}, kind: must | may}]`.
 */
#ifndef TZ_POLICIES_GROUND_H
#define TZ_POLICIES_GROUND_H

#include <stdbool.h>

struct tz_ground {
	const char *code; /* "cn.foi.14.1" */
	const char *regime;
	const char *title_zh;
	const char *title_en;
	const char *law_zh; /* 政府信息公开条例第十四条 */
	const char *law_en;
	bool must; /* the law forbids disclosure; else it allows refusal */
};

#endif /* !TZ_POLICIES_GROUND_H */
