/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/fake_worker.c - a worker whose readers are a script: the
 * one beside the name by which it was started, with ".sh" at its end
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "intake/nursery.h"
#include "intake/worker.h"

static int
run(void *arg)
{
	execl("/bin/sh", "sh", (const char *)arg, (char *)NULL);
	return TZ_WORKER_FAILED;
}

int
main(int argc, char **argv)
{
	char script[4096];

	(void)argc;
	clearenv();
	snprintf(script, sizeof script, "%s.sh", argv[0]);
	return tz_nursery_run(run, script);
}
