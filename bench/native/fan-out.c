#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "load.h"
#include "machine.h"
#include "members.h"

enum { SENDERS = 8, SAMPLED = 16, STALLED_S = 10, AT_A_TIME = 50, SETTLED_S = 20, QUIET_NS = 1200000000 };

static uint64_t sent;

// The first ones send; the sampled ones are spread over all the others.
static void choose_watched(void) {
  double step = (member_count - SENDERS - 1) / (SAMPLED - 1.0);
  if (member_count < SENDERS + SAMPLED) stop_with("too few members", "", 0);
  for (int i = 0; i < SENDERS; i++) members[i].watched = 1;
  for (int i = 0; i < SAMPLED; i++) members[SENDERS + (int)(step * i)].watched = 1;
}

static uint64_t least_received(void) {
  uint64_t least = UINT64_MAX;
  for (int i = SENDERS; i < member_count; i++)
    if (members[i].watched && members[i].messages < least) least = members[i].messages;
  for (int i = 0; i < SENDERS && talk.echoes; i++)
    if (members[i].messages < least) least = members[i].messages;
  return least;
}

// Keeps `in_flight` messages under way, or sends at a rate, or nothing new, until it is time or everything arrived.
static void run(int in_flight, double rate, uint64_t until_ns) {
  uint64_t last = 0, started = now_ns(), moved_at = started, before = sent;
  for (uint64_t now = started; now < until_ns; now = now_ns()) {
    uint64_t received = least_received();
    if (in_flight == 0 && rate == 0 && received == sent) return;
    if (received != last || received == sent) moved_at = now;
    last = received;
    if (now - moved_at > STALLED_S * 1000000000ull) stop_with("nothing arrived for long from", talk.name, 8);
    uint64_t wanted = rate > 0 ? before + (uint64_t)((now - started) / 1e9 * rate) : received + in_flight;
    for (; sent < wanted; sent++) say_message(&members[sent % SENDERS]);
    read_ready(rate > 0 ? 1 : 5);
    stay_alive();
  }
}


static uint64_t all_bytes(void) {
  uint64_t bytes = 0;
  for (int i = 0; i < member_count; i++) bytes += members[i].bytes;
  return bytes;
}

// Bytes are compared from here on, so what only the joining brought is waited for, until it is quiet, and forgotten.
static void settle(void) {
  uint64_t last = 0, quiet_from = now_ns();
  for (uint64_t started = now_ns(); now_ns() - started < SETTLED_S * 1000000000ull;) {
    read_ready(20);
    if (all_bytes() != last) quiet_from = now_ns();
    last = all_bytes();
    if (now_ns() - quiet_from > QUIET_NS) break;
  }
  for (int i = 0; i < member_count; i++) members[i].bytes = 0;
}

static int count_unequal(void) {
  int unequal = 0;
  for (int i = SENDERS; i < member_count; i++) unequal += members[i].bytes != members[SENDERS].bytes || members[i].dead;
  return unequal;
}

// What came to all but those who send: they are told more.
static uint64_t heard_bytes(void) {
  uint64_t bytes = 0;
  for (int i = SENDERS; i < member_count; i++) bytes += members[i].bytes;
  return bytes;
}

static void print_counts(Moment from, Moment to, double deliveries, double frame_bytes) {
  uint64_t acks = 0;
  for (int i = 0; i < SENDERS; i++) acks += members[i].acks;
  printf(",\"cpuPerMillion\":%.4f,\"deliveriesPerSecond\":%.0f,\"frameBytes\":%.1f,\"sent\":%llu,\"acked\":%llu,"
         "\"received\":%llu,\"unequalMembers\":%d}\n",
         (to.server_cpu - from.server_cpu) / deliveries * 1e6, deliveries / ((to.at_ns - from.at_ns) / 1e9), frame_bytes,
         (unsigned long long)sent, (unsigned long long)acks, (unsigned long long)least_received(), count_unequal());
}

int fan_out(int port, int server, double seconds, int in_flight, double rate) {
  choose_watched();
  open_members(port, 0, AT_A_TIME);
  settle();
  // What the runtime of a server makes of its first seconds is not what it costs later.
  run(in_flight, rate, now_ns() + (uint64_t)((seconds < 2 ? seconds : 3) * 1e9));
  sweep();
  uint64_t bytes = heard_bytes();
  Moment from = look_at(server);
  measured_from_ns = from.at_ns;
  run(in_flight, rate, from.at_ns + (uint64_t)(seconds * 1e9));
  sweep();
  Moment to = look_at(server);
  uint64_t more = heard_bytes() - bytes;
  run(0, 0, UINT64_MAX);
  // The rest of what was sent to those who are only swept.
  for (uint64_t from = now_ns(); now_ns() - from < SETTLED_S * 1000000000ull && count_unequal();) read_ready(20);
  // The mean over everything a sampled member got: `seq` grows a digit now and then.
  double frame_bytes = (double)members[SENDERS].bytes / members[SENDERS].messages;
  printf("{");
  print_load(from, to);
  print_counts(from, to, more / frame_bytes * member_count / (member_count - SENDERS), frame_bytes);
  return 0;
}
