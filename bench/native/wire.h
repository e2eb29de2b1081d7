// Bytes of one connection, plain or through TLS.
#pragma once
#include <stddef.h>
#include <sys/types.h>

typedef struct {
  int fd;
  // OpenSSL's, or NULL.
  void *tls;
} Wire;

// From now on connections go through TLS. The library is looked for now; 0: there is none.
int wire_use_tls(void);
// Begins a connection to a port of this machine; it is there when the descriptor can be written to.
Wire wire_open(int port);
// Waits for the handshake; nothing to do without TLS.
void wire_greet(Wire *wire);
// What there is now: -1 with EAGAIN for nothing, 0 for the end.
ssize_t wire_receive(Wire *wire, void *bytes, size_t room);
// Counts what there is now and throws it away, uncopied where the kernel can do that.
ssize_t wire_skip(Wire *wire);
void wire_send(Wire *wire, const void *bytes, size_t length);
void wire_close(Wire *wire);
