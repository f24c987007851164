/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench/scan_match.c - rules over text, against bare Vectorscan
 *
 * Usage: scan_match POLICIES FILE...  The files are joined and repeated to some
 * 64 MiB of text, one part of a document.  The rival is hs_scan() with the
 * same database on the same bytes, counting ends and doing nothing else.  Times
 * are of the processor, so that a busy machine does not matter.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/file.h"
#include "policies/set.h"

#define SIZE (64u << 20)
#define ROUNDS 3

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool
count_end(void *arg, size_t pattern, size_t end)
{
	(void)pattern;
	(void)end;
	++*(size_t *)arg;
	return true;
}

/* The shortest time of some rounds, in seconds. */
static double
time_bare(struct tz_rule_set *set, const struct tz_buf *text, size_t *ret_ends)
{
	double best = 1e9;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		double from = seconds();

		*ret_ends = 0;
		if (tz_match_db_scan(set->matcher->form[TZ_FORM_PLAIN].db,
			text->data, text->len, count_end, ret_ends,
			NULL) != TZ_OK)
			exit(2);
		if (seconds() - from < best)
			best = seconds() - from;
	}
	return best;
}

static double
time_ours(struct tz_rule_set *set, const struct tz_document *document,
    size_t *ret_findings)
{
	double best = 1e9;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		tz_auto(tz_findings) findings = NULL;
		double from = seconds();

		if (tz_rule_set_match(set, document, &findings, NULL) != TZ_OK)
			exit(2);
		if (seconds() - from < best)
			best = seconds() - from;
		tz_findings_all(findings, ret_findings);
	}
	return best;
}

static void
read_text(char **paths, int n, struct tz_buf *ret)
{
	tz_auto_buf once = TZ_BUF_INIT;
	int i;

	for (i = 0; i < n; i++) {
		if (tz_file_read(paths[i], SIZE, &once, NULL) != TZ_OK)
			exit(2);
		tz_buf_putc(&once, '\n');
	}
	while (once.len && ret->len < SIZE)
		tz_buf_append(ret, once.data, once.len);
}

int
main(int argc, char **argv)
{
	tz_auto_named files = {NULL, 0};
	tz_auto(tz_rule_set) set = NULL;
	tz_auto(tz_document) document = NULL;
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_document_file file = {.path = "", .media_type = "text/plain"};
	struct tz_part part = {.path = "", .channel = TZ_CHANNEL_BODY};
	struct tz_err err = {0};
	double bare;
	double ours;
	double mb;
	size_t ends;
	size_t findings;

	if (argc < 3) {
		fprintf(stderr, "usage: scan_match POLICIES FILE...\n");
		return 2;
	}
	read_text(argv + 2, argc - 2, &text);
	part.text = tz_buf_str(&text);
	part.text_len = text.len;
	if (tz_policy_files_load(argv[1], &files, &err) != TZ_OK ||
	    tz_rule_set_new(&files, NULL, &set, &err) != TZ_OK ||
	    tz_document_new(&document, &err) != TZ_OK ||
	    tz_document_add_file(document, &file, &part.file, &err) != TZ_OK ||
	    tz_document_add_part(document, &part, &err) != TZ_OK) {
		fprintf(stderr, "scan_match: %s\n", err.text);
		return 2;
	}
	mb = (double)text.len / 1e6;
	bare = time_bare(set, &text, &ends);
	ours = time_ours(set, document, &findings);
	printf("text\t%.1f MB\n", mb);
	printf("vectorscan\t%.1f MB/s\t%zu ends\n", mb / bare, ends);
	printf("taizhang\t%.1f MB/s\t%zu findings\n", mb / ours, findings);
	printf("ratio\t%.3f\n", bare / ours);
	return 0;
}
