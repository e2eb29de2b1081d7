// Connections to a server, and what arrived on each. Frames are read on a few of them only ("watched"): the
// others are counted in bytes, which the kernel throws away uncopied, so that this program is never the bottleneck.
#pragma once
#include "frames.h"

typedef struct {
  int fd, watched, dead;
  uint64_t bytes;
  // Of watched ones:
  Inbox inbox;
  uint64_t messages, acks, last_seq;
} Member;

extern Member *members;
extern int member_count;
// Is the other side a Hearth, or the limit server, which knows no people?
extern int is_hearth;
// The room everyone starts in, from the welcome.
extern char home_room[37];
// Latencies are kept of messages sent from then on.
extern uint64_t measured_from_ns;
extern uint32_t *latencies_us;
extern size_t latency_count;

// Takes a new name and puts its secret of 43 characters into `secret`.
void join(int http, const char *name, char secret[44]);
// Opens a socket for this secret and waits for its welcome.
void open_member(Member *member, int port, const char *secret);
// Reads what there is, frame by frame.
void read_member(Member *member);
// Counts what there is on every member that is not watched.
void sweep(void);
// Shows the server that everyone is still there.
void send_pongs(void);
