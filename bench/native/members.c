#define _GNU_SOURCE
#include "members.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "machine.h"

enum { CHUNK = 1 << 18 };

Member *members;
int member_count, is_hearth;
char home_room[37];
uint64_t measured_from_ns = UINT64_MAX;
uint32_t *latencies_us;
size_t latency_count;
static size_t latency_room;

static int starts_with(const char *text, size_t length, const char *start) {
  size_t n = strlen(start);
  return length >= n && !memcmp(text, start, n);
}

static const char *after(const char *text, size_t length, const char *mark) {
  const char *found = memmem(text, length, mark, strlen(mark));
  return found ? found + strlen(mark) : NULL;
}

static void keep_latency(uint64_t sent_ns) {
  if (sent_ns < measured_from_ns) return;
  if (latency_count == latency_room) {
    latency_room = latency_room ? latency_room * 2 : 1 << 16;
    latencies_us = realloc(latencies_us, latency_room * sizeof *latencies_us);
    if (!latencies_us) abort();
  }
  latencies_us[latency_count++] = (uint32_t)((now_ns() - sent_ns) / 1000);
}

// A room's log has no gap: that is checked here, at no cost to the server.
static void take_message(Member *member, const char *text, size_t length) {
  const char *seq = after(text, length, "\"seq\":"), *stamp = after(text, length, "T=");
  uint64_t place = seq ? strtoull(seq, NULL, 10) : 0;
  if (is_hearth && member->last_seq && place != member->last_seq + 1) {
    fprintf(stderr, "a gap: %llu follows %llu\n", (unsigned long long)place, (unsigned long long)member->last_seq);
    exit(2);
  }
  member->last_seq = place;
  member->messages++;
  if (stamp) keep_latency(strtoull(stamp, NULL, 16));
}

static void take_text(void *owner, const char *text, size_t length) {
  Member *member = owner;
  if (!is_hearth || starts_with(text, length, "{\"type\":\"message.sent\"")) take_message(member, text, length);
  else if (starts_with(text, length, "{\"type\":\"ack\"")) member->acks++;
  else if (starts_with(text, length, "{\"type\":\"welcome\"")) {
    const char *room = after(text, length, "\"rooms\":[{\"id\":\"");
    if (room) memcpy(home_room, room, 36);
  } else if (starts_with(text, length, "{\"type\":\"refused\"") || starts_with(text, length, "{\"type\":\"bye\"")) {
    fprintf(stderr, "the server says %.*s\n", (int)length, text);
    exit(2);
  }
}

static void note_end(Member *member, ssize_t received) {
  if (received == 0 || (errno != EAGAIN && errno != EINTR)) member->dead = 1;
}

// Returns what was received; 0 or less when there is nothing now.
static ssize_t receive(Member *member, int flags) {
  ssize_t received = recv(member->fd, inbox_tail(&member->inbox, CHUNK), CHUNK, flags);
  if (received <= 0) {
    note_end(member, received);
    return received;
  }
  member->bytes += received;
  member->inbox.used += received;
  if (read_frames(&member->inbox, take_text, member)) member->dead = 1;
  return received;
}

void read_member(Member *member) {
  int one = 1;
  while (!member->dead && receive(member, MSG_DONTWAIT) == CHUNK) continue;
  // A server that keeps Nagle's algorithm on must not wait for our delayed acknowledgement.
  setsockopt(member->fd, IPPROTO_TCP, TCP_QUICKACK, &one, sizeof one);
}

static void count_bytes(Member *member) {
  static char nowhere[CHUNK];
  ssize_t received;
  while ((received = recv(member->fd, nowhere, CHUNK, MSG_TRUNC | MSG_DONTWAIT)) > 0) member->bytes += received;
  note_end(member, received);
}

void sweep(void) {
  for (int i = 0; i < member_count; i++)
    if (!members[i].watched && !members[i].dead) count_bytes(&members[i]);
}

void send_pongs(void) {
  static const char pong[] = "{\"type\":\"pong\"}";
  unsigned char frame[64];
  size_t size = write_frame(frame, pong, sizeof pong - 1, 0x5eed5eed);
  for (int i = 0; i < member_count; i++)
    if (!members[i].dead) send_all(members[i].fd, frame, size);
}

// Reads one HTTP answer's head, and its body when it has a length, into `text`.
static void read_answer(int fd, char *text, size_t room) {
  size_t have = 0, wanted = 0;
  while (have < room - 1) {
    // Nothing of what follows the head of an upgrade may be taken from the frames.
    ssize_t received = recv(fd, text + have, wanted ? wanted - have : 1, 0);
    if (received <= 0) fail("no answer");
    have += received;
    text[have] = 0;
    if (wanted && have == wanted) return;
    if (wanted || have < 4 || memcmp(text + have - 4, "\r\n\r\n", 4)) continue;
    char *length = strcasestr(text, "\r\ncontent-length:");
    if (!length) return;
    wanted = have + strtoul(length + 17, NULL, 10);
  }
  fail("a long answer");
}

void join(int http, const char *name, char secret[44]) {
  char text[4096], body[200];
  int length = snprintf(body, sizeof body, "{\"name\":\"%s\"}", name);
  int size = snprintf(text, sizeof text,
                      "POST /api/join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                      "Content-Length: %d\r\n\r\n%s",
                      length, body);
  send_all(http, text, size);
  read_answer(http, text, sizeof text);
  const char *found = after(text, strlen(text), "\"secret\":\"");
  if (!found) {
    fprintf(stderr, "joining failed: %s\n", text);
    exit(2);
  }
  memcpy(secret, found, 43);
  secret[43] = 0;
}

static void upgrade(int fd, const char *secret) {
  char text[4096];
  int size = snprintf(text, sizeof text,
                      "GET /socket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
  if (secret) size += snprintf(text + size, sizeof text - size, "Authorization: Bearer %s\r\n", secret);
  size += snprintf(text + size, sizeof text - size, "\r\n");
  send_all(fd, text, size);
  read_answer(fd, text, sizeof text);
  if (!strstr(text, " 101 ")) {
    fprintf(stderr, "no upgrade: %s\n", text);
    exit(2);
  }
}

void open_member(Member *member, int port, const char *secret) {
  static const char hello[] = "{\"type\":\"hello\",\"version\":1,\"client\":\"hearth bench\"}";
  unsigned char frame[128];
  member->fd = connect_to(port);
  upgrade(member->fd, secret);
  if (!is_hearth) return;
  send_all(member->fd, frame, write_frame(frame, hello, sizeof hello - 1, 0x5eed5eed));
  home_room[0] = 0;
  while (!home_room[0])
    if (receive(member, 0) <= 0) fail("no welcome");
  if (member->watched) return;
  free(member->inbox.bytes);
  member->inbox = (Inbox){0};
}
