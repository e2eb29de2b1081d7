// WebSocket frames (RFC 6455 section 5): written masked, as a client must; read as they come, split anywhere.
#pragma once
#include <stddef.h>
#include <stdint.h>

// What was read and is not yet a whole frame.
typedef struct {
  unsigned char *bytes;
  size_t used, room;
} Inbox;

typedef void OnText(void *owner, const char *text, size_t length);

// Bytes of a masked text frame around `length` bytes of text.
size_t frame_size(size_t length);
// Writes one masked text frame to `out`, which has `frame_size(length)` bytes, and returns its size.
size_t write_frame(unsigned char *out, const char *text, size_t length, uint32_t mask);
// Makes room for `more` bytes and returns where they go; `inbox->used` is the reader's to raise.
unsigned char *inbox_tail(Inbox *inbox, size_t more);
// Hands over every whole text frame and keeps the rest. -1: the other side closed, or sent no such frames.
int read_frames(Inbox *inbox, OnText *on_text, void *owner);
// The same for lines that end in CR LF; what a line holds besides is handed over as it is.
void read_lines(Inbox *inbox, OnText *on_text, void *owner);
