/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_signers.c - the signers of a bundle
 */
#include "archive/bundle_signers.h"

#include <string.h>

#include "base/date.h"
#include "base/intl.h"

#define OPTION " namespaces=\""

static void
clear_one(struct tz_bundle_signer *signer)
{
	free(signer->id);
	free(signer->namespaces);
	tz_public_key_clear(&signer->key);
}

void
tz_bundle_signers_clear(struct tz_bundle_signers *signers)
{
	size_t i;

	for (i = 0; i < signers->n; i++)
		clear_one(&signers->item[i]);
	free(signers->item);
	memset(signers, 0, sizeof *signers);
}

/* Split `ID namespaces="..." TYPE BASE64`. */
static enum tz_status
parse(const char *line, size_t len, struct tz_bundle_signer *ret,
    struct tz_err *err)
{
	tz_auto_str text = strndup(line, len);
	char *option, *end;
	enum tz_status s;

	if (!text)
		return tz_fail_nomem(err);
	option = strstr(text, OPTION);
	end = option ? strchr(option + strlen(OPTION), '"') : NULL;
	if (strlen(text) != len || strpbrk(text, "\n\r\t") || !end ||
	    end[1] != ' ' || strcspn(text, " ") != (size_t)(option - text))
		return tz_fail(err, TZ_FORMAT,
		    _("not a line of allowed signers"));
	s = tz_public_key_parse(end + 2, &ret->key, err);
	if (s)
		return s;
	ret->id = strndup(text, (size_t)(option - text));
	option += strlen(OPTION);
	ret->namespaces = strndup(option, (size_t)(end - option));
	return ret->id && ret->namespaces ? TZ_OK : tz_fail_nomem(err);
}

enum tz_status
tz_bundle_signers_add(struct tz_bundle_signers *signers, const char *line,
    size_t len, int64_t seq, int64_t at, struct tz_err *err)
{
	struct tz_bundle_signer *item, signer = {0};
	enum tz_status s;

	signer.added_seq = seq;
	signer.added_at = at;
	signer.retired_seq = -1;
	s = parse(line, len, &signer, err);
	item = s ? NULL
		 : reallocarray(signers->item, signers->n + 1, sizeof *item);
	if (!item) {
		clear_one(&signer);
		return s ? s : tz_fail_nomem(err);
	}
	signers->item = item;
	item[signers->n++] = signer;
	return TZ_OK;
}

enum tz_status
tz_bundle_signers_retire(struct tz_bundle_signers *signers, const char *line,
    size_t len, int64_t seq, int64_t at, struct tz_err *err)
{
	struct tz_bundle_signer signer = {0};
	enum tz_status s;
	size_t i;

	s = parse(line, len, &signer, err);
	for (i = signers->n; s == TZ_OK && i-- > 0;) {
		struct tz_bundle_signer *item = &signers->item[i];

		if (strcmp(item->id, signer.id) != 0 || item->retired_seq >= 0)
			continue;
		item->retired_seq = seq;
		item->retired_at = at;
		clear_one(&signer);
		return TZ_OK;
	}
	clear_one(&signer);
	return s ? s : tz_fail(err, TZ_FORMAT, _("nobody active is retired"));
}

/* YYYYMMDDHHMMSSZ: without the Z, ssh-keygen would take it as local time. */
static void
put_time(const char *option, int64_t at, struct tz_buf *ret)
{
	char text[TZ_TIME_TEXT];

	tz_time_format(at, text);
	tz_buf_printf(ret, ",%s=\"%.4s%.2s%.2s%.2s%.2s%.2sZ\"", option, text,
	    text + 5, text + 8, text + 11, text + 14, text + 17);
}

void
tz_bundle_signers_write(const struct tz_bundle_signers *signers,
    struct tz_buf *ret)
{
	size_t i;

	for (i = 0; i < signers->n; i++) {
		const struct tz_bundle_signer *signer = &signers->item[i];

		tz_buf_printf(ret, "%s" OPTION "%s\"", signer->id,
		    signer->namespaces);
		put_time("valid-after", signer->added_at, ret);
		if (signer->retired_seq >= 0)
			put_time("valid-before", signer->retired_at, ret);
		tz_buf_printf(ret, " %s %s\n", signer->key.type,
		    signer->key.base64);
	}
}

const struct tz_bundle_signer *
tz_bundle_signers_find(const struct tz_bundle_signers *signers, const char *id,
    int64_t seq)
{
	size_t i;

	for (i = signers->n; i-- > 0;) {
		if (signers->item[i].added_seq <= seq &&
		    strcmp(signers->item[i].id, id) == 0)
			return &signers->item[i];
	}
	return NULL;
}

bool
tz_bundle_signer_may(const struct tz_bundle_signer *signer,
    const char *name_space)
{
	const char *at = signer->namespaces;
	size_t len = strlen(name_space);

	while (*at) {
		size_t piece = strcspn(at, ",");

		if (piece == len && strncmp(at, name_space, len) == 0)
			return true;
		at += piece;
		at += *at == ',';
	}
	return false;
}
