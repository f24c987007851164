/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/query.c - what a person asks for, as a tree
 *
 *	any  = all { OR all }
 *	all  = near { [AND] near }
 *	near = one [ NEAR/n one ]
 *	one  = NOT one | ( any ) | field: one | word | "quotation"
 *
 * A word that holds nothing to search for (a dash) is left out of what it
 * stands in; a query of nothing else is refused.
 */
#include "index/query.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/utf8.h"
#include "index/query_leaf.h"
#include "index/query_token.h"

#define DEPTH_MAX 50

struct parser {
	struct tz_query_reader reader;
	struct tz_query_token token; /* the one not yet used */
	unsigned depth;
	const struct tz_field *field; /* of the group that is being read */
};

static enum tz_status read_any(struct parser *parser,
    struct tz_query **ret_query, struct tz_err *err);

static enum tz_status
advance(struct parser *parser, struct tz_err *err)
{
	return tz_query_token_next(&parser->reader, &parser->token, err);
}

/* Add ${*child}, which is consumed, to ${parent}. */
static enum tz_status
add_child(struct tz_query *parent, struct tz_query **child, struct tz_err *err)
{
	struct tz_query **grown = realloc(parent->children,
	    (parent->n_children + 1) * sizeof(struct tz_query *));

	if (!grown)
		return tz_fail_nomem(err);
	parent->children = grown;
	parent->children[parent->n_children++] = tz_steal(child);
	return TZ_OK;
}

/* Put ${*query} and ${*next}, both consumed and either may be NULL, together
 * in a node of ${kind}. */
static enum tz_status
join(enum tz_query_kind kind, struct tz_query **query, struct tz_query **next,
    struct tz_err *err)
{
	tz_auto(tz_query) both = NULL;
	enum tz_status s;

	if (!*next)
		return TZ_OK;
	if (!*query) {
		*query = tz_steal(next);
		return TZ_OK;
	}
	if ((*query)->kind == kind && kind != TZ_QUERY_NEAR)
		return add_child(*query, next, err);
	s = tz_query_new(kind, &both, err);
	if (!s)
		s = add_child(both, query, err);
	if (!s)
		s = add_child(both, next, err);
	if (!s)
		*query = tz_steal(&both);
	return s;
}

static enum tz_status
read_group(struct parser *parser, struct tz_query **ret_query,
    struct tz_err *err)
{
	tz_auto(tz_query) query = NULL;
	enum tz_status s;

	s = advance(parser, err);
	if (!s)
		s = read_any(parser, &query, err);
	if (s)
		return s;
	if (parser->token.kind != TZ_TOKEN_CLOSE)
		return tz_fail(err, TZ_FORMAT, _("a bracket is not closed"));
	s = advance(parser, err);
	if (!s)
		*ret_query = tz_steal(&query);
	return s;
}

static enum tz_status
read_leaf(struct parser *parser, struct tz_query **ret_query,
    struct tz_err *err)
{
	tz_auto(tz_query) query = NULL;
	enum tz_status s;

	s = tz_query_leaf_phrase(parser->field, parser->token.text,
	    parser->token.len, parser->token.kind == TZ_TOKEN_QUOTED, &query,
	    err);
	if (!s)
		s = advance(parser, err);
	if (!s)
		*ret_query = tz_steal(&query);
	return s;
}

static enum tz_status
read_range(struct parser *parser, struct tz_query **ret_query,
    struct tz_err *err)
{
	tz_auto(tz_query) query = NULL;
	bool years = parser->token.kind == TZ_TOKEN_YEAR;
	enum tz_status s;

	s = advance(parser, err);
	if (s)
		return s;
	if (parser->token.kind != TZ_TOKEN_WORD &&
	    parser->token.kind != TZ_TOKEN_QUOTED)
		return tz_fail(err, TZ_FORMAT, _("a field has no value"));
	s = tz_query_leaf_range(parser->token.text, parser->token.len, years,
	    &query, err);
	if (!s)
		s = advance(parser, err);
	if (!s)
		*ret_query = tz_steal(&query);
	return s;
}

static enum tz_status read_one(struct parser *parser,
    struct tz_query **ret_query, struct tz_err *err);

static enum tz_status
read_field(struct parser *parser, struct tz_query **ret_query,
    struct tz_err *err)
{
	const struct tz_field *outer = parser->field;
	enum tz_status s;

	parser->field = parser->token.field;
	s = advance(parser, err);
	if (!s && parser->token.kind == TZ_TOKEN_NOT)
		s = tz_fail(err, TZ_FORMAT, _("a field has no value"));
	if (!s)
		s = read_one(parser, ret_query, err);
	parser->field = outer;
	return s;
}

static enum tz_status
read_not(struct parser *parser, struct tz_query **ret_query, struct tz_err *err)
{
	tz_auto(tz_query) query = NULL;
	tz_auto(tz_query) child = NULL;
	enum tz_status s;

	s = advance(parser, err);
	if (!s)
		s = read_one(parser, &child, err);
	if (s || !child)
		return s;
	s = tz_query_new(TZ_QUERY_NOT, &query, err);
	if (!s)
		s = add_child(query, &child, err);
	if (!s)
		*ret_query = tz_steal(&query);
	return s;
}

/* One operand; ${*ret_query} stays as it was, NULL, if there is nothing to
 * search for in it. */
static enum tz_status
read_operand(struct parser *parser, struct tz_query **ret_query,
    struct tz_err *err)
{
	switch (parser->token.kind) {
	case TZ_TOKEN_OPEN:
		return read_group(parser, ret_query, err);
	case TZ_TOKEN_NOT:
		return read_not(parser, ret_query, err);
	case TZ_TOKEN_FIELD:
		return read_field(parser, ret_query, err);
	case TZ_TOKEN_DATE:
	case TZ_TOKEN_YEAR:
		return read_range(parser, ret_query, err);
	case TZ_TOKEN_WORD:
	case TZ_TOKEN_QUOTED:
		return read_leaf(parser, ret_query, err);
	case TZ_TOKEN_END:
	case TZ_TOKEN_CLOSE:
	case TZ_TOKEN_AND:
	case TZ_TOKEN_OR:
	case TZ_TOKEN_NEAR:
		break;
	}
	return tz_fail(err, TZ_FORMAT,
	    _("a word is missing beside an operator or a bracket"));
}

static enum tz_status
read_one(struct parser *parser, struct tz_query **ret_query, struct tz_err *err)
{
	enum tz_status s;

	if (parser->depth == DEPTH_MAX)
		return tz_fail(err, TZ_FORMAT,
		    _("the query has too many brackets in brackets"));
	parser->depth++;
	s = read_operand(parser, ret_query, err);
	parser->depth--;
	return s;
}

/* Whether ${query} can stand beside NEAR; makes it ready. */
static enum tz_status
check_near(struct tz_query *query, struct tz_err *err)
{
	const struct tz_field *field = NULL;

	if (query && query->field)
		field = tz_field_find(query->field, strlen(query->field));
	if (!query || query->kind != TZ_QUERY_PHRASE ||
	    (field && field->kind == TZ_FIELD_CODE))
		return tz_fail(err, TZ_FORMAT,
		    _("NEAR stands between two words or phrases"));
	return tz_query_leaf_unstem(query, err);
}

static enum tz_status
read_near(struct parser *parser, struct tz_query **ret_query,
    struct tz_err *err)
{
	tz_auto(tz_query) query = NULL;
	tz_auto(tz_query) other = NULL;
	unsigned distance = parser->token.distance;
	enum tz_status s;

	s = read_one(parser, &query, err);
	if (s)
		return s;
	if (parser->token.kind == TZ_TOKEN_NEAR) {
		distance = parser->token.distance;
		s = advance(parser, err);
		if (!s)
			s = read_one(parser, &other, err);
		if (!s)
			s = check_near(query, err);
		if (!s)
			s = check_near(other, err);
		if (!s && query->field != other->field)
			s = tz_fail(err, TZ_FORMAT,
			    _("both sides of NEAR stand in the same field"));
		if (!s)
			s = join(TZ_QUERY_NEAR, &query, &other, err);
		if (s)
			return s;
		query->distance = distance;
	}
	*ret_query = tz_steal(&query);
	return TZ_OK;
}

static bool
ends_all(const struct parser *parser)
{
	return parser->token.kind == TZ_TOKEN_END ||
	    parser->token.kind == TZ_TOKEN_CLOSE ||
	    parser->token.kind == TZ_TOKEN_OR;
}

static enum tz_status
read_all(struct parser *parser, struct tz_query **ret_query, struct tz_err *err)
{
	tz_auto(tz_query) query = NULL;
	enum tz_status s;

	do {
		tz_auto(tz_query) next = NULL;

		s = read_near(parser, &next, err);
		if (!s)
			s = join(TZ_QUERY_ALL, &query, &next, err);
		if (s)
			return s;
		if (parser->token.kind == TZ_TOKEN_AND) {
			s = advance(parser, err);
			if (s)
				return s;
			if (ends_all(parser))
				return tz_fail(err, TZ_FORMAT,
				    _("a word is missing beside an operator "
				      "or a bracket"));
		}
	} while (!ends_all(parser));
	*ret_query = tz_steal(&query);
	return TZ_OK;
}

static enum tz_status
read_any(struct parser *parser, struct tz_query **ret_query, struct tz_err *err)
{
	tz_auto(tz_query) query = NULL;
	enum tz_status s;

	s = read_all(parser, &query, err);
	while (!s && parser->token.kind == TZ_TOKEN_OR) {
		tz_auto(tz_query) next = NULL;

		s = advance(parser, err);
		if (!s)
			s = read_all(parser, &next, err);
		if (!s)
			s = join(TZ_QUERY_ANY, &query, &next, err);
	}
	if (!s)
		*ret_query = tz_steal(&query);
	return s;
}

enum tz_status
tz_query_parse(const char *text, size_t len, struct tz_query **ret_query,
    struct tz_err *err)
{
	tz_auto(tz_query) query = NULL;
	struct parser parser = {.reader = {text, len, 0}};
	enum tz_status s;

	if (len > TZ_QUERY_MAX)
		return tz_fail(err, TZ_FORMAT, _("the query is too long"));
	if (!tz_utf8_valid(text, len))
		return tz_fail(err, TZ_FORMAT, _("the query is not UTF-8"));
	s = advance(&parser, err);
	if (s)
		return s;
	if (parser.token.kind == TZ_TOKEN_END)
		return tz_fail(err, TZ_FORMAT,
		    _("there is nothing to search for"));
	s = read_any(&parser, &query, err);
	if (s)
		return s;
	if (parser.token.kind == TZ_TOKEN_CLOSE)
		return tz_fail(err, TZ_FORMAT,
		    _("a bracket closes that was not opened"));
	if (!query)
		return tz_fail(err, TZ_FORMAT,
		    _("there is nothing to search for"));
	*ret_query = tz_steal(&query);
	return TZ_OK;
}

void
tz_query_free(struct tz_query *query)
{
	size_t i;

	if (!query)
		return;
	for (i = 0; i < query->n_terms; i++)
		free(query->terms[i]);
	for (i = 0; i < query->n_pairs; i++)
		free(query->pairs[i]);
	for (i = 0; i < query->n_children; i++)
		tz_query_free(query->children[i]);
	free(query->terms);
	free(query->pairs);
	free(query->children);
	free(query->text);
	tz_unit_list_clear(&query->units);
	free(query);
}
