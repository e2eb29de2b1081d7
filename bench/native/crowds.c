// Loads of many people, rather than of many messages.
#define _GNU_SOURCE
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "load.h"
#include "machine.h"
#include "members.h"

enum { AT_A_TIME = 50 };

int hold(int port) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  open_members(port, 0, AT_A_TIME);
  printf("ready\n");
  fflush(stdout);
  while (poll(&input, 1, 100) == 0) {
    sweep();
    stay_alive();
  }
  int lost = 0;
  for (int i = 0; i < member_count; i++) lost += members[i].dead;
  printf("{\"members\":%d,\"lost\":%d}\n", member_count, lost);
  return 0;
}

static int by_moment(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

int storm(int port, int server) {
  Moment from = look_at(server);
  open_members(port, 0, member_count);
  Moment to = look_at(server);
  uint64_t *ready = calloc(member_count, sizeof *ready);
  if (!ready) fail("storm");
  for (int i = 0; i < member_count; i++) ready[i] = members[i].ready_ns - from.at_ns;
  qsort(ready, member_count, sizeof *ready, by_moment);
  printf("{");
  print_load(from, to);
  printf(",\"halfMs\":%.1f,\"lastMs\":%.1f}\n", ready[member_count / 2] / 1e6, ready[member_count - 1] / 1e6);
  free(ready);
  return 0;
}

static void watch_all(void) {
  for (int i = 0; i < member_count; i++) members[i].watched = 1;
}

static uint64_t sum_of_messages(void) {
  uint64_t sum = 0;
  for (int i = 0; i < member_count; i++) sum += members[i].messages;
  return sum;
}

static uint64_t random_number(void) {
  static uint64_t state = 20261121;
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

static void read_for(double seconds) {
  for (uint64_t until = now_ns() + (uint64_t)(seconds * 1e9); now_ns() < until;) {
    read_ready(5);
    stay_alive();
  }
}

int rooms(int port, int server, double seconds, double rate) {
  watch_all();
  open_members(port, 0, AT_A_TIME);
  read_for(2);
  uint64_t sent = 0, acks = 0;
  Moment from = look_at(server);
  measured_from_ns = from.at_ns;
  for (uint64_t now = from.at_ns; now < from.at_ns + (uint64_t)(seconds * 1e9); now = now_ns()) {
    for (; sent < (uint64_t)((now - from.at_ns) / 1e9 * rate); sent++)
      say_message(&members[random_number() % member_count]);
    read_ready(1);
    stay_alive();
  }
  Moment to = look_at(server);
  read_for(1);
  for (int i = 0; i < member_count; i++) acks += members[i].acks;
  printf("{");
  print_load(from, to);
  printf(",\"sent\":%llu,\"acked\":%llu,\"received\":%llu}\n", (unsigned long long)sent, (unsigned long long)acks,
         (unsigned long long)sum_of_messages());
  return 0;
}

static void look_at_room(Member *member) {
  char text[200];
  say(member, text,
      snprintf(text, sizeof text, "{\"type\":\"presence.watch\",\"id\":%llu,\"rooms\":[\"%s\"]}",
               (unsigned long long)++member->asked, member->room));
}

static void type(Member *member, int is_typing) {
  char text[200];
  say(member, text,
      snprintf(text, sizeof text, "{\"type\":\"typing.set\",\"id\":%llu,\"room\":\"%s\",\"on\":%s}",
               (unsigned long long)++member->asked, member->room, is_typing ? "true" : "false"));
}

// One who is there goes, or comes again.
static void turn(Member *member, int port) {
  if (!member->ready_ns) return open_member(member, port);
  close_member(member);
}

int school(int port, int server, double seconds, double rate) {
  int guests = member_count / 10, at_home = member_count - guests;
  uint64_t bytes = 0, others = 0, turns = 0;
  watch_all();
  open_members(port, 0, AT_A_TIME);
  for (int i = 0; i < member_count; i++) look_at_room(&members[i]);
  read_for(3);
  for (int i = 0; i < at_home; i++) members[i].bytes = members[i].others = 0;
  Moment from = look_at(server);
  for (uint64_t now = from.at_ns; now < from.at_ns + (uint64_t)(seconds * 1e9); now = now_ns()) {
    for (; turns < (uint64_t)((now - from.at_ns) / 1e9 * rate); turns++) {
      type(&members[random_number() % at_home], turns % 2 == 0);
      turn(&members[at_home + turns % guests], port);
    }
    read_ready(1);
    stay_alive();
  }
  Moment to = look_at(server);
  for (int i = 0; i < at_home; i++) {
    bytes += members[i].bytes;
    others += members[i].others;
  }
  printf("{");
  print_load(from, to);
  printf(",\"turns\":%llu,\"bytesPerPersonPerSecond\":%.0f,\"framesPerPersonPerSecond\":%.2f}\n",
         (unsigned long long)turns, bytes / seconds / at_home, others / seconds / at_home);
  return 0;
}
