// Connections to a server, and what arrived on each. Frames are read on a few of them only ("watched"): the others are
// counted in bytes, which the kernel throws away uncopied, so that this program is never the bottleneck.
#pragma once
#include "frames.h"
#include "wire.h"

typedef enum { CONNECTING, UPGRADING, GREETING, READY } Phase;

typedef struct {
  Wire wire;
  Phase phase;
  int watched, dead;
  // Who it is, and where it speaks; of a Hearth.
  char secret[44], room[37];
  uint64_t bytes, asked, ready_ns;
  // What is not yet a whole frame.
  Inbox inbox;
  uint64_t messages, acks, others, last_seq;
} Member;

// How the other side talks: the frames of `talks.c`.
typedef struct {
  const char *name;
  // Lines, or frames of a web socket at this path.
  int is_lines;
  const char *path;
  // Does who says something get it back?
  int echoes;
  // What each says first, once it is connected; "" for nothing.
  void (*greet)(Member *);
  // Writes a message for `text` of this member.
  int (*format)(Member *, char *out, size_t room, const char *text);
  // Takes a whole frame or line.
  void (*take)(Member *, const char *text, size_t length);
  // Says that it is still there.
  const char *alive;
} Talk;

extern Talk talk;
// Finds the kind of server by its name; ends the program when there is no such kind.
void choose_talk(const char *name);

extern Member *members;
extern int member_count;
// Latencies are kept of messages sent from then on.
extern uint64_t measured_from_ns;
extern uint32_t *latencies_us;
extern size_t latency_count;

// Reads who they are from the input, one "SECRET" or "SECRET ROOM" a line up to an empty one; or makes `count` of them.
void read_members(void);
void make_members(int count);
// Connects those from `from` on until all are ready, so many at a time.
void open_members(int port, int from, int at_a_time);
// Begins one connection; `read_ready` brings it to its end.
void open_member(Member *member, int port);
void close_member(Member *member);
// Reads what there is, frame by frame, on the members that are watched or not ready yet.
void read_ready(int wait_ms);
// Counts what there is on every member that is not watched.
void sweep(void);
// Shows the server, every ten seconds, that everyone is still there.
void stay_alive(void);
void say(Member *member, const char *text, size_t length);
// Says a message with the time in it.
void say_message(Member *member);
// Notes a message that arrived; `text` holds its time, and `seq` its place or 0.
void take_message(Member *member, const char *text, size_t length, uint64_t seq);
void stop_with(const char *what, const char *text, size_t length);
