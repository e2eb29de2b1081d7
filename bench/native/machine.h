// Time, processor seconds, and connections to this machine.
#pragma once
#include <stdint.h>

uint64_t now_ns(void);
// Processor seconds of all threads of a process so far.
double cpu_of(int pid);
double own_cpu(void);
// A blocking connection to 127.0.0.1 that gives up reading after 10 s.
int connect_to(int port);
void send_all(int fd, const void *bytes, int length);
_Noreturn void fail(const char *what);
