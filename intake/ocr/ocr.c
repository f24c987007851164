/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ocr/ocr.c - the pictures of drafts have their text recognised
 *
 * One picture is under way at a time; it is waited for when the next one comes,
 * so the order of the parts depends on the draft alone.
 */
#include "intake/ocr/ocr.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/intl.h"
#include "intake/intake.h"
#include "intake/ocr/picture.h"
#include "intake/ocr/recogniser.h"
#include "intake/ocr/words.h"

#define PROGRAM "taizhang-ocr"
/* One picture may take no more of a draft's time. */
#define PICTURE_SECONDS 60
/* After so many the next one is not tried. */
#define MAX_FAILURES 3
/* Drafts are read several at a time. */
#define SPARES_MAX 8
/* A recogniser that was waited for so long has used much of its CPU time. */
#define OLD_AGE ((int64_t)TZ_WORDS_MAX_SECONDS * 1000 / 3)

struct tz_ocr {
	char *program;
	pthread_mutex_t lock; /* on what follows */
	struct tz_recogniser spare[SPARES_MAX];
	size_t n_spare; /* idle */
};

/* What was recognised in pixels with this digest. */
struct answer {
	struct tz_id digest;
	struct tz_buf words; /* the payload */
};

struct tz_ocr_draft {
	struct tz_ocr *ocr;
	struct tz_recogniser recogniser;
	int64_t allowed; /* milliseconds */
	int64_t waited;
	bool missing; /* there is no recogniser */
	unsigned failures;
	struct answer *answers;
	size_t n_answers;
	bool busy; /* with: */
	struct tz_picture picture;
};

enum tz_status
tz_ocr_new(const char *worker, struct tz_ocr **ret_ocr, struct tz_err *err)
{
	tz_auto(tz_ocr) ocr = calloc(1, sizeof *ocr);
	const char *slash = strrchr(worker, '/');
	size_t folder = slash ? (size_t)(slash + 1 - worker) : 0;

	if (!ocr)
		return tz_fail_nomem(err);
	pthread_mutex_init(&ocr->lock, NULL);
	ocr->program = malloc(folder + sizeof PROGRAM);
	if (!ocr->program)
		return tz_fail_nomem(err);
	memcpy(ocr->program, worker, folder);
	memcpy(ocr->program + folder, PROGRAM, sizeof PROGRAM);
	*ret_ocr = tz_steal(&ocr);
	return TZ_OK;
}

void
tz_ocr_free(struct tz_ocr *ocr)
{
	if (!ocr)
		return;
	while (ocr->n_spare > 0)
		tz_recogniser_end(&ocr->spare[--ocr->n_spare]);
	pthread_mutex_destroy(&ocr->lock);
	free(ocr->program);
	free(ocr);
}

enum tz_status
tz_ocr_draft_new(struct tz_ocr *ocr, unsigned seconds,
    struct tz_ocr_draft **ret_draft, struct tz_err *err)
{
	tz_auto(tz_ocr_draft) draft = calloc(1, sizeof *draft);

	if (!draft)
		return tz_fail_nomem(err);
	draft->answers = calloc(TZ_FRAME_MAX_PICTURES, sizeof(struct answer));
	if (!draft->answers)
		return tz_fail_nomem(err);
	draft->ocr = ocr;
	draft->allowed = (int64_t)seconds * 1000;
	*ret_draft = tz_steal(&draft);
	return TZ_OK;
}

/* Keep the recogniser for another draft, if it is idle and not old. */
static void
keep_recogniser(struct tz_ocr_draft *draft)
{
	struct tz_ocr *ocr = draft->ocr;

	if (draft->recogniser.pid && !draft->busy &&
	    draft->recogniser.busy < OLD_AGE) {
		pthread_mutex_lock(&ocr->lock);
		if (ocr->n_spare < SPARES_MAX) {
			ocr->spare[ocr->n_spare++] = draft->recogniser;
			draft->recogniser.pid = 0;
		}
		pthread_mutex_unlock(&ocr->lock);
	}
	tz_recogniser_end(&draft->recogniser);
}

void
tz_ocr_draft_free(struct tz_ocr_draft *draft)
{
	size_t i;

	if (!draft)
		return;
	keep_recogniser(draft);
	tz_picture_clear(&draft->picture);
	for (i = 0; i < draft->n_answers; i++)
		tz_buf_clear(&draft->answers[i].words);
	free(draft->answers);
	free(draft);
}

int64_t
tz_ocr_draft_waited(const struct tz_ocr_draft *draft)
{
	return draft ? draft->waited : 0;
}

/* Have a recogniser: the one that is kept, or a new one. */
static bool
have_recogniser(struct tz_ocr_draft *draft)
{
	struct tz_ocr *ocr = draft->ocr;

	if (draft->recogniser.pid)
		return true;
	pthread_mutex_lock(&ocr->lock);
	if (ocr->n_spare > 0)
		draft->recogniser = ocr->spare[--ocr->n_spare];
	pthread_mutex_unlock(&ocr->lock);
	if (draft->recogniser.pid)
		return true;
	draft->missing = access(ocr->program, X_OK) ||
	    tz_recogniser_start(ocr->program, &draft->recogniser, NULL);
	return !draft->missing;
}

/* When the picture under way, or the next one, has to be done. */
static int64_t
deadline(const struct tz_ocr_draft *draft)
{
	int64_t left = draft->allowed - draft->waited;

	if (left > PICTURE_SECONDS * 1000)
		left = PICTURE_SECONDS * 1000;
	return tz_recogniser_now() + left;
}

/* The file of the picture was not wholly read. */
static enum tz_status
give_up(struct tz_ocr_draft *draft, struct tz_document *document,
    enum tz_status why, struct tz_err *err)
{
	const char *reason = tz_recogniser_end(&draft->recogniser);

	draft->busy = false;
	if (why == TZ_LIMIT)
		reason = TZ_REASON_LIMIT_TIME;
	if (strcmp(reason, TZ_REASON_OCR_MISSING) == 0)
		draft->missing = true;
	else
		draft->failures++;
	return tz_document_set_reading(document, draft->picture.file,
	    TZ_READING_PARTLY, reason, err);
}

/* Keep the answer to the picture under way, and give it. */
static enum tz_status
take_answer(struct tz_ocr_draft *draft, struct tz_document *document,
    struct tz_frame *words, struct tz_err *err)
{
	struct answer *answer = &draft->answers[draft->n_answers];
	enum tz_status s;

	answer->digest = draft->picture.digest;
	tz_buf_append(&answer->words, words->data, words->len);
	s = tz_buf_check(&answer->words, err);
	if (s)
		return s;
	draft->n_answers++;
	return tz_picture_give(&draft->picture, words, document, err);
}

enum tz_status
tz_ocr_draft_finish(struct tz_ocr_draft *draft, struct tz_document *document,
    struct tz_err *err)
{
	struct tz_frame words;
	int64_t from = tz_recogniser_now();
	enum tz_status s;

	if (!draft || !draft->busy)
		return TZ_OK;
	s = tz_recogniser_await(&draft->recogniser, deadline(draft), &words,
	    NULL);
	draft->waited += tz_recogniser_now() - from;
	if (s == TZ_OK) {
		draft->busy = false;
		s = take_answer(draft, document, &words, err);
		if (s != TZ_FORMAT)
			return s;
	}
	return give_up(draft, document, s, err);
}

/* What was recognised in the same pixels before, if anything. */
static const struct answer *
find_answer(const struct tz_ocr_draft *draft, const struct tz_id *digest)
{
	size_t i;

	for (i = 0; i < draft->n_answers; i++) {
		if (memcmp(&draft->answers[i].digest, digest, sizeof *digest) ==
		    0)
			return &draft->answers[i];
	}
	return NULL;
}

/* Send the picture away. */
static enum tz_status
ask(struct tz_ocr_draft *draft, struct tz_document *document,
    const struct tz_picture *picture, struct tz_err *err)
{
	tz_auto_buf head = TZ_BUF_INIT;
	size_t len = picture->width * picture->height;
	int64_t from = tz_recogniser_now();
	enum tz_status s;

	tz_picture_head(picture, &head);
	s = tz_buf_check(&head, err);
	if (s)
		return s;
	s = tz_recogniser_send(&draft->recogniser, head.data, head.len,
	    deadline(draft), NULL);
	if (s == TZ_OK)
		s = tz_recogniser_send(&draft->recogniser, picture->pixels, len,
		    deadline(draft), NULL);
	draft->waited += tz_recogniser_now() - from;
	if (s)
		return give_up(draft, document, s, err);
	draft->busy = true;
	return TZ_OK;
}

/* Recognise what is now draft->picture. */
static enum tz_status
recognise(struct tz_ocr_draft *draft, struct tz_document *document,
    struct tz_err *err)
{
	const struct tz_picture *picture = &draft->picture;
	const struct answer *answer = find_answer(draft, &picture->digest);
	const char *reason;

	if (answer) {
		struct tz_frame words = {.type = TZ_FRAME_WORDS,
		    .data = (const unsigned char *)answer->words.data,
		    .len = answer->words.len};

		return tz_picture_give(picture, &words, document, err);
	}
	if (draft->waited >= draft->allowed)
		reason = TZ_REASON_LIMIT_TIME;
	else if (draft->failures >= MAX_FAILURES)
		reason = TZ_REASON_CRASH;
	else if (!draft->missing && have_recogniser(draft))
		return ask(draft, document, picture, err);
	else
		reason = TZ_REASON_OCR_MISSING;
	return tz_document_set_reading(document, picture->file,
	    TZ_READING_PARTLY, reason, err);
}

enum tz_status
tz_ocr_draft_picture(struct tz_ocr_draft *draft, struct tz_document *document,
    size_t file, struct tz_frame *frame, struct tz_err *err)
{
	struct tz_picture picture;
	enum tz_status s;

	s = tz_ocr_draft_finish(draft, document, err);
	if (s == TZ_OK)
		s = tz_picture_take(frame, file, &picture, err);
	if (s)
		return s;
	if (!draft) {
		tz_picture_clear(&picture);
		return tz_document_set_reading(document, file,
		    TZ_READING_PARTLY, TZ_REASON_OCR_MISSING, err);
	}
	tz_picture_clear(&draft->picture);
	draft->picture = picture;
	return recognise(draft, document, err);
}
