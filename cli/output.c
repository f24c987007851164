/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/output.c - what a person or a program sees
 *
 * Whatever came out of a draft or was typed by somebody else is cleaned before
 * it reaches a terminal.  Colour and progress are for terminals only.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/state.h"

bool
tz_cli_json(const struct tz_cli *cli)
{
	return cli->json;
}

bool
tz_cli_quiet(const struct tz_cli *cli)
{
	return cli->quiet;
}

bool
tz_cli_chinese(const struct tz_cli *cli)
{
	/* TRANSLATORS: the ISO 639 code of the language you translate into;
	 * "zh" chooses Chinese titles of rules and grounds. */
	const char *code = _("language-code:en");

	(void)cli;
	return strcmp(code, "zh") == 0;
}

/* The bar makes room for what is said; it comes back. */
static void
hide_progress(struct tz_cli *cli)
{
	if (cli->progress_drawn)
		fprintf(stderr, "\r\033[K");
	cli->progress_drawn = false;
}

enum tz_status
tz_cli_record(struct tz_cli *cli, json_t *record, struct tz_err *err)
{
	tz_auto_json owned = record;
	char *text;

	if (!record)
		return tz_fail_nomem(err);
	text = json_dumps(record, JSON_COMPACT);
	if (!text)
		return tz_fail_nomem(err);
	if (isatty(STDOUT_FILENO))
		hide_progress(cli);
	if (puts(text) == EOF) {
		free(text);
		return tz_fail(err, TZ_IO,
		    _("standard output could not be written"));
	}
	free(text);
	return TZ_OK;
}

void
tz_cli_print(struct tz_cli *cli, const char *format, ...)
{
	va_list args;

	if (cli->json || cli->quiet)
		return;
	hide_progress(cli);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
}

void
tz_cli_warn(struct tz_cli *cli, const char *format, ...)
{
	tz_auto_buf raw = TZ_BUF_INIT;
	tz_auto_buf clean = TZ_BUF_INIT;
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	tz_buf_puts(&raw, text);
	tz_utf8_printable(tz_buf_str(&raw), raw.len, &clean);
	hide_progress(cli);
	fflush(stdout);
	fprintf(stderr, "taizhang: %s\n", tz_buf_str(&clean));
}

const char *
tz_cli_clean(struct tz_cli *cli, const char *text)
{
	struct tz_buf *buf = &cli->clean[cli->clean_next];

	cli->clean_next = (cli->clean_next + 1) % TZ_CLI_CLEAN_RING;
	tz_buf_reset(buf);
	if (text)
		tz_utf8_printable(text, strlen(text), buf);
	return tz_buf_str(buf);
}

const char *
tz_cli_style(const struct tz_cli *cli, enum tz_style style)
{
	if (!cli->color)
		return "";
	switch (style) {
	case TZ_STYLE_PLAIN:
		return "\033[0m";
	case TZ_STYLE_BOLD:
		return "\033[1m";
	case TZ_STYLE_DIM:
		return "\033[2m";
	case TZ_STYLE_RED:
		return "\033[31m";
	case TZ_STYLE_YELLOW:
		return "\033[33m";
	case TZ_STYLE_GREEN:
		return "\033[32m";
	}
	return "";
}

void
tz_cli_pad(struct tz_cli *cli, const char *text, int width)
{
	const char *clean = tz_cli_clean(cli, text);
	size_t len = strlen(clean), at = 0, n;
	uint32_t point;
	int used = 0, w;

	if (cli->json || cli->quiet)
		return;
	while (at < len) {
		n = tz_utf8_next(clean, len, at, &point);
		w = (int)tz_utf8_width(clean + at, n);
		if (used + w > width)
			break;
		used += w;
		at += n;
	}
	printf("%.*s%*s", (int)at, clean, width - used, "");
}

/* Whether it is time for the bar: it comes when something takes long, and is
 * not drawn more often than anybody can see. */
static bool
is_time_for_progress(struct tz_cli *cli)
{
	enum { PATIENCE = 500, PAUSE = 100 };
	struct timespec clock;
	int64_t now;

	clock_gettime(CLOCK_MONOTONIC, &clock);
	now = (int64_t)clock.tv_sec * 1000 + clock.tv_nsec / 1000000;
	if (cli->progress_at == 0)
		cli->progress_at = now + PATIENCE;
	if (now < cli->progress_at)
		return false;
	cli->progress_at = now + PAUSE;
	return true;
}

void
tz_cli_progress(struct tz_cli *cli, const char *what, uint64_t done,
    uint64_t all)
{
	enum { BAR = 30 };
	int filled;

	if (cli->quiet || !isatty(STDERR_FILENO))
		return;
	if (done >= all) {
		hide_progress(cli);
		cli->progress_at = 0;
		return;
	}
	if (!is_time_for_progress(cli))
		return;
	/* What stands on the same terminal comes before it. */
	fflush(stdout);
	filled = (int)(done * BAR / all);
	fprintf(stderr, "\r\033[K%s [%.*s%*s] %3d %%", what, filled,
	    "##############################", BAR - filled, "",
	    (int)(done * 100 / all));
	fflush(stderr);
	cli->progress_drawn = true;
}
