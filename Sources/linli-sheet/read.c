#define _GNU_SOURCE
#include "sheet.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <unzip.h>

/// Everything that is known while a workbook is read.
struct book {
  unzFile zip;
  /// XML unpacked so far, of all parts together.
  size_t unpacked;
  enum ending ending;
  XML_Parser parser;
  // The workbook: which part is its first sheet.
  char sheet_id[128];
  char sheet_path[256];
  // Shared strings, one after another, and where each begins.
  struct text strings;
  size_t *starts;
  size_t string_count, string_room;
  // The sheet.
  struct text *rows;
  struct text cells[MOST_COLUMNS];
  int width, row, column;
  char kind[12];
  bool computed, in_text, in_value, in_phonetic;
  struct text value;
};

static void stop(struct book *book, enum ending ending) {
  if (book->ending == ENDING_DONE) book->ending = ending;
  XML_StopParser(book->parser, XML_FALSE);
}

/// Names without their namespace's prefix: writers choose their own.
static const char *local(const char *name) {
  const char *colon = strrchr(name, ':');
  return colon ? colon + 1 : name;
}

static const char *attribute(const char **attributes, const char *name) {
  for (; *attributes; attributes += 2)
    if (strcmp(attributes[0], name) == 0) return attributes[1];
  return NULL;
}

/// No part of a workbook has a document type; what has one means harm (entities).
static void doctype(
  void *data, const char *name, const char *system, const char *public, int internal) {
  (void)name, (void)system, (void)public, (void)internal;
  stop(data, ENDING_BROKEN);
}

/// Unpacks a part piece by piece through the parser; false where there is no such part.
static bool parse(
  struct book *book, const char *part, XML_StartElementHandler start, XML_EndElementHandler end,
  XML_CharacterDataHandler characters) {
  if (unzLocateFile(book->zip, part, 2) != UNZ_OK) return false;
  if (unzOpenCurrentFile(book->zip) != UNZ_OK) {
    book->ending = ENDING_BROKEN;
    return true;
  }
  book->parser = XML_ParserCreate(NULL);
  if (!book->parser) {
    book->ending = ENDING_FAILED;
    return true;
  }
  XML_SetUserData(book->parser, book);
  XML_SetElementHandler(book->parser, start, end);
  XML_SetCharacterDataHandler(book->parser, characters);
  XML_SetStartDoctypeDeclHandler(book->parser, doctype);
  char piece[65536];
  while (book->ending == ENDING_DONE) {
    int count = unzReadCurrentFile(book->zip, piece, sizeof piece);
    if (count < 0) book->ending = ENDING_BROKEN;
    if (count < 0) break;
    book->unpacked += (size_t)count;
    if (book->unpacked > MOST_XML) book->ending = ENDING_TOO_LARGE;
    if (book->ending != ENDING_DONE) break;
    if (XML_Parse(book->parser, piece, count, count == 0) == XML_STATUS_ERROR
        && book->ending == ENDING_DONE)
      book->ending = ENDING_BROKEN;
    if (count == 0) break;
  }
  XML_ParserFree(book->parser);
  if (unzCloseCurrentFile(book->zip) != UNZ_OK && book->ending == ENDING_DONE)
    book->ending = ENDING_BROKEN;
  return true;
}

static void ignore_end(void *data, const char *name) { (void)data, (void)name; }

static void workbook_start(void *data, const char *name, const char **attributes) {
  struct book *book = data;
  if (strcmp(local(name), "sheet") != 0 || book->sheet_id[0]) return;
  for (; *attributes; attributes += 2)
    if (strcmp(local(attributes[0]), "id") == 0)
      snprintf(book->sheet_id, sizeof book->sheet_id, "%s", attributes[1]);
}

static void relation_start(void *data, const char *name, const char **attributes) {
  struct book *book = data;
  const char *id = attribute(attributes, "Id"), *target = attribute(attributes, "Target");
  if (strcmp(local(name), "Relationship") != 0 || !id || !target) return;
  if (strcmp(id, book->sheet_id) != 0) return;
  const char *folder = target[0] == '/' ? "" : "xl/";
  snprintf(
    book->sheet_path, sizeof book->sheet_path, "%s%s", folder, target[0] == '/' ? target + 1 : target);
}

static void strings_start(void *data, const char *name, const char **attributes) {
  struct book *book = data;
  (void)attributes;
  if (strcmp(local(name), "si") == 0) {
    if (book->string_count == book->string_room) {
      book->string_room = book->string_room ? book->string_room * 2 : 1024;
      size_t *grown = realloc(book->starts, book->string_room * sizeof *grown);
      if (!grown) return stop(book, ENDING_FAILED);
      book->starts = grown;
    }
    book->starts[book->string_count++] = book->strings.count;
  }
  // How a word is read out, in Japanese workbooks: no part of the text.
  if (strcmp(local(name), "rPh") == 0) book->in_phonetic = true;
  book->in_text = strcmp(local(name), "t") == 0 && !book->in_phonetic;
}

static void strings_end(void *data, const char *name) {
  struct book *book = data;
  book->in_text = false;
  if (strcmp(local(name), "rPh") == 0) book->in_phonetic = false;
  if (strcmp(local(name), "si") == 0) text_add(&book->strings, "", 1);
  if (book->strings.failed) stop(book, ENDING_FAILED);
}

static void strings_characters(void *data, const char *bytes, int count) {
  struct book *book = data;
  if (book->in_text && book->string_count > 0) text_add(&book->strings, bytes, (size_t)count);
}

/// `BC12` is column 54; -1 where it is too far out or none.
static int column_of(const char *reference) {
  int column = 0;
  for (; *reference >= 'A' && *reference <= 'Z'; reference++) {
    column = column * 26 + (*reference - 'A' + 1);
    if (column > MOST_COLUMNS) return -1;
  }
  return column - 1;
}

static void end_row(struct book *book) {
  for (int column = 0; column < book->width; column++) {
    char mark = CELL_MARK;
    if (column > 0) text_add(book->rows, &mark, 1);
    text_add(book->rows, book->cells[column].bytes, book->cells[column].count);
    book->cells[column].count = 0;
  }
  char mark = ROW_MARK;
  text_add(book->rows, &mark, 1);
  book->width = 0;
  book->row++;
  if (book->rows->failed) stop(book, ENDING_FAILED);
  if (book->rows->count > MOST_OUTPUT) stop(book, ENDING_TOO_LARGE);
}

static void sheet_start(void *data, const char *name, const char **attributes) {
  struct book *book = data;
  name = local(name);
  if (strcmp(name, "row") == 0) {
    const char *number = attribute(attributes, "r");
    long wanted = number ? strtol(number, NULL, 10) : book->row + 1;
    if (wanted <= book->row) return stop(book, ENDING_BROKEN);
    if (wanted > MOST_ROWS) return stop(book, ENDING_TOO_MANY_ROWS);
    // Rows that are left out are empty, so that line numbers are those people see.
    while (book->row + 1 < wanted && book->ending == ENDING_DONE) end_row(book);
    book->column = -1;
  } else if (strcmp(name, "c") == 0) {
    const char *reference = attribute(attributes, "r"), *kind = attribute(attributes, "t");
    book->column = reference ? column_of(reference) : book->column + 1;
    if (book->column < 0 || book->column >= MOST_COLUMNS) return stop(book, ENDING_TOO_LARGE);
    snprintf(book->kind, sizeof book->kind, "%s", kind ? kind : "n");
    book->computed = false;
    book->value.count = 0;
  } else if (strcmp(name, "f") == 0) {
    book->computed = true;
  } else if (strcmp(name, "rPh") == 0) {
    book->in_phonetic = true;
  }
  book->in_value = strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && !book->in_phonetic);
}

/// Whole numbers without the exponent that writers give long ones: codes are numbers to them.
static void add_number(struct text *cell, const char *written) {
  char *rest;
  double number = strtod(written, &rest);
  char plain[40];
  if (*rest == 0 && number > -1e15 && number < 1e15 && number == (double)(int64_t)number) {
    snprintf(plain, sizeof plain, "%.0f", number);
    written = plain;
  }
  text_add(cell, written, strlen(written));
}

static void end_cell(struct book *book) {
  if (book->column < 0 || book->column >= MOST_COLUMNS || book->row >= MOST_ROWS) return;
  struct text *cell = &book->cells[book->column];
  cell->count = 0;
  if (book->column >= book->width) book->width = book->column + 1;
  text_add(&book->value, "", 1);
  if (book->value.failed) return stop(book, ENDING_FAILED);
  const char *value = book->value.bytes;
  char mark = COMPUTED_MARK;
  if (book->computed || strcmp(book->kind, "e") == 0) text_add(cell, &mark, 1);
  if (strcmp(book->kind, "s") == 0) {
    long index = strtol(value, NULL, 10);
    if (index < 0 || (size_t)index >= book->string_count) return stop(book, ENDING_BROKEN);
    const char *string = book->strings.bytes + book->starts[index];
    text_add(cell, string, strlen(string));
  } else if (strcmp(book->kind, "n") == 0) {
    add_number(cell, value);
  } else {
    text_add(cell, value, strlen(value));
  }
}

static void sheet_end(void *data, const char *name) {
  struct book *book = data;
  name = local(name);
  book->in_value = false;
  if (strcmp(name, "rPh") == 0) book->in_phonetic = false;
  if (strcmp(name, "c") == 0) end_cell(book);
  if (strcmp(name, "row") == 0) end_row(book);
}

static void sheet_characters(void *data, const char *bytes, int count) {
  struct book *book = data;
  if (book->in_value) text_add(&book->value, bytes, (size_t)count);
}

/// minizip opens files by name; this one has no other name than its descriptor's.
static unzFile open_zip(const struct text *input) {
  int file = memfd_create("workbook", 0);
  if (file < 0) return NULL;
  for (size_t written = 0; written < input->count;) {
    ssize_t count = write(file, input->bytes + written, input->count - written);
    if (count <= 0) return NULL;
    written += (size_t)count;
  }
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  return unzOpen64(path);
}

enum ending read_workbook(const struct text *input, struct text *rows) {
  struct book *book = calloc(1, sizeof *book);
  if (!book) return ENDING_FAILED;
  book->rows = rows;
  book->zip = open_zip(input);
  if (!book->zip) return ENDING_NO_WORKBOOK;
  if (!parse(book, "xl/workbook.xml", workbook_start, ignore_end, NULL)) return ENDING_NO_WORKBOOK;
  if (book->ending == ENDING_DONE)
    parse(book, "xl/_rels/workbook.xml.rels", relation_start, ignore_end, NULL);
  if (book->ending == ENDING_DONE && !book->sheet_path[0]) return ENDING_NO_WORKBOOK;
  if (book->ending == ENDING_DONE)
    parse(book, "xl/sharedStrings.xml", strings_start, strings_end, strings_characters);
  book->in_text = book->in_phonetic = false;
  if (book->ending == ENDING_DONE
      && !parse(book, book->sheet_path, sheet_start, sheet_end, sheet_characters))
    return ENDING_BROKEN;
  return book->ending;
}
