/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc.c - opening a package and finding the parts in it
 */
#include "intake/ooxml/opc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "intake/archive/package.h"
#include "intake/archive/zip_names.h"
#include "intake/intake.h"
#include "intake/ooxml/opc_flat.h"
#include "intake/xml.h"

/* Say what the package as a whole, or a member of it, could not give. */
static enum tz_status
note_reason(struct tz_opc *opc, const char *reason, struct tz_err *err)
{
	if (!reason)
		return TZ_OK;
	return tz_emit_reading(opc->emit, opc->source, TZ_READING_PARTLY,
	    reason, err);
}

static enum tz_status
list_parts(struct tz_opc *opc, struct tz_err *err)
{
	const struct tz_package *package = opc->package;
	enum tz_status s = TZ_OK;
	size_t i;

	opc->parts = calloc(package->n, sizeof *opc->parts);
	if (!opc->parts)
		return tz_fail_nomem(err);
	for (i = 0; s == TZ_OK && i < package->n; i++) {
		const struct tz_member *member = &package->members[i];
		struct tz_opc_part *part = &opc->parts[opc->n++];

		part->name = member->name;
		while (part->name[0] == '/')
			part->name++;
		part->data = member->data;
		part->len = member->len;
		part->reason = member->reason;
		if (!tz_xml_root(part->data, part->len, part->root,
			sizeof part->root, part->space, sizeof part->space))
			part->root[0] = '\0';
		s = note_reason(opc, part->reason, err);
		if (s == TZ_OK)
			s = tz_emit_unpacked(opc->emit, opc->source, part->len,
			    err);
	}
	return s ? s : note_reason(opc, package->reason, err);
}

static bool
is_zip(const struct tz_source *source)
{
	return source->len >= 2 && memcmp(source->data, "PK", 2) == 0;
}

/* A file that is no package is a part by itself. */
static enum tz_status
take_whole(const struct tz_source *source, struct tz_package *package,
    struct tz_err *err)
{
	struct tz_member *member;

	tz_package_clear(package);
	member = calloc(1, sizeof *member);
	if (!member)
		return tz_fail_nomem(err);
	package->members = member;
	package->n = 1;
	member->name = strdup("");
	member->data = malloc(source->len + 1);
	if (!member->name || !member->data)
		return tz_fail_nomem(err);
	memcpy(member->data, source->data, source->len);
	member->len = source->len;
	return TZ_OK;
}

static enum tz_status
unpack(const struct tz_source *source, struct tz_package *package,
    struct tz_err *err)
{
	enum tz_status s;

	if (is_zip(source))
		return tz_package_read(source->data, source->len, package, err);
	s = tz_opc_flat(source, package, err);
	return s == TZ_FORMAT ? take_whole(source, package, err) : s;
}

/* Comments in the package's directory, and names that come twice. */
static enum tz_status
look_at_directory(struct tz_opc *opc, struct tz_err *err)
{
	tz_auto_buf comments = TZ_BUF_INIT;
	enum tz_status s = TZ_OK;
	size_t i;

	if (!is_zip(opc->source))
		return TZ_OK;
	if (!tz_zip_names_directory(opc->source->data, opc->source->len))
		s = tz_opc_damaged(opc, err);
	tz_zip_names_comments(opc->source->data, opc->source->len, &comments);
	if (s == TZ_OK)
		s = tz_emit_text(opc->emit, opc->source, TZ_CHANNEL_PROPERTY,
		    "", TZ_PLACE_PROPERTY, "comment", tz_buf_str(&comments),
		    err);
	for (i = 0; s == TZ_OK && i < opc->n; i++)
		if (tz_opc_find(opc, opc->parts[i].name) != &opc->parts[i])
			s = tz_opc_fact(opc, "duplicate-name",
			    opc->parts[i].name, TZ_CHANNEL_FILENAME, err);
	return s;
}

enum tz_status
tz_opc_open(struct tz_emit *emit, const struct tz_source *source,
    struct tz_opc **ret_opc, struct tz_err *err)
{
	tz_auto(tz_opc) opc = calloc(1, sizeof *opc);
	enum tz_status s;

	if (!opc)
		return tz_fail_nomem(err);
	opc->emit = emit;
	opc->source = source;
	opc->package = calloc(1, sizeof(struct tz_package));
	if (!opc->package)
		return tz_fail_nomem(err);
	s = unpack(source, opc->package, err);
	if (s == TZ_OK)
		s = list_parts(opc, err);
	if (s == TZ_OK)
		s = look_at_directory(opc, err);
	if (s == TZ_OK)
		*ret_opc = tz_steal(&opc);
	return s;
}

void
tz_opc_free(struct tz_opc *opc)
{
	if (!opc)
		return;
	if (opc->package)
		tz_package_clear(opc->package);
	free(opc->package);
	free(opc->parts);
	free(opc);
}

struct tz_opc_part *
tz_opc_find(struct tz_opc *opc, const char *name)
{
	size_t i;

	for (i = 0; i < opc->n; i++)
		if (strcasecmp(opc->parts[i].name, name) == 0)
			return &opc->parts[i];
	return NULL;
}

struct tz_opc_part *
tz_opc_next(struct tz_opc *opc, const char *root,
    const struct tz_opc_part *part)
{
	size_t i = part ? (size_t)(part - opc->parts) + 1 : 0;

	for (; i < opc->n; i++)
		if (!opc->parts[i].taken &&
		    strcmp(opc->parts[i].root, root) == 0)
			return &opc->parts[i];
	return NULL;
}

enum tz_status
tz_opc_damaged(struct tz_opc *opc, struct tz_err *err)
{
	opc->damaged = true;
	return tz_emit_reading(opc->emit, opc->source, TZ_READING_PARTLY,
	    TZ_REASON_DAMAGED, err);
}

enum tz_status
tz_opc_fact(struct tz_opc *opc, const char *name, const char *path,
    enum tz_channel channel, struct tz_err *err)
{
	return tz_emit_fact(opc->emit, opc->source, name, path, channel, NULL,
	    err);
}

enum tz_status
tz_opc_child(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	part->taken = true;
	return tz_emit_child(opc->emit, opc->source, part->name,
	    part->data ? (const char *)part->data : "", part->len, err);
}

/* The name that ${target}, written in the part ${base}, stands for. */
static char *
resolve(const char *base, const char *target)
{
	const char *slash = strrchr(base, '/');
	size_t len = target[0] == '/' || !slash ? 0 : (size_t)(slash - base);
	char *name = malloc(strlen(base) + strlen(target) + 2);

	if (!name)
		return NULL;
	memcpy(name, base, len);
	while (*target) {
		size_t step = strcspn(target, "/");

		if (step == 2 && memcmp(target, "..", 2) == 0) {
			while (len > 0 && name[--len] != '/')
				continue;
		} else if (step > 0 && !(step == 1 && target[0] == '.')) {
			if (len > 0)
				name[len++] = '/';
			memcpy(name + len, target, step);
			len += step;
		}
		target += step + (target[step] == '/');
	}
	name[len] = '\0';
	return name;
}

/* "word/document.xml" -> "word/_rels/document.xml.rels" */
static char *
relations_name(const char *part)
{
	const char *slash = strrchr(part, '/');
	int folder = slash ? (int)(slash - part) + 1 : 0;
	struct tz_buf name = TZ_BUF_INIT;

	tz_buf_printf(&name, "%.*s_rels/%s.rels", folder, part, part + folder);
	return tz_buf_take(&name);
}

static enum tz_status
add_relation(struct tz_xml *xml, const char *part, struct tz_opc_relations *ret,
    struct tz_err *err)
{
	const char *id = tz_xml_attribute(xml, "Id");
	const char *type = tz_xml_attribute(xml, "Type");
	const char *target = tz_xml_attribute(xml, "Target");
	const char *mode = tz_xml_attribute(xml, "TargetMode");
	const char *slash = type ? strrchr(type, '/') : NULL;
	struct tz_opc_relation *item;

	item = realloc(ret->item, (ret->n + 1) * sizeof *item);
	if (!item)
		return tz_fail_nomem(err);
	ret->item = item;
	item += ret->n++;
	item->external = mode && strcasecmp(mode, "External") == 0;
	item->id = strdup(id ? id : "");
	item->type = strdup(slash ? slash + 1 : type ? type : "");
	if (item->external)
		item->target = strdup(target ? target : "");
	else
		item->target = resolve(part, target ? target : "");
	if (!item->id || !item->type || !item->target)
		return tz_fail_nomem(err);
	return TZ_OK;
}

static enum tz_status
read_relations(const struct tz_opc_part *list, const char *part,
    struct tz_opc_relations *ret, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;
	enum tz_status s;

	ret->item = NULL;
	ret->n = 0;
	if (!list || list->len == 0)
		return TZ_OK;
	s = tz_xml_open(list->data, list->len, &xml, err);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE)
		if (event == TZ_XML_START &&
		    strcmp(tz_xml_name(xml), "Relationship") == 0)
			s = add_relation(xml, part, ret, err);
	return s;
}

enum tz_status
tz_opc_relations(struct tz_opc *opc, const char *part,
    struct tz_opc_relations *ret, struct tz_err *err)
{
	tz_auto_str name = relations_name(part);

	if (!name)
		return tz_fail_nomem(err);
	return read_relations(tz_opc_find(opc, name), part, ret, err);
}

enum tz_status
tz_opc_relations_in(struct tz_opc *opc, const struct tz_opc_part *list,
    struct tz_opc_relations *ret, struct tz_err *err)
{
	tz_auto_buf part = TZ_BUF_INIT;
	const char *folder = strstr(list->name, "_rels/");
	const char *end = strrchr(list->name, '.');

	(void)opc;
	/* "word/_rels/document.xml.rels" -> "word/document.xml" */
	if (folder && end > folder) {
		tz_buf_append(&part, list->name, (size_t)(folder - list->name));
		tz_buf_append(&part, folder + 6, (size_t)(end - folder) - 6);
	}
	if (part.failed)
		return tz_fail_nomem(err);
	return read_relations(list, tz_buf_str(&part), ret, err);
}

void
tz_opc_relations_clear(struct tz_opc_relations *relations)
{
	size_t i;

	for (i = 0; i < relations->n; i++) {
		free(relations->item[i].id);
		free(relations->item[i].type);
		free(relations->item[i].target);
	}
	free(relations->item);
	memset(relations, 0, sizeof *relations);
}

const struct tz_opc_relation *
tz_opc_relation(const struct tz_opc_relations *relations, const char *id)
{
	size_t i;

	for (i = 0; id && i < relations->n; i++)
		if (strcmp(relations->item[i].id, id) == 0)
			return &relations->item[i];
	return NULL;
}
