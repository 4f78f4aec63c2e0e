#include "sheet.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **arguments) {
  bool reading = count == 2 && strcmp(arguments[1], "read") == 0;
  if (!reading && !(count == 2 && strcmp(arguments[1], "write") == 0)) {
    fprintf(stderr, "usage: linli-sheet read|write <IN >OUT\n");
    return ENDING_USAGE;
  }
  limit_process();
  struct text input = {0}, output = {0};
  enum ending ending = read_input(&input);
  if (ending == ENDING_DONE)
    ending = reading ? read_workbook(&input, &output) : write_workbook(&input, &output);
  if (ending == ENDING_DONE) ending = write_output(output.bytes, output.count);
  // Straight out: memory goes back with the process.
  _exit(ending);
}
