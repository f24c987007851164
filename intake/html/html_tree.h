/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_tree.h - the tree of an HTML text, by gumbo
 *
 * gumbo ends a program that is out of memory and frees a tree by recursion;
 * here it gets memory that is kept on a list, so that neither happens.
 */
#ifndef TZ_INTAKE_HTML_HTML_TREE_H
#define TZ_INTAKE_HTML_HTML_TREE_H

#include <stddef.h>

#include <gumbo.h>

#include "base/status.h"

/* Made by tz_html_tree_new(), ended by tz_html_tree_free(). */
struct tz_html_tree;

/** tz_html_tree_new(text, len, ret_tree, err): Parse UTF-8 text, which is
 * borrowed until the tree is freed.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_html_tree_new(const char *text, size_t len,
    struct tz_html_tree **ret_tree, struct tz_err *err);

/** tz_html_tree_free(tree): End it.  NULL is allowed. */
void tz_html_tree_free(struct tz_html_tree *tree);

TZ_AUTO_DEFINE(tz_html_tree)

/** tz_html_tree_root(tree): The node of the document; borrowed until the tree
 * is freed. */
const GumboNode *tz_html_tree_root(const struct tz_html_tree *tree);

#endif /* !TZ_INTAKE_HTML_HTML_TREE_H */
