/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench/index_rival.cc - what bench/index.c is set against: Xapian as its own
 * manual uses it, with n-grams for Chinese, English stems and defaults
 * everywhere else
 *
 * Usage: index_rival FOLDER DATABASE
 */
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <xapian.h>

static double
seconds(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
fill(const char *database, const std::vector<std::string> &texts)
{
	Xapian::WritableDatabase db(database, Xapian::DB_CREATE_OR_OPEN);
	Xapian::TermGenerator generator;
	size_t n = 0;

	generator.set_stemmer(Xapian::Stem("english"));
	generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
	for (const auto &text : texts) {
		Xapian::Document document;

		generator.set_document(document);
		generator.index_text(text);
		document.add_boolean_term("Q" + std::to_string(n));
		document.set_data(std::to_string(n++));
		db.add_document(document);
	}
	db.commit();
}

int
main(int argc, char **argv)
{
	std::vector<std::filesystem::path> paths;
	std::vector<std::string> texts;
	struct rusage usage;

	if (argc != 3)
		return 2;
	for (const auto &entry : std::filesystem::directory_iterator(argv[1]))
		paths.push_back(entry.path());
	std::sort(paths.begin(), paths.end());
	for (const auto &path : paths) {
		std::ifstream in(path, std::ios::binary);

		texts.emplace_back(std::istreambuf_iterator<char>(in),
		    std::istreambuf_iterator<char>());
	}
	double wall = seconds(CLOCK_MONOTONIC);
	double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
	fill(argv[2], texts);
	wall = seconds(CLOCK_MONOTONIC) - wall;
	cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
	getrusage(RUSAGE_SELF, &usage);
	std::printf("%zu %.3f %.3f %ld\n", texts.size(), wall, cpu,
	    usage.ru_maxrss / 1024);
	return 0;
}
