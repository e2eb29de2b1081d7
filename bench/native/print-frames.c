// print-frames PIECE [lines]: reads WebSocket frames from the input, or lines that end in CR LF, PIECE bytes at a time,
//   and prints each text in a line.
// print-frames: reads one text from the input and writes it as a masked frame.
#include <stdio.h>
#include <stdlib.h>

#include "frames.h"

static void print_text(void *owner, const char *text, size_t length) {
  (void)owner;
  printf("%.*s\n", (int)length, text);
}

static int print_frames(size_t piece, int are_lines) {
  Inbox inbox = {0};
  for (size_t got; (got = fread(inbox_tail(&inbox, piece), 1, piece, stdin)) > 0;) {
    inbox.used += got;
    if (are_lines) read_lines(&inbox, print_text, NULL);
    else if (read_frames(&inbox, print_text, NULL)) return 3;
  }
  return inbox.used ? 4 : 0;
}

static int print_masked(void) {
  static char text[1 << 20];
  size_t length = fread(text, 1, sizeof text, stdin);
  unsigned char *frame = malloc(frame_size(length));
  if (!frame) return 2;
  fwrite(frame, 1, write_frame(frame, text, length, 0x12345678), stdout);
  return 0;
}

int main(int count, char **args) { return count > 1 ? print_frames(atoi(args[1]), count > 2) : print_masked(); }
