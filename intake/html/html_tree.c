/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_tree.c - the tree of an HTML text, by gumbo
 */
#include "intake/html/html_tree.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What stands before each piece of gumbo's memory. */
struct piece {
	struct piece *before;
	struct piece *after;
};

struct tz_html_tree {
	struct piece pieces; /* the head of a ring */
	jmp_buf out_of_memory;
	GumboOutput *output;
};

/* gumbo does not look at what this returns, so it does not return NULL. */
static void *
get_memory(void *arg, size_t len)
{
	struct tz_html_tree *tree = (struct tz_html_tree *)arg;
	struct piece *piece = NULL;

	if (len <= SIZE_MAX - sizeof *piece)
		piece = malloc(sizeof *piece + len);
	if (!piece)
		longjmp(tree->out_of_memory, 1);
	piece->before = &tree->pieces;
	piece->after = tree->pieces.after;
	piece->after->before = piece;
	tree->pieces.after = piece;
	return piece + 1;
}

static void
give_back(void *arg, void *memory)
{
	struct piece *piece = (struct piece *)memory - 1;

	(void)arg;
	if (!memory)
		return;
	piece->before->after = piece->after;
	piece->after->before = piece->before;
	free(piece);
}

/* Parse; NULL when memory ran out. */
static GumboOutput *
parse(struct tz_html_tree *tree, const char *text, size_t len)
{
	GumboOptions options = kGumboDefaultOptions;

	options.allocator = get_memory;
	options.deallocator = give_back;
	options.userdata = tree;
	options.max_errors = 0;
	if (setjmp(tree->out_of_memory))
		return NULL;
	return gumbo_parse_with_options(&options, text, len);
}

enum tz_status
tz_html_tree_new(const char *text, size_t len, struct tz_html_tree **ret_tree,
    struct tz_err *err)
{
	tz_auto(tz_html_tree) tree = calloc(1, sizeof *tree);

	if (!tree)
		return tz_fail_nomem(err);
	tree->pieces.before = tree->pieces.after = &tree->pieces;
	tree->output = parse(tree, text, len);
	if (!tree->output)
		return tz_fail_nomem(err);
	*ret_tree = tz_steal(&tree);
	return TZ_OK;
}

void
tz_html_tree_free(struct tz_html_tree *tree)
{
	if (!tree)
		return;
	while (tree->pieces.after != &tree->pieces)
		give_back(NULL, tree->pieces.after + 1);
	free(tree);
}

const GumboNode *
tz_html_tree_root(const struct tz_html_tree *tree)
{
	return tree->output->document;
}
