// What is measured, and the kinds of load.
#pragma once
#include <stdint.h>

// A moment's counts; a figure is the difference of two.
typedef struct {
  uint64_t at_ns;
  double server_cpu, own_cpu;
} Moment;

Moment look_at(int server);
// Prints the fields of JSON that every report has: seconds, how busy both sides were, latencies.
void print_load(Moment from, Moment to);
// The share of latencies that is not above it, in microseconds.
uint32_t latency_at(double share);

// Everyone in one room. `in_flight` messages under way, or `rate` a second when that is not 0.
int fan_out(int port, int server, double seconds, int in_flight, double rate);
// Connects everyone, says so, and stays until the input ends.
int hold(int port);
// Everyone comes at the same moment.
int storm(int port, int server);
// Each in its room says something now and then, `rate` messages a second among all.
int rooms(int port, int server, double seconds, double rate);
// All look at one room, where some type and some come and go, `rate` of each a second.
int school(int port, int server, double seconds, double rate);
