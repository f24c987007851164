/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/verify_text.h - VERIFY.sh and VERIFY.txt, built into the program
 *
 * Made by the build from archive/VERIFY.sh and archive/VERIFY.txt.
 */
#ifndef TZ_ARCHIVE_VERIFY_TEXT_H
#define TZ_ARCHIVE_VERIFY_TEXT_H

extern const char tz_verify_text_script[];
extern const char tz_verify_text_words[];

#endif /* !TZ_ARCHIVE_VERIFY_TEXT_H */
