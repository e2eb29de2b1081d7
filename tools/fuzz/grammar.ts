import { damage, pick, type Random, sentences } from "@hearth/test-kit";

const methods = ["GET", "POST", "HEAD", "PATCH", "DELETE", "OPTIONS", "PUT", "BREW", ""];
const paths =
  "/ /index.html /socket /api/community /api/join /api/sign-in /api/link /api/log-out /api/files /api/files/x /files/x /api/export /api/ /assets/x.js /.. //".split(
    " ",
  );
const headers: readonly string[] = [
  "Content-Type: application/json",
  "Content-Type: text/plain",
  "Origin: http://127.0.0.1",
  "Origin: null",
  "Cookie: hearth_0=x",
  "Authorization: Bearer x",
  "Range: bytes=0-,5-1",
  "Tus-Resumable: 1.0.0",
  "Upload-Length: 99999999999999999999",
  "Upload-Offset: 0",
  "Upgrade: websocket",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "Sec-WebSocket-Version: 13",
  "Connection: Upgrade",
  "X-Forwarded-For: 1.2.3.4",
  "Expect: 100-continue",
  "Accept-Encoding: gzip, br;q=x",
  "Transfer-Encoding: chunked",
];

/** A request that looks like one, with a body that is as long as it says, most of the time. */
export function makeRequest(random: Random): string {
  const body =
    random() < 0.5 ? "" : damage(random, JSON.stringify({ name: pick(random, sentences), code: "x" }));
  const lines = [
    `${pick(random, methods)} ${pick(random, paths)}${random() < 0.3 ? `?q=${random()}` : ""} HTTP/1.1`,
    `Host: ${random() < 0.9 ? "127.0.0.1" : "evil.example"}`,
    ...Array.from({ length: Math.floor(random() * 5) }, () => pick(random, headers)),
    ...(body === "" || random() < 0.1 ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  return damage(random, `${lines.join("\r\n")}\r\n\r\n${body}`);
}

const commands =
  "ADMIN AUTHENTICATE AWAY BATCH CAP CHATHISTORY DIE ERROR HELP INFO INVITE ISON JOIN KICK KILL LIST LUSERS MARKREAD METADATA MODE MONITOR MOTD NAMES NICK NOTICE OPER PART PASS PING PONG PRIVMSG QUIT REDACT REGISTER REHASH RELAYMSG RENAME SETNAME STATS TAGMSG TIME TOPIC USER USERHOST USERS VERIFY VERSION WALLOPS WEBIRC WHO WHOIS WHOWAS XYZZY 001".split(
    " ",
  );
const words: readonly string[] = [
  "#common-room",
  "#nowhere",
  "fuzz",
  "*",
  "+ovbklimnt",
  "-b",
  "0",
  "-1",
  "4294967296",
  "*!*@*",
  "LATEST",
  "timestamp=2020-01-01T00:00:00.000Z",
  "LS",
  "REQ",
  ":",
  ",",
  "#".repeat(300),
];

/** A line of up to thirty parameters, with tags now and then. */
export function makeLine(random: Random): string {
  const tags =
    random() < 0.2 ? `@${pick(random, ["label=x", "+typing=active", "a;b;c=\\", "batch=1"])} ` : "";
  const count = random() < 0.9 ? Math.floor(random() * 5) : Math.floor(random() * 30);
  const parameters = Array.from({ length: count }, () => pick(random, words));
  const last = random() < 0.4 ? ` :${pick(random, sentences).split("\n")[0]}` : "";
  // QUIT ends the connection, and most lines should not.
  const command =
    random() < 0.99
      ? pick(
          random,
          commands.filter((one) => one !== "QUIT"),
        )
      : "QUIT";
  return damage(random, `${tags}${[command, ...parameters].join(" ")}${last}`);
}
