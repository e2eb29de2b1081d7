// What each kind of server is told and tells.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "members.h"

static int starts_with(const char *text, size_t length, const char *start) {
  size_t n = strlen(start);
  return length >= n && !memcmp(text, start, n);
}

static const char *after(const char *text, size_t length, const char *mark) {
  const char *found = memmem(text, length, mark, strlen(mark));
  return found ? found + strlen(mark) : NULL;
}

static int place_of(const Member *member) { return (int)(member - members); }

// Hearth.

static void greet_hearth(Member *member) {
  static const char hello[] = "{\"type\":\"hello\",\"version\":1,\"client\":\"hearth bench\"}";
  say(member, hello, sizeof hello - 1);
}

static int format_hearth(Member *member, char *out, size_t room, const char *text) {
  static unsigned long long sent;
  return snprintf(out, room,
                  "{\"type\":\"message.send\",\"id\":%llu,\"room\":\"%s\",\"clientId\":\"bench-%d-%llu\","
                  "\"body\":{\"kind\":\"text\",\"text\":\"%s\"}}",
                  (unsigned long long)++member->asked, member->room, (int)getpid(), ++sent, text);
}

// The first room of the list is the one everyone is in.
static void take_welcome(Member *member, const char *text, size_t length) {
  const char *room = after(text, length, "\"rooms\":[{\"id\":\"");
  if (room && !member->room[0]) memcpy(member->room, room, 36);
  member->phase = READY;
}

static void take_hearth(Member *member, const char *text, size_t length) {
  if (starts_with(text, length, "{\"type\":\"message.sent\"")) {
    const char *seq = after(text, length, "\"seq\":");
    int is_here = member->room[0] && memmem(text, length, member->room, 36);
    take_message(member, text, length, seq && is_here ? strtoull(seq, NULL, 10) : 0);
  } else if (starts_with(text, length, "{\"type\":\"ack\"")) member->acks++;
  else if (starts_with(text, length, "{\"type\":\"welcome\"")) take_welcome(member, text, length);
  else if (starts_with(text, length, "{\"type\":\"refused\"") || starts_with(text, length, "{\"type\":\"bye\""))
    stop_with("the server says", text, length);
  else member->others++;
}

// A web socket that gives everybody what anybody says: the limit server, and the one on `ws`.

static void greet_plain(Member *member) { member->phase = READY; }

static int format_plain(Member *member, char *out, size_t room, const char *text) {
  (void)member;
  return snprintf(out, room, "{\"t\":\"msg\",\"c\":\"%s\"}", text);
}

static void take_plain(Member *member, const char *text, size_t length) { take_message(member, text, length, 0); }

// Socket.IO 4 over its web socket: Engine.IO's type of packet, then Socket.IO's, then JSON.

static void greet_nothing(Member *member) { (void)member; }

static int format_socketio(Member *member, char *out, size_t room, const char *text) {
  (void)member;
  return snprintf(out, room, "42[\"message\",\"%s\"]", text);
}

static void take_socketio(Member *member, const char *text, size_t length) {
  if (starts_with(text, length, "42[")) take_message(member, text, length, 0);
  else if (starts_with(text, length, "0{")) say(member, "40", 2);
  else if (starts_with(text, length, "40{")) member->phase = READY;
  else if (starts_with(text, length, "2")) say(member, "3", 1);
}

// IRC (RFC 2812).

static void greet_irc(Member *member) {
  char text[200];
  int place = place_of(member);
  int size = snprintf(text, sizeof text, "NICK b%dx%d\r\nUSER b%d 0 * :bench\r\n", (int)getpid() % 1000, place, place);
  say(member, text, size);
}

static int format_irc(Member *member, char *out, size_t room, const char *text) {
  (void)member;
  return snprintf(out, room, "PRIVMSG #bench :%s\r\n", text);
}

static void take_irc(Member *member, const char *text, size_t length) {
  const char *command = text[0] == ':' ? after(text, length, " ") : text;
  size_t rest = command ? length - (command - text) : 0;
  if (starts_with(command, rest, "PRIVMSG #bench")) take_message(member, text, length, 0);
  else if (starts_with(command, rest, "001 ")) say(member, "JOIN #bench\r\n", 13);
  else if (starts_with(command, rest, "366 ")) member->phase = READY;
  else if (starts_with(command, rest, "PING ")) {
    char pong[300];
    say(member, pong, snprintf(pong, sizeof pong, "PONG %.*s\r\n", (int)rest - 5, command + 5));
  } else if (starts_with(command, rest, "ERROR") || starts_with(command, rest, "433 ") ||
             starts_with(command, rest, "404 "))
    stop_with("the server says", text, length);
}

static const Talk talks[] = {
    {"hearth", 0, "/socket", 1, greet_hearth, format_hearth, take_hearth, "{\"type\":\"pong\"}"},
    {"plain", 0, "/socket", 1, greet_plain, format_plain, take_plain, ""},
    {"socketio", 0, "/socket.io/?EIO=4&transport=websocket", 1, greet_nothing, format_socketio, take_socketio, ""},
    {"irc", 1, "", 0, greet_irc, format_irc, take_irc, "PONG :here\r\n"},
};

void choose_talk(const char *name) {
  for (size_t i = 0; i < sizeof talks / sizeof *talks; i++)
    if (!strcmp(talks[i].name, name)) {
      talk = talks[i];
      return;
    }
  stop_with("there is no such kind of server", name, strlen(name));
}
