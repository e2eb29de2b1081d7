// Puts load on a server from one thread, and reports one line of JSON.
//   loadgen fan-out hearth|limit PORT PID MEMBERS IN_FLIGHT SECONDS  everyone in one room, so many messages under way
//   loadgen hold PORT < SECRETS                            connects everyone, says "ready", holds until the input ends
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "machine.h"
#include "members.h"

enum { SENDERS = 8, SAMPLED = 16, TEXT_BYTES = 100, SWEEP_NS = 5000000, STALLED_S = 10, WARM_UP_S = 5 };

// A moment's counts; a figure is the difference of two.
typedef struct {
  uint64_t at_ns, messages, bytes, watched_bytes, unwatched_bytes;
  double server_cpu, own_cpu;
} Count;

static uint64_t sent;

static int is_sender(int i) { return i < SENDERS; }

// The first ones send; the sampled ones are spread over all the others.
static void choose_watched(int wanted) {
  double step = (wanted - SENDERS - 1) / (SAMPLED - 1.0);
  for (int i = 0; i < SENDERS; i++) members[i].watched = 1;
  for (int i = 0; i < SAMPLED; i++) members[SENDERS + (int)(step * i)].watched = 1;
}

// All join before the first one listens: otherwise each would be told of everyone who follows.
static void join_all(int port, int wanted, char (*secrets)[44]) {
  char name[40];
  int http = connect_to(port);
  for (int i = 0; i < wanted; i++) {
    snprintf(name, sizeof name, "bench %d %d", (int)getpid(), i);
    join(http, name, secrets[i]);
  }
  close(http);
}

static void open_members(int port, int wanted) {
  char (*secrets)[44] = calloc(wanted, sizeof *secrets);
  if (is_hearth) join_all(port, wanted, secrets);
  while (member_count < wanted) {
    open_member(&members[member_count], port, is_hearth ? secrets[member_count] : NULL);
    if (++member_count % 25 == 0) sweep();
  }
  free(secrets);
}

static int format_message(char *out, size_t room) {
  char text[TEXT_BYTES + 1];
  int stamp = snprintf(text, sizeof text, "T=%016llx ", (unsigned long long)now_ns());
  for (int i = stamp; i < TEXT_BYTES; i++) text[i] = "measure twice, cut once; "[i % 25];
  text[TEXT_BYTES] = 0;
  if (!is_hearth) return snprintf(out, room, "{\"t\":\"msg\",\"c\":\"%s\"}", text);
  return snprintf(out, room,
                  "{\"type\":\"message.send\",\"id\":%llu,\"room\":\"%s\",\"clientId\":\"bench-%d-%llu\","
                  "\"body\":{\"kind\":\"text\",\"text\":\"%s\"}}",
                  (unsigned long long)(sent / SENDERS + 1), home_room, (int)getpid(), (unsigned long long)sent, text);
}

static void send_message(void) {
  char text[512];
  unsigned char frame[600];
  int length = format_message(text, sizeof text);
  send_all(members[sent % SENDERS].fd, frame, write_frame(frame, text, length, 0x9e3779b9u * (uint32_t)(sent + 1)));
  sent++;
}

static uint64_t least_received(void) {
  uint64_t least = UINT64_MAX;
  for (int i = 0; i < member_count; i++)
    if (members[i].watched && members[i].messages < least) least = members[i].messages;
  return least;
}

static Count count(int server) {
  sweep();
  Count c = {.at_ns = now_ns(), .server_cpu = cpu_of(server), .own_cpu = own_cpu()};
  for (int i = 0; i < member_count; i++) {
    Member *m = &members[i];
    c.bytes += m->bytes;
    if (m->watched) c.messages += m->messages;
    if (m->watched && !is_sender(i)) c.watched_bytes += m->bytes;
    if (!m->watched) c.unwatched_bytes += m->bytes;
  }
  return c;
}

static void watch(int poll_fd) {
  for (int i = 0; i < member_count; i++) {
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &members[i]};
    if (members[i].watched) epoll_ctl(poll_fd, EPOLL_CTL_ADD, members[i].fd, &event);
  }
}

static void read_ready(int poll_fd, int wait_ms) {
  struct epoll_event events[64];
  int ready = epoll_wait(poll_fd, events, 64, wait_ms);
  for (int i = 0; i < ready; i++) {
    read_member(events[i].data.ptr);
    if (((Member *)events[i].data.ptr)->dead) {
      fprintf(stderr, "the server closed a connection\n");
      exit(2);
    }
  }
}

// Keeps `in_flight` messages under way, or none new, until it is time or everything arrived.
static void run(int poll_fd, int in_flight, uint64_t until_ns) {
  static uint64_t sweep_at;
  uint64_t last = 0, moved_at = now_ns();
  for (uint64_t now = now_ns(); now < until_ns; now = now_ns()) {
    uint64_t received = least_received();
    if (in_flight == 0 && received == sent) return;
    if (received != last) moved_at = now;
    last = received;
    if (now - moved_at > STALLED_S * 1000000000ull) {
      fprintf(stderr, "nothing arrived for %d s\n", STALLED_S);
      exit(2);
    }
    while (sent - received < (uint64_t)in_flight) send_message();
    read_ready(poll_fd, now < sweep_at ? (int)((sweep_at - now) / 1000000) : 0);
    if (now_ns() < sweep_at) continue;
    sweep();
    sweep_at = now_ns() + SWEEP_NS;
  }
}

// Bytes are compared from here on, so what only the join brought is forgotten first.
static void settle(int poll_fd) {
  for (uint64_t until = now_ns() + 2500000000ull; now_ns() < until;) {
    read_ready(poll_fd, 50);
    sweep();
  }
  for (int i = 0; i < member_count; i++) members[i].bytes = 0;
}

static int count_unequal(void) {
  int unequal = 0;
  for (int i = SENDERS; i < member_count; i++) unequal += members[i].bytes != members[SENDERS].bytes || members[i].dead;
  return unequal;
}

static int by_size(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static void report(Count a, Count b, double frame_bytes) {
  double seconds = (b.at_ns - a.at_ns) / 1e9, watched = b.messages - a.messages;
  double deliveries = watched + (b.unwatched_bytes - a.unwatched_bytes) / frame_bytes;
  uint64_t acks = 0;
  for (int i = 0; i < SENDERS; i++) acks += members[i].acks;
  qsort(latencies_us, latency_count, sizeof *latencies_us, by_size);
  uint32_t median = latency_count ? latencies_us[latency_count / 2] : 0;
  uint32_t p99 = latency_count ? latencies_us[latency_count * 99 / 100] : 0;
  printf("{\"cpuPerMillion\":%.4f,\"deliveriesPerSecond\":%.0f,\"messagesPerSecond\":%.0f,\"serverLoad\":%.3f,"
         "\"ownLoad\":%.3f,\"frameBytes\":%.1f,\"medianUs\":%u,\"p99Us\":%u,\"sent\":%llu,\"acked\":%llu,"
         "\"received\":%llu,\"unequalMembers\":%d}\n",
         (b.server_cpu - a.server_cpu) / deliveries * 1e6, deliveries / seconds, watched / (SENDERS + SAMPLED) / seconds,
         (b.server_cpu - a.server_cpu) / seconds, (b.own_cpu - a.own_cpu) / seconds, frame_bytes, median, p99,
         (unsigned long long)sent, (unsigned long long)acks, (unsigned long long)least_received(), count_unequal());
}

// The mean over everything a sampled member got: `seq` grows a digit now and then.
static double mean_frame(void) { return (double)members[SENDERS].bytes / members[SENDERS].messages; }

static int fan_out(char **args) {
  int port = atoi(args[1]), server = atoi(args[2]), wanted = atoi(args[3]), in_flight = atoi(args[4]);
  double seconds = atof(args[5]);
  is_hearth = !strcmp(args[0], "hearth");
  members = calloc(wanted, sizeof *members);
  if (!members || wanted < SENDERS + SAMPLED) fail("members");
  choose_watched(wanted);
  open_members(port, wanted);
  int poll_fd = epoll_create1(0);
  watch(poll_fd);
  settle(poll_fd);
  if (is_hearth) send_pongs();
  run(poll_fd, in_flight, now_ns() + (uint64_t)(WARM_UP_S * 1e9));
  Count from = count(server);
  measured_from_ns = now_ns();
  run(poll_fd, in_flight, now_ns() + (uint64_t)(seconds * 1e9));
  Count to = count(server);
  run(poll_fd, 0, UINT64_MAX);
  // The rest of what was sent to those who are only swept.
  for (int i = 0; i < 5; i++) {
    read_ready(poll_fd, 20);
    sweep();
  }
  report(from, to, mean_frame());
  return 0;
}

// Enough for a server that ends a connection after 45 s of silence.
static void send_pongs_in_time(void) {
  static uint64_t next_ns;
  if (now_ns() < next_ns) return;
  send_pongs();
  next_ns = now_ns() + 10000000000ull;
}

static void hold(int port) {
  char line[64];
  int room = 0;
  is_hearth = 1;
  while (fgets(line, sizeof line, stdin) && strlen(line) >= 43) {
    if (member_count == room) members = realloc(members, (room = room * 2 + 1024) * sizeof *members);
    if (!members) fail("members");
    line[43] = 0;
    members[member_count] = (Member){0};
    open_member(&members[member_count], port, line);
    if (++member_count % 25) continue;
    sweep();
    send_pongs_in_time();
  }
  printf("ready\n");
  fflush(stdout);
}

static int hold_until_end(int port) {
  // An empty line ends the secrets; the end of the input ends the rest.
  hold(port);
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  while (poll(&input, 1, 100) == 0) {
    sweep();
    send_pongs_in_time();
  }
  int lost = 0;
  for (int i = 0; i < member_count; i++) lost += members[i].dead;
  printf("{\"members\":%d,\"lost\":%d}\n", member_count, lost);
  return 0;
}

int main(int count, char **args) {
  signal(SIGPIPE, SIG_IGN);
  if (count == 8 && !strcmp(args[1], "fan-out")) return fan_out(args + 2);
  if (count == 3 && !strcmp(args[1], "hold")) return hold_until_end(atoi(args[2]));
  fprintf(stderr, "loadgen fan-out hearth|limit PORT PID MEMBERS IN_FLIGHT SECONDS, or loadgen hold PORT\n");
  return 1;
}
