/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/verify_bag.c - tag files and manifests (RFC 8493), and the range
 *
 * A manifest says nothing about who wrote it; it is only the list against
 * which damage and left-over files show.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/bag.h"
#include "archive/verify_run.h"
#include "base/intl.h"

enum { GROUP, NAME, EDITION, PROFILE, RANGE, OXUM, ORGANIZATION, N_LABELS };

static const char *const labels[N_LABELS] = {
    [GROUP] = "Bag-Group-Identifier",
    [NAME] = "External-Identifier",
    [EDITION] = "Ledger-Edition",
    [PROFILE] = "Ledger-Profile",
    [RANGE] = "Ledger-Range",
    [OXUM] = "Payload-Oxum",
    [ORGANIZATION] = "Source-Organization",
};

/* Exactly the seven lines in their order, or false; values point into
 * ${text}. */
static bool
parse_info(char *text, char *values[N_LABELS])
{
	int i;

	for (i = 0; i < N_LABELS; i++) {
		size_t len = strlen(labels[i]);
		char *end = strchr(text, '\n');

		if (!end || strncmp(text, labels[i], len) != 0 ||
		    strncmp(text + len, ": ", 2) != 0)
			return false;
		*end = '\0';
		values[i] = text + len + 2;
		text = end + 1;
	}
	return *text == '\0';
}

/* The lines wherever they stand, "" for what is not there. */
static void
find_info(char *text, char *values[N_LABELS])
{
	static char empty[1];
	char *line;
	int i;

	for (i = 0; i < N_LABELS; i++)
		values[i] = empty;
	while ((line = strsep(&text, "\n")))
		for (i = 0; i < N_LABELS; i++) {
			size_t len = strlen(labels[i]);

			if (strncmp(line, labels[i], len) == 0 &&
			    strncmp(line + len, ": ", 2) == 0)
				values[i] = line + len + 2;
		}
}

/* "A B", both plain decimal numbers. */
static bool
parse_range(const char *text, int64_t *ret_from, int64_t *ret_until)
{
	char again[48];
	int64_t from, until;

	if (strlen(text) > 40 || strspn(text, "0123456789 ") != strlen(text) ||
	    sscanf(text, "%15" SCNd64 " %15" SCNd64, &from, &until) != 2)
		return false;
	snprintf(again, sizeof again, "%" PRId64 " %" PRId64, from, until);
	if (strcmp(again, text) != 0 || from < 0 || until <= from)
		return false;
	*ret_from = from;
	*ret_until = until;
	return true;
}

static void
check_oxum(struct tz_verify *verify, const char *value)
{
	uint64_t bytes = 0;
	size_t n = 0, i;
	char expected[64];

	for (i = 0; i < verify->n_members; i++) {
		if (!tz_bag_name_payload(verify->member[i].name))
			continue;
		bytes += verify->member[i].size;
		n++;
	}
	snprintf(expected, sizeof expected, "%" PRIu64 ".%zu", bytes, n);
	verify->n_checked[TZ_CHECK_BAG]++;
	if (strcmp(expected, value) != 0)
		tz_verify_fail(verify, TZ_CHECK_BAG, "Payload-Oxum",
		    _("is not the number of bytes and files that are there"));
}

/* HOST-ledger-PERIOD[-public][-eN] must fit the other lines. */
static bool
name_fits(const struct tz_verify *verify, char *const values[N_LABELS])
{
	size_t host = strcspn(values[GROUP], "/");
	const char *rest = values[NAME] + host;
	char suffix[32], edition[16];
	size_t period;

	if (strncmp(values[NAME], values[GROUP], host) != 0 ||
	    strncmp(rest, "-ledger-", 8) != 0 ||
	    strcmp(values[GROUP] + host, "/1") != 0)
		return false;
	rest += 8;
	edition[0] = '\0';
	if (verify->edition > 1)
		snprintf(edition, sizeof edition, "-e%d", verify->edition);
	snprintf(suffix, sizeof suffix, "%s%s",
	    verify->is_public ? "-public" : "", edition);
	period = strlen(rest);
	if (period < strlen(suffix))
		return false;
	period -= strlen(suffix);
	return strcmp(rest + period, suffix) == 0 && period >= 4 &&
	    period <= 7 && strspn(rest, "0123456789Q-") >= period;
}

static enum tz_status
take_info(struct tz_verify *verify, char *const values[N_LABELS],
    struct tz_err *err)
{
	char edition[16];

	verify->origin = strdup(values[GROUP]);
	if (!verify->origin)
		return tz_fail_nomem(err);
	verify->edition = atoi(values[EDITION]);
	snprintf(edition, sizeof edition, "%d", verify->edition);
	verify->is_public = strcmp(values[PROFILE], "public") == 0;
	if (strcmp(edition, values[EDITION]) != 0 || verify->edition < 1) {
		tz_verify_fail(verify, TZ_CHECK_BAG, "Ledger-Edition",
		    _("is no number from 1"));
		verify->edition = 1;
	}
	if (!verify->is_public && strcmp(values[PROFILE], "full") != 0)
		tz_verify_fail(verify, TZ_CHECK_BAG, "Ledger-Profile",
		    _("is neither full nor public"));
	if (!name_fits(verify, values))
		tz_verify_fail(verify, TZ_CHECK_BAG, "External-Identifier",
		    _("does not fit log, profile and edition"));
	if (verify->is_tar && strcmp(values[NAME], verify->folder) != 0)
		tz_verify_fail(verify, TZ_CHECK_BAG, "External-Identifier",
		    _("is not the folder's name"));
	free(verify->folder);
	verify->folder = strdup(values[NAME]);
	check_oxum(verify, values[OXUM]);
	return verify->folder ? TZ_OK : tz_fail_nomem(err);
}

/* Range, profile and name; bag-info.txt and data/ledger/range must agree. */
static enum tz_status
read_info(struct tz_verify *verify, struct tz_err *err)
{
	tz_auto_buf info = TZ_BUF_INIT;
	tz_auto_buf range = TZ_BUF_INIT;
	tz_auto_str as_is = NULL;
	char *values[N_LABELS] = {NULL};
	int64_t from, until;
	enum tz_status s;

	verify->n_checked[TZ_CHECK_BAG]++;
	if (tz_verify_read(verify, "data/ledger/range", &range, NULL) ||
	    range.len < 2 || range.data[range.len - 1] != '\n')
		return tz_fail(err, TZ_FORMAT,
		    _("this is no bundle: it has no data/ledger/range"));
	range.data[--range.len] = '\0';
	if (!parse_range(range.data, &verify->from, &verify->until))
		return tz_fail(err, TZ_FORMAT,
		    _("this is no bundle: data/ledger/range is no range"));
	if (tz_verify_read(verify, "bag-info.txt", &info, NULL) ||
	    info.len == 0 || strlen(info.data) != info.len)
		return tz_fail(err, TZ_FORMAT,
		    _("this is no bundle: it has no bag-info.txt"));
	as_is = strdup(info.data);
	if (!as_is)
		return tz_fail_nomem(err);
	if (!parse_info(info.data, values)) {
		tz_verify_fail(verify, TZ_CHECK_BAG, "bag-info.txt",
		    _("has not exactly its lines, in their order"));
		find_info(as_is, values);
	}
	s = take_info(verify, values, err);
	if (s)
		return s;
	if (!parse_range(values[RANGE], &from, &until) ||
	    from != verify->from || until != verify->until)
		tz_verify_fail(verify, TZ_CHECK_BAG, "Ledger-Range",
		    _("is not that of data/ledger/range"));
	return TZ_OK;
}

static enum tz_status
manifest_line(struct tz_verify *verify, const char *line, size_t len, int64_t n,
    struct tz_err *err)
{
	struct tz_verify_member *member;
	char hex[TZ_ID_HEX];
	struct tz_id sha256;

	(void)err;
	if (len < 67 || strlen(line) != len || line[64] != ' ' ||
	    line[65] != ' ') {
		tz_verify_fail_seq(verify, TZ_CHECK_BAG, n,
		    _("a manifest has a line that is not in its form"));
		return TZ_OK;
	}
	memcpy(hex, line, 64);
	hex[64] = '\0';
	if (!tz_id_parse(hex, &sha256)) {
		tz_verify_fail(verify, TZ_CHECK_BAG, line + 66,
		    _("has no digest in lower-case digits"));
		return TZ_OK;
	}
	member = tz_verify_find(verify, line + 66);
	if (!member) {
		tz_verify_fail(verify, TZ_CHECK_FIXITY, line + 66,
		    _("is listed but not there"));
		return TZ_OK;
	}
	if (member->is_listed)
		tz_verify_fail(verify, TZ_CHECK_BAG, line + 66,
		    _("is listed twice"));
	member->is_listed = true;
	member->listed = sha256;
	return TZ_OK;
}

/* Every file but the tag manifest is in exactly one manifest. */
static void
check_listed(struct tz_verify *verify)
{
	size_t i;

	for (i = 0; i < verify->n_members; i++) {
		const struct tz_verify_member *member = &verify->member[i];

		verify->n_checked[TZ_CHECK_EXTRA]++;
		if (!member->is_listed &&
		    strncmp(member->name, "tagmanifest-", 12) != 0)
			tz_verify_fail(verify, TZ_CHECK_EXTRA, member->name,
			    _("is in no manifest"));
	}
}

enum tz_status
tz_verify_bag(struct tz_verify *verify, struct tz_err *err)
{
	tz_auto_buf declaration = TZ_BUF_INIT;
	enum tz_status s;

	s = tz_verify_read(verify, "bagit.txt", &declaration, NULL);
	if (s || strcmp(tz_buf_str(&declaration), TZ_BAG_DECLARATION) != 0)
		tz_verify_fail(verify, TZ_CHECK_BAG, "bagit.txt",
		    _("does not declare BagIt 1.0"));
	if (!tz_verify_find(verify, "manifest-sha256.txt") ||
	    !tz_verify_find(verify, "tagmanifest-sha256.txt"))
		tz_verify_fail(verify, TZ_CHECK_BAG, "manifest-sha256.txt",
		    _("a manifest is missing"));
	s = read_info(verify, err);
	if (s == TZ_OK)
		s = tz_verify_lines(verify, "manifest-sha256.txt", TZ_CHECK_BAG,
		    manifest_line, err);
	if (s == TZ_OK)
		s = tz_verify_lines(verify, "tagmanifest-sha256.txt",
		    TZ_CHECK_BAG, manifest_line, err);
	if (s == TZ_OK)
		check_listed(verify);
	return s;
}
