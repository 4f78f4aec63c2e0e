#ifndef LINLI_SHEET_H
#define LINLI_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How the program ends. SheetProgram.swift knows these numbers too.
enum ending {
  ENDING_DONE = 0,
  ENDING_USAGE = 64,
  ENDING_NO_WORKBOOK = 65,
  ENDING_BROKEN = 66,
  ENDING_TOO_LARGE = 67,
  ENDING_TOO_MANY_ROWS = 68,
  ENDING_FAILED = 70,
};

// Between cells and after rows; neither may stand in XML 1.0 or in what the product keeps.
#define CELL_MARK '\x1f'
#define ROW_MARK '\x1e'
// Before the value of a cell that a formula computes, or that holds an error.
#define COMPUTED_MARK '\x05'

/// A workbook of ours has some hundred rows and a dozen columns; XML of more than this was packed
/// to hurt.
#define MOST_INPUT ((size_t)16 << 20)
#define MOST_XML ((size_t)64 << 20)
#define MOST_OUTPUT ((size_t)16 << 20)
#define MOST_ROWS 20001
#define MOST_COLUMNS 64

/// Bytes that grow; `failed` once they would pass their limit or memory ends.
struct text {
  char *bytes;
  size_t count;
  size_t room;
  bool failed;
};

void text_add(struct text *text, const char *bytes, size_t count);

/// Takes away what this process will not need: files, cores, time and memory without end.
void limit_process(void);

enum ending read_input(struct text *input);
enum ending write_output(const char *bytes, size_t count);

/// The first sheet of a workbook as rows of texts.
enum ending read_workbook(const struct text *input, struct text *rows);

/// Rows of texts as a workbook; the first row is its head.
enum ending write_workbook(const struct text *rows, struct text *workbook);

#endif
