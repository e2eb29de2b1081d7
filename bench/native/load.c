#include "load.h"

#include <stdio.h>
#include <stdlib.h>

#include "machine.h"
#include "members.h"

Moment look_at(int server) {
  return (Moment){.at_ns = now_ns(), .server_cpu = cpu_of(server), .own_cpu = own_cpu()};
}

static int by_size(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

uint32_t latency_at(double share) {
  qsort(latencies_us, latency_count, sizeof *latencies_us, by_size);
  return latency_count ? latencies_us[(size_t)((latency_count - 1) * share)] : 0;
}

void print_load(Moment from, Moment to) {
  double seconds = (to.at_ns - from.at_ns) / 1e9;
  printf("\"seconds\":%.3f,\"serverLoad\":%.4f,\"ownLoad\":%.4f,\"medianUs\":%u,\"p99Us\":%u", seconds,
         (to.server_cpu - from.server_cpu) / seconds, (to.own_cpu - from.own_cpu) / seconds, latency_at(0.5),
         latency_at(0.99));
}
