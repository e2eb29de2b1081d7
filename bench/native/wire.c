#define _GNU_SOURCE
#include "wire.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "machine.h"

enum { SKIPPED = 1 << 18, WANT_READ = 2, WANT_WRITE = 3, ENDED = 6 };

// A few functions of OpenSSL 3, by name: its headers are not on every machine that has it.
static struct {
  void *(*method)(void), *(*new_context)(void *), *(*new_tls)(void *);
  int (*set_fd)(void *, int), (*greet)(void *), (*read)(void *, void *, int), (*write)(void *, const void *, int);
  int (*error)(void *, int);
  void (*free)(void *);
} ssl;
static void *context;

int wire_use_tls(void) {
  void *library = dlopen("libssl.so.3", RTLD_NOW);
  if (!library) return 0;
  *(void **)&ssl.method = dlsym(library, "TLS_client_method");
  *(void **)&ssl.new_context = dlsym(library, "SSL_CTX_new");
  *(void **)&ssl.new_tls = dlsym(library, "SSL_new");
  *(void **)&ssl.set_fd = dlsym(library, "SSL_set_fd");
  *(void **)&ssl.greet = dlsym(library, "SSL_connect");
  *(void **)&ssl.read = dlsym(library, "SSL_read");
  *(void **)&ssl.write = dlsym(library, "SSL_write");
  *(void **)&ssl.error = dlsym(library, "SSL_get_error");
  *(void **)&ssl.free = dlsym(library, "SSL_free");
  if (!ssl.method || !ssl.new_context || !ssl.error || !ssl.free) return 0;
  context = ssl.new_context(ssl.method());
  return context != NULL;
}

Wire wire_open(int port) {
  Wire wire = {socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), NULL};
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int one = 1;
  if (wire.fd < 0) fail("socket");
  setsockopt(wire.fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect(wire.fd, (struct sockaddr *)&to, sizeof to) && errno != EINPROGRESS) fail("connect");
  return wire;
}

static void wait_for(Wire *wire, short events) {
  struct pollfd one = {.fd = wire->fd, .events = events};
  if (poll(&one, 1, 10000) != 1) fail("a handshake");
}

void wire_greet(Wire *wire) {
  if (!context) return;
  wire->tls = ssl.new_tls(context);
  ssl.set_fd(wire->tls, wire->fd);
  for (int end; (end = ssl.greet(wire->tls)) != 1;) {
    int why = ssl.error(wire->tls, end);
    if (why != WANT_READ && why != WANT_WRITE) fail("TLS");
    wait_for(wire, why == WANT_READ ? POLLIN : POLLOUT);
  }
}

ssize_t wire_receive(Wire *wire, void *bytes, size_t room) {
  if (!wire->tls) return recv(wire->fd, bytes, room, 0);
  int received = ssl.read(wire->tls, bytes, (int)room);
  if (received > 0) return received;
  int why = ssl.error(wire->tls, received);
  errno = why == WANT_READ ? EAGAIN : EIO;
  return why == ENDED ? 0 : -1;
}

ssize_t wire_skip(Wire *wire) {
  static char nowhere[SKIPPED];
  return wire->tls ? wire_receive(wire, nowhere, SKIPPED) : recv(wire->fd, nowhere, SKIPPED, MSG_TRUNC);
}

void wire_send(Wire *wire, const void *bytes, size_t length) {
  ssize_t sent = wire->tls ? ssl.write(wire->tls, bytes, (int)length) : send(wire->fd, bytes, length, MSG_NOSIGNAL);
  if (sent != (ssize_t)length) fail("send");
}

void wire_close(Wire *wire) {
  if (wire->tls) ssl.free(wire->tls);
  close(wire->fd);
  *wire = (Wire){-1, NULL};
}
