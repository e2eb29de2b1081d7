// limit PORT FRAME_BYTES: what one room costs at the least. A WebSocket server without people, rights, log or disk:
// everything that one turn of its loop brought goes into one buffer, and that buffer to each member in one write.
// Its frames are padded to FRAME_BYTES, header included, so that it delivers as many bytes as the server beside it.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "frames.h"
#include "machine.h"

enum { MAX_MEMBERS = 20000, MAX_IN = 8192 };

typedef struct {
  char *bytes;
  size_t used, room;
} Buffer;

typedef struct {
  int fd, place, is_open;
  size_t in_used;
  unsigned char in[MAX_IN];
  Buffer unsent;
} Peer;

static Peer *peers[MAX_MEMBERS];
static int peer_count, poll_fd;
static size_t payload_bytes;
static Buffer turn;

static void add(Buffer *to, const void *bytes, size_t length) {
  if (to->used + length > to->room) {
    to->room = (to->used + length) * 2;
    to->bytes = realloc(to->bytes, to->room);
    if (!to->bytes) abort();
  }
  memcpy(to->bytes + to->used, bytes, length);
  to->used += length;
}

static void poll_for(Peer *peer, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = peer};
  epoll_ctl(poll_fd, EPOLL_CTL_MOD, peer->fd, &event);
}

// What the kernel does not take waits for it in this peer's own buffer.
static void deliver(Peer *peer, const char *bytes, size_t length) {
  if (!peer->unsent.used) {
    ssize_t taken = send(peer->fd, bytes, length, MSG_NOSIGNAL);
    if (taken < 0) taken = 0;
    if ((size_t)taken == length) return;
    bytes += taken;
    length -= taken;
    poll_for(peer, EPOLLIN | EPOLLOUT);
  }
  add(&peer->unsent, bytes, length);
}

static void deliver_unsent(Peer *peer) {
  ssize_t taken = send(peer->fd, peer->unsent.bytes, peer->unsent.used, MSG_NOSIGNAL);
  if (taken <= 0) return;
  peer->unsent.used -= taken;
  memmove(peer->unsent.bytes, peer->unsent.bytes + taken, peer->unsent.used);
  if (!peer->unsent.used) poll_for(peer, EPOLLIN);
}

// The text itself stands at the end of the frame, behind the padding.
static void say(const char *text, size_t length) {
  static char payload[65536];
  unsigned char head[8] = {0x81, 126, payload_bytes >> 8, payload_bytes & 255};
  if (length > payload_bytes) length = payload_bytes;
  memset(payload, '.', payload_bytes - length);
  memcpy(payload + payload_bytes - length, text, length);
  add(&turn, head, 4);
  add(&turn, payload, payload_bytes);
}

static void close_peer(Peer *peer) {
  peers[peer->place] = peers[--peer_count];
  peers[peer->place]->place = peer->place;
  close(peer->fd);
  free(peer->unsent.bytes);
  free(peer);
}

static void read_masked_frames(Peer *peer) {
  unsigned char *at = peer->in, *end = peer->in + peer->in_used;
  while (end - at >= 6) {
    size_t length = at[1] & 127, header = 6;
    if (length == 126) {
      if (end - at < 8) break;
      length = at[2] << 8 | at[3];
      header = 8;
    }
    if ((size_t)(end - at) < header + length) break;
    unsigned char *text = at + header, *mask = text - 4;
    for (size_t i = 0; i < length; i++) text[i] ^= mask[i & 3];
    say((char *)text, length);
    at = text + length;
  }
  peer->in_used = end - at;
  memmove(peer->in, at, peer->in_used);
}

static void read_upgrade(Peer *peer) {
  static const char answer[] =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
  if (!memmem(peer->in, peer->in_used, "\r\n\r\n", 4)) return;
  peer->in_used = 0;
  peer->is_open = 1;
  deliver(peer, answer, sizeof answer - 1);
}

static void read_peer(Peer *peer) {
  ssize_t received = recv(peer->fd, peer->in + peer->in_used, MAX_IN - peer->in_used, 0);
  if (received < 0 && errno == EAGAIN) return;
  if (received <= 0) return close_peer(peer);
  peer->in_used += received;
  if (peer->is_open) read_masked_frames(peer);
  else read_upgrade(peer);
}

static void accept_peer(int listener) {
  int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK), one = 1;
  if (fd < 0 || peer_count == MAX_MEMBERS) return;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  Peer *peer = calloc(1, sizeof *peer);
  if (!peer) abort();
  peer->fd = fd;
  peer->place = peer_count;
  peers[peer_count++] = peer;
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = peer};
  epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event);
}

static int listen_on(int port) {
  int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof at) || listen(fd, 4096)) fail("listen");
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event);
  return fd;
}

static void end_turn(void) {
  for (int i = 0; turn.used && i < peer_count; i++)
    if (peers[i]->is_open) deliver(peers[i], turn.bytes, turn.used);
  turn.used = 0;
}

int main(int count, char **args) {
  if (count != 3) return 1;
  poll_fd = epoll_create1(0);
  payload_bytes = atoi(args[2]) - 4;
  int listener = listen_on(atoi(args[1]));
  for (;;) {
    struct epoll_event events[512];
    int ready = epoll_wait(poll_fd, events, 512, -1);
    for (int i = 0; i < ready; i++) {
      Peer *peer = events[i].data.ptr;
      if (!peer) accept_peer(listener);
      else {
        if (events[i].events & EPOLLOUT) deliver_unsent(peer);
        if (events[i].events & (EPOLLIN | EPOLLHUP)) read_peer(peer);
      }
    }
    end_turn();
  }
}
