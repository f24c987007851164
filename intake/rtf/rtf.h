/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/rtf/rtf.h - what the pieces of the RTF reader share
 *
 * Groups are a stack; each carries the look of its text and where its text
 * goes.  A group that gathers keeps its text for itself until it ends, any
 * other adds to the stories of the document.
 */
#ifndef TZ_INTAKE_RTF_RTF_H
#define TZ_INTAKE_RTF_RTF_H

#include "intake/emit.h"
#include "intake/rtf/rtf_token.h"
#include "intake/visible.h"

/* Where the text of a group goes. */
enum tz_rtf_goal {
	TZ_RTF_INHERIT,	   /* where that of the group around goes */
	TZ_RTF_HEADER,	   /* a header or footer */
	TZ_RTF_FOOTNOTE,   /* a foot- or endnote */
	TZ_RTF_COMMENT,	   /* a comment */
	TZ_RTF_GATHER,	   /* kept as a property of the group's name */
	TZ_RTF_DROP,	   /* numbers and names of no one's making */
	TZ_RTF_TIME,	   /* \yr \mo \dy \hr \min */
	TZ_RTF_TABLE,	   /* fonts, colours, styles, authors */
	TZ_RTF_HEX,	   /* bytes in hexadecimal: a file */
	TZ_RTF_FIELD,	   /* an instruction of a field */
	TZ_RTF_INDEX,	   /* an entry of an index or contents */
	TZ_RTF_LINK,	   /* an address */
	TZ_RTF_FORM,	   /* a form field */
	TZ_RTF_PAIR,	   /* name and value in groups of their own */
	TZ_RTF_TEXT_VALUE, /* \sv: by the name before it */
	TZ_RTF_UNICODE,	   /* \ud: as the group around \upr */
	TZ_RTF_HTML,	   /* a piece of the HTML this was made from */
	TZ_RTF_GOAL_COUNT
};

struct tz_rtf_destination {
	const char *name;
	enum tz_rtf_goal goal;
	const char *fact; /* that such a group is, or NULL */
};

/* A ground, of colours by number: the one in front lies in a pattern on the
 * one behind, in so many hundredths of a percent. */
struct tz_rtf_shade {
	int front, behind, share;
};

/* How text looks, and who changed it. */
struct tz_rtf_look {
	int font;
	int size; /* half points */
	int colour, back, highlight;
	struct tz_rtf_shade shade, paragraph_shade;
	int scale;   /* of the width, in percent; 0: not said */
	int frame_x; /* of the paragraph's frame, in twips */
	bool hidden, style_hidden;
	bool raised; /* seen by its shadow, whatever its colour */
	bool deleted, inserted;
	int author, date; /* of the insertion */
	int deleter, deleted_at;
	bool in_table;
	bool in_shape;
	bool not_html; /* \htmlrtf: not of the HTML */
};

struct tz_rtf_group {
	const struct tz_rtf_destination *destination;
	bool owns;	  /* the destination begins with this group */
	size_t gather_at; /* the group that gathers, 0 for none */
	struct tz_rtf_look look;
	int skip; /* \uc */
	struct tz_buf text;
	int nibble;   /* of TZ_RTF_HEX, -1 for none */
	int shape[4]; /* left, top, right, bottom in twips */
	bool on_page; /* the shape's place is told from the page's edge */
	bool ghost;   /* a shape that is hidden or off the page */
	int year, month, day, hour, minute;
	const char *picture; /* the ending of its name */
	int metafile_kind;
};

#define TZ_RTF_COLOURS 256
#define TZ_RTF_FONTS 512
#define TZ_RTF_STYLES 512
#define TZ_RTF_AUTHORS 256
#define TZ_RTF_CELLS 64
#define TZ_RTF_DEPTH 512

struct tz_rtf_font {
	int number;
	int charset;
	int codepage;
};

/* The stories by channel; those of comments are made one by one. */
#define TZ_RTF_STORIES 12

struct tz_rtf {
	struct tz_emit *emit;
	const struct tz_source *source;
	struct tz_err *err;
	enum tz_status status;

	struct tz_rtf_group groups[TZ_RTF_DEPTH];
	size_t top;
	size_t too_deep; /* groups that are open beyond the stack */
	bool deep_noted;
	bool starred; /* \* was just read */
	bool damaged;

	int codepage; /* \ansicpg, 0 when it is not said */
	int default_font;
	struct tz_buf bytes; /* text in the code page, not yet converted */
	int to_skip;	     /* what is left to skip after \u */
	unsigned surrogate;

	struct tz_rtf_font fonts[TZ_RTF_FONTS];
	size_t n_fonts;
	struct tz_rtf_font font; /* being defined */
	struct tz_colour colours[TZ_RTF_COLOURS];
	size_t n_colours;
	int red, green, blue; /* being defined, -1 for auto */
	int hidden_styles[TZ_RTF_STYLES];
	size_t n_hidden_styles;
	int style; /* being defined */
	char *authors[TZ_RTF_AUTHORS];
	size_t n_authors;

	struct tz_story stories[TZ_RTF_STORIES];
	uint32_t story_line[TZ_RTF_STORIES];
	uint32_t line; /* paragraphs of any story, to part the runs */
	uint32_t paragraph;
	struct tz_story comment;
	uint32_t n_comments, n_notes, n_changes;
	char *comment_author;
	int last_kind, last_author, last_date; /* of a change */
	struct tz_buf told; /* changes that were told as properties */

	struct tz_rtf_shade cell_shades[TZ_RTF_CELLS];
	size_t n_cell_shades, cell;
	struct tz_rtf_shade cell_shade; /* of the cell being defined */
	bool dark_page;
	int page_width;

	struct tz_buf property_name; /* \propname, \sn */
	bool from_html;
	struct tz_buf html;
	unsigned n_pictures, n_objects, n_data;
	const char *facts[32]; /* that were told; constants */
	size_t n_facts;
	unsigned tabs; /* cells that ended and nothing came after */
};

/* rtf_table.c */

/** tz_rtf_table_word(rtf, token): A word within the tables of fonts, colours
 * and styles. */
void tz_rtf_table_word(struct tz_rtf *rtf, const struct tz_rtf_token *token);

/** tz_rtf_table_text(rtf, text, len): Text within these tables, as UTF-8. */
void tz_rtf_table_text(struct tz_rtf *rtf, const char *text, size_t len);

/** tz_rtf_table_font(rtf, number): The font of that number, or NULL. */
const struct tz_rtf_font *
tz_rtf_table_font(const struct tz_rtf *rtf, int number);

/** tz_rtf_table_colour(rtf, number): A colour, unknown when there is none. */
struct tz_colour tz_rtf_table_colour(const struct tz_rtf *rtf, int number);

/** tz_rtf_table_hides(rtf, style): Whether a character style hides. */
bool tz_rtf_table_hides(const struct tz_rtf *rtf, int style);

/* rtf_destination.c */

/** tz_rtf_destination_find(name): The destination that a word begins, or
 * NULL. */
const struct tz_rtf_destination *tz_rtf_destination_find(const char *name);

/** tz_rtf_destination_other(): What text goes to that an unknown destination
 * holds. */
const struct tz_rtf_destination *tz_rtf_destination_other(void);

/* rtf_text.c */

/** tz_rtf_text_bytes(rtf, data, len): Text in the code page of its font. */
void
tz_rtf_text_bytes(struct tz_rtf *rtf, const unsigned char *data, size_t len);

/** tz_rtf_text_is_double(rtf): Whether a character of the font here may be
 * two bytes. */
bool tz_rtf_text_is_double(const struct tz_rtf *rtf);

/** tz_rtf_text_flush(rtf): Convert what tz_rtf_text_bytes() was given. */
void tz_rtf_text_flush(struct tz_rtf *rtf);

/** tz_rtf_text_add(rtf, text, len): Text in UTF-8, to where it belongs. */
void tz_rtf_text_add(struct tz_rtf *rtf, const char *text, size_t len);

/* rtf_story.c */

/** tz_rtf_story_start(rtf): Begin the stories. */
void tz_rtf_story_start(struct tz_rtf *rtf);

/** tz_rtf_story_add(rtf, text, len): Add text to the story that it shows
 * in, or to that of what does not show. */
void tz_rtf_story_add(struct tz_rtf *rtf, const char *text, size_t len);

/** tz_rtf_story_break(rtf, c): A paragraph ('\n') or cell ('\t') ends. */
void tz_rtf_story_break(struct tz_rtf *rtf, char c);

/** tz_rtf_story_piece(rtf, channel, name, text): One whole piece on its own
 * line, at the place of that property's name. */
void tz_rtf_story_piece(struct tz_rtf *rtf, enum tz_channel channel,
    const char *name, const char *text);

/** tz_rtf_story_comment(rtf, begins): A comment begins or ends. */
void tz_rtf_story_comment(struct tz_rtf *rtf, bool begins);

/** tz_rtf_story_fact(rtf, name, channel): Say it once. */
void tz_rtf_story_fact(struct tz_rtf *rtf, const char *name,
    enum tz_channel channel);

/** tz_rtf_story_change(rtf, author, date): Keep who changed something and
 * when as a property; returns the name, "" when it is not known. */
const char *tz_rtf_story_change(struct tz_rtf *rtf, int author, int date);

/** tz_rtf_story_end(rtf): Send all stories and clear them. */
void tz_rtf_story_end(struct tz_rtf *rtf);

/* rtf_group.c */

/** tz_rtf_group_open(rtf): "{". */
void tz_rtf_group_open(struct tz_rtf *rtf);

/** tz_rtf_group_aim(rtf, destination, name): The group's text goes there. */
void tz_rtf_group_aim(struct tz_rtf *rtf,
    const struct tz_rtf_destination *destination, const char *name);

/** tz_rtf_group_close(rtf): "}": what was gathered is told. */
void tz_rtf_group_close(struct tz_rtf *rtf);

/** tz_rtf_group_date(dttm, ret): Append the time that a DTTM stands for
 * (RTF 1.9.1, "Track Changes"). */
void tz_rtf_group_date(int dttm, struct tz_buf *ret);

/* rtf_word.c */

/** tz_rtf_word(rtf, token): What a word does to the text after it. */
void tz_rtf_word(struct tz_rtf *rtf, const struct tz_rtf_token *token);

/* rtf_object.c */

/** tz_rtf_object_hex(rtf, data, len): Hexadecimal digits of the group. */
void
tz_rtf_object_hex(struct tz_rtf *rtf, const unsigned char *data, size_t len);

/** tz_rtf_object_end(rtf, group): The file of the group is complete. */
void tz_rtf_object_end(struct tz_rtf *rtf, struct tz_rtf_group *group);

static inline struct tz_rtf_group *
tz_rtf_top(struct tz_rtf *rtf)
{
	return &rtf->groups[rtf->top];
}

#endif /* !TZ_INTAKE_RTF_RTF_H */
