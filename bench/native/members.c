#define _GNU_SOURCE
#include "members.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "machine.h"

enum { CHUNK = 1 << 18, TEXT_BYTES = 100, SWEEP_NS = 5000000, OPEN_WITHIN_S = 60, ALIVE_S = 10 };

Talk talk;
Member *members;
int member_count;
uint64_t measured_from_ns = UINT64_MAX;
uint32_t *latencies_us;
size_t latency_count;
static size_t latency_room;
static int poll_fd = -1;

void stop_with(const char *what, const char *text, size_t length) {
  fprintf(stderr, "%s: %.*s\n", what, (int)length, text);
  exit(2);
}

void make_members(int count) {
  member_count = count;
  members = calloc(count, sizeof *members);
  if (!members) fail("members");
}

void read_members(void) {
  char line[128];
  int room = 0;
  while (fgets(line, sizeof line, stdin) && strlen(line) >= 43) {
    if (member_count == room) members = realloc(members, (room = room * 2 + 1024) * sizeof *members);
    if (!members) fail("members");
    Member *member = &members[member_count++];
    *member = (Member){0};
    memcpy(member->secret, line, 43);
    if (strlen(line) >= 44 + 36) memcpy(member->room, line + 44, 36);
  }
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

void take_message(Member *member, const char *text, size_t length, uint64_t seq) {
  const char *stamp = memmem(text, length, "T=", 2);
  // A room's log has no gap: that is checked here, at no cost to the server.
  if (seq && member->last_seq && seq != member->last_seq + 1) stop_with("a gap before", text, length);
  member->last_seq = seq;
  member->messages++;
  if (stamp) keep_latency(strtoull(stamp + 2, NULL, 16));
}

void say(Member *member, const char *text, size_t length) {
  static unsigned char frame[2048];
  static uint32_t mask = 0x5eed5eed;
  if (talk.is_lines) wire_send(&member->wire, text, length);
  else wire_send(&member->wire, frame, write_frame(frame, text, length, mask += 0x9e3779b9u));
}

void say_message(Member *member) {
  char text[TEXT_BYTES + 1], out[1024];
  int stamp = snprintf(text, sizeof text, "T=%016llx ", (unsigned long long)now_ns());
  for (int i = stamp; i < TEXT_BYTES; i++) text[i] = "measure twice, cut once; "[i % 25];
  text[TEXT_BYTES] = 0;
  say(member, out, talk.format(member, out, sizeof out, text));
  if (!talk.echoes) member->messages++;
}

static void say_upgrade(Member *member) {
  char text[512];
  int size = snprintf(text, sizeof text,
                      "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
                      talk.path);
  if (member->secret[0]) size += snprintf(text + size, sizeof text - size, "Authorization: Bearer %s\r\n", member->secret);
  size += snprintf(text + size, sizeof text - size, "\r\n");
  wire_send(&member->wire, text, size);
}

// The connection is there: who comes says so.
static void begin(Member *member) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = member};
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(member->wire.fd, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error) stop_with("no connection", strerror(error), 40);
  epoll_ctl(poll_fd, EPOLL_CTL_MOD, member->wire.fd, &event);
  wire_greet(&member->wire);
  member->phase = talk.is_lines ? GREETING : UPGRADING;
  if (talk.is_lines) talk.greet(member);
  else say_upgrade(member);
}

// What follows the head of an upgrade are frames.
static void take_upgrade(Member *member, Inbox *desk) {
  unsigned char *end = memmem(desk->bytes, desk->used, "\r\n\r\n", 4);
  if (!end) return;
  if (!memmem(desk->bytes, desk->used, " 101 ", 5)) stop_with("no upgrade", (char *)desk->bytes, desk->used);
  desk->used -= end + 4 - desk->bytes;
  memmove(desk->bytes, end + 4, desk->used);
  member->phase = GREETING;
  talk.greet(member);
}

static void take_text(void *member, const char *text, size_t length) { talk.take(member, text, length); }

static void take_bytes(Member *member, Inbox *desk) {
  if (member->phase == UPGRADING) take_upgrade(member, desk);
  if (member->phase == UPGRADING) return;
  if (talk.is_lines) read_lines(desk, take_text, member);
  else if (read_frames(desk, take_text, member)) member->dead = 1;
}

static void keep_rest(Member *member, const Inbox *desk) {
  member->inbox.used = 0;
  if (desk->used) memcpy(inbox_tail(&member->inbox, desk->used), desk->bytes, desk->used);
  member->inbox.used = desk->used;
}

// One desk for all: what each keeps is only the beginning of a frame.
static void read_member(Member *member) {
  static Inbox desk;
  int one = 1;
  for (ssize_t received = 1; received > 0 && !member->dead;) {
    desk.used = 0;
    memcpy(inbox_tail(&desk, CHUNK * 2), member->inbox.bytes ? member->inbox.bytes : desk.bytes, member->inbox.used);
    desk.used = member->inbox.used;
    received = wire_receive(&member->wire, desk.bytes + desk.used, CHUNK);
    if (received == 0 || (received < 0 && errno != EAGAIN && errno != EINTR)) member->dead = 1;
    if (received <= 0) break;
    member->bytes += received;
    desk.used += received;
    take_bytes(member, &desk);
    keep_rest(member, &desk);
  }
  // A server that keeps Nagle's algorithm on must not wait for our delayed acknowledgement.
  setsockopt(member->wire.fd, IPPROTO_TCP, TCP_QUICKACK, &one, sizeof one);
}

static void note_ready(Member *member) {
  member->ready_ns = now_ns();
  if (member->watched) return;
  epoll_ctl(poll_fd, EPOLL_CTL_DEL, member->wire.fd, NULL);
  free(member->inbox.bytes);
  member->inbox = (Inbox){0};
}

static void read_one(Member *member) {
  if (member->phase == CONNECTING) return begin(member);
  read_member(member);
  if (member->dead) stop_with("the server closed a connection", member->secret, 4);
  if (member->phase == READY && !member->ready_ns) note_ready(member);
}

void read_ready(int wait_ms) {
  static uint64_t sweep_at;
  struct epoll_event events[256];
  int ready = epoll_wait(poll_fd, events, 256, wait_ms);
  for (int i = 0; i < ready; i++) read_one(events[i].data.ptr);
  if (now_ns() < sweep_at) return;
  sweep();
  sweep_at = now_ns() + SWEEP_NS;
}

void open_member(Member *member, int port) {
  if (poll_fd < 0) poll_fd = epoll_create1(0);
  member->wire = wire_open(port);
  member->phase = CONNECTING;
  member->ready_ns = member->asked = member->last_seq = 0;
  member->inbox.used = 0;
  struct epoll_event event = {.events = EPOLLOUT, .data.ptr = member};
  epoll_ctl(poll_fd, EPOLL_CTL_ADD, member->wire.fd, &event);
}

void close_member(Member *member) {
  wire_close(&member->wire);
  member->phase = CONNECTING;
  member->ready_ns = 0;
}

void open_members(int port, int from, int at_a_time) {
  uint64_t until = now_ns() + OPEN_WITHIN_S * 1000000000ull;
  for (int next = from, ready = from; ready < member_count;) {
    while (next < member_count && next - ready < at_a_time) open_member(&members[next++], port);
    read_ready(5);
    while (ready < next && members[ready].ready_ns) ready++;
    stay_alive();
    if (now_ns() > until) stop_with("not everyone could come", talk.name, strlen(talk.name));
  }
}

static void count_bytes(Member *member) {
  ssize_t received;
  while ((received = wire_skip(&member->wire)) > 0) member->bytes += received;
  if (received == 0 || (errno != EAGAIN && errno != EINTR)) member->dead = 1;
}

void sweep(void) {
  for (int i = 0; i < member_count; i++)
    if (!members[i].watched && members[i].ready_ns && !members[i].dead) count_bytes(&members[i]);
}

void stay_alive(void) {
  static uint64_t next_ns;
  if (now_ns() < next_ns || !talk.alive[0]) return;
  next_ns = now_ns() + ALIVE_S * 1000000000ull;
  for (int i = 0; i < member_count; i++)
    if (members[i].ready_ns && !members[i].dead) say(&members[i], talk.alive, strlen(talk.alive));
}
