// Puts load on a server from one thread, and reports one line of JSON.
//   loadgen fan-out KIND PORT PID SECONDS in-flight|rate N [MEMBERS]   everyone in one room
//   loadgen hold|storm KIND PORT PID                                   everyone comes, one by one or at once
//   loadgen rooms|school KIND PORT PID SECONDS rate N                  many rooms; presence and typing
// KIND is a name of `talks.c`, with "+tls" behind it for TLS. Without MEMBERS, who they are is read from the input.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "load.h"
#include "machine.h"
#include "members.h"

static void prepare(char *kind) {
  struct rlimit files;
  char *tls = strstr(kind, "+tls");
  signal(SIGPIPE, SIG_IGN);
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
  }
  if (tls && !wire_use_tls()) stop_with("there is no", "libssl.so.3", 11);
  if (tls) *tls = 0;
  choose_talk(kind);
}

int main(int count, char **args) {
  if (count < 5) return 1;
  const char *load = args[1];
  int port = atoi(args[3]), server = atoi(args[4]);
  double seconds = count > 5 ? atof(args[5]) : 0, amount = count > 7 ? atof(args[7]) : 0;
  int is_rate = count > 7 && !strcmp(args[6], "rate");
  prepare(args[2]);
  if (count > 8) make_members(atoi(args[8]));
  else read_members();
  if (!strcmp(load, "fan-out")) return fan_out(port, server, seconds, is_rate ? 0 : (int)amount, is_rate ? amount : 0);
  if (!strcmp(load, "hold")) return hold(port);
  if (!strcmp(load, "storm")) return storm(port, server);
  if (!strcmp(load, "rooms")) return rooms(port, server, seconds, amount);
  if (!strcmp(load, "school")) return school(port, server, seconds, amount);
  fprintf(stderr, "there is no load \"%s\"\n", load);
  return 1;
}
