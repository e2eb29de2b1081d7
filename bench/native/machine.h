// Time and processor seconds.
#pragma once
#include <stdint.h>

uint64_t now_ns(void);
// Processor seconds of all threads of a process so far.
double cpu_of(int pid);
double own_cpu(void);
_Noreturn void fail(const char *what);
