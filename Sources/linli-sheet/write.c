#define _GNU_SOURCE
#include "sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

/// Every cell is a text, also one that looks like a formula or a long number: Excel runs and
/// rounds neither.
static bool fill(lxw_workbook *workbook, const struct text *rows) {
  lxw_worksheet *sheet = workbook_add_worksheet(workbook, NULL);
  lxw_format *head = workbook_add_format(workbook);
  lxw_format *plain = workbook_add_format(workbook);
  format_set_bold(head);
  format_set_num_format(plain, "@");
  format_set_text_wrap(plain);
  format_set_align(plain, LXW_ALIGN_VERTICAL_TOP);
  worksheet_set_column(sheet, 0, MOST_COLUMNS - 1, 22, NULL);
  worksheet_freeze_panes(sheet, 1, 0);
  char *cell = malloc(rows->count + 1);
  if (!cell) return false;
  size_t count = 0;
  lxw_row_t row = 0;
  lxw_col_t column = 0;
  for (size_t index = 0; index < rows->count; index++) {
    char byte = rows->bytes[index];
    if (byte != CELL_MARK && byte != ROW_MARK) {
      cell[count++] = byte;
      continue;
    }
    cell[count] = 0;
    // Beyond what a cell holds (32,767 characters) the library refuses, and so do we.
    if (count > 0 && worksheet_write_string(sheet, row, column, cell, row ? plain : head))
      return false;
    count = 0;
    column = byte == CELL_MARK ? (lxw_col_t)(column + 1) : 0;
    if (byte == ROW_MARK) row++;
    if (column >= MOST_COLUMNS || row > MOST_ROWS) return false;
  }
  free(cell);
  return true;
}

enum ending write_workbook(const struct text *rows, struct text *workbook) {
  int file = memfd_create("workbook", 0);
  if (file < 0) return ENDING_FAILED;
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  lxw_workbook *book = workbook_new(path);
  if (!book) return ENDING_FAILED;
  bool filled = fill(book, rows);
  if (workbook_close(book) != LXW_NO_ERROR || !filled) return ENDING_FAILED;
  if (lseek(file, 0, SEEK_SET) < 0) return ENDING_FAILED;
  char piece[65536];
  for (;;) {
    ssize_t count = read(file, piece, sizeof piece);
    if (count < 0) return ENDING_FAILED;
    if (count == 0) break;
    text_add(workbook, piece, (size_t)count);
  }
  return workbook->failed ? ENDING_FAILED : ENDING_DONE;
}
