#include "frames.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT = 1, CLOSE = 8, PING = 9, PONG = 10 };

typedef struct {
  int opcode;
  size_t header, length;
} Head;

size_t frame_size(size_t length) { return length + (length < 126 ? 6 : length < 65536 ? 8 : 14); }

static size_t write_length(unsigned char *out, size_t length, int masked) {
  if (length < 126) {
    out[1] = (unsigned char)(masked | length);
    return 2;
  }
  int width = length < 65536 ? 2 : 8;
  out[1] = (unsigned char)(masked | (width == 2 ? 126 : 127));
  for (int i = 0; i < width; i++) out[2 + i] = (unsigned char)((uint64_t)length >> 8 * (width - 1 - i));
  return 2 + width;
}

size_t write_frame(unsigned char *out, const char *text, size_t length, uint32_t mask) {
  out[0] = 0x80 | TEXT;
  size_t at = write_length(out, length, 0x80);
  const unsigned char *key = (const unsigned char *)&mask;
  memcpy(out + at, key, 4);
  at += 4;
  for (size_t i = 0; i < length; i++) out[at + i] = (unsigned char)text[i] ^ key[i & 3];
  return at + length;
}

unsigned char *inbox_tail(Inbox *inbox, size_t more) {
  if (inbox->used + more > inbox->room) {
    inbox->room = (inbox->used + more) * 2;
    inbox->bytes = realloc(inbox->bytes, inbox->room);
    if (!inbox->bytes) abort();
  }
  return inbox->bytes + inbox->used;
}

// 0: the head is not whole yet. Servers do not mask.
static int read_head(const unsigned char *b, size_t n, Head *head) {
  if (n < 2) return 0;
  int short_length = b[1] & 127, width = short_length < 126 ? 0 : short_length == 126 ? 2 : 8;
  if (n < 2u + width) return 0;
  head->opcode = b[0] & 15;
  head->header = 2 + width;
  head->length = width ? 0 : short_length;
  for (int i = 0; i < width; i++) head->length = head->length << 8 | b[2 + i];
  return 1;
}

static int is_known(const unsigned char *b, Head head) {
  int whole = (b[0] & 0xf0) == 0x80, unmasked = !(b[1] & 0x80);
  return whole && unmasked && (head.opcode == TEXT || head.opcode == PING || head.opcode == PONG);
}

int read_frames(Inbox *inbox, OnText *on_text, void *owner) {
  unsigned char *at = inbox->bytes, *end = inbox->bytes + inbox->used;
  Head head;
  while (read_head(at, end - at, &head)) {
    if (!is_known(at, head)) return -1;
    if ((size_t)(end - at) < head.header + head.length) break;
    if (head.opcode == TEXT) on_text(owner, (const char *)at + head.header, head.length);
    at += head.header + head.length;
  }
  inbox->used = end - at;
  memmove(inbox->bytes, at, inbox->used);
  return 0;
}

void read_lines(Inbox *inbox, OnText *on_text, void *owner) {
  unsigned char *at = inbox->bytes, *end = inbox->bytes + inbox->used;
  for (unsigned char *stop; (stop = memchr(at, '\n', end - at)); at = stop + 1)
    on_text(owner, (const char *)at, stop - at - (stop > at && stop[-1] == '\r'));
  inbox->used = end - at;
  memmove(inbox->bytes, at, inbox->used);
}
