import { describe, expect, test } from "bun:test";
import { type ClientFrame, decodeClientFrame, formatServerFrame } from "./codec.ts";
import { type CommandInputOf, type CommandType, commandSchemas } from "./commands.ts";
import { Refusal, refusalReasons, WireError } from "./errors.ts";
import { sizes } from "./limits.ts";

const room = "019b2c3d-0000-7000-8000-000000000001";
const user = "019b2c3d-0000-7000-8000-000000000002";
const body = { kind: "text", text: "Good morning" } as const;

/** A whole, valid command of every type: all fields are there, the ones that may be left out, too. */
const samples: { readonly [T in CommandType]: Omit<CommandInputOf<T>, "type"> } = {
  "message.send": {
    room,
    clientId: "client-1",
    body,
    files: [user],
    replyTo: 1,
    threadRoot: 1,
    alsoInRoom: true,
  },
  "message.edit": { room, seq: 1, body },
  "message.delete": { room, seq: 1 },
  "message.pin": { room, seq: 1 },
  "message.unpin": { room, seq: 1 },
  "reaction.add": { room, seq: 1, emoji: "👍" },
  "reaction.remove": { room, seq: 1, emoji: "👍" },
  "message.forward": { room, clientId: "client-1", from: { room, seq: 1 } },
  "message.save": { room, seq: 1 },
  "message.unsave": { room, seq: 1 },
  "room.setAttention": { room, level: "nothing", muted: true },
  "read.unmark": { room, seq: 1 },
  "thread.follow": { room, root: 1 },
  "thread.unfollow": { room, root: 1 },
  "thread.read": { room, root: 1, seq: 2 },
  "thread.list": { after: "x", limit: 10 },
  "profile.set": { status: "In class until 10", hidesLastSeen: true },
  "person.block": { user },
  "person.unblock": { user },
  "mention.list": { after: "x", limit: 10 },
  "saved.list": { after: "x", limit: 10 },
  "seen.list": { room },
  "file.list": { room, after: "9", limit: 10 },
  "room.create": { kind: "public", title: "Lab", topic: "Cells", slug: "lab" },
  "room.join": { room, key: "key" },
  "room.leave": { room, reason: "bye" },
  "room.rename": { room, title: "Lab", slug: "lab" },
  "room.setRules": { room, rules: { unlisted: true } },
  "room.setTopic": { room, topic: "Cells" },
  "room.archive": { room },
  "room.unarchive": { room },
  "room.delete": { room },
  "room.handOver": { room, user },
  "room.invite": { room, users: [user] },
  "invitation.decline": { room },
  "member.remove": { room, user, reason: "spam" },
  "member.ban": { room, user },
  "member.unban": { room, user },
  "member.setRole": { room, user, role: "moderator" },
  "guest.remove": { room, guest: user, reason: "spam" },
  "guest.setRole": { room, guest: user, role: "member" },
  "speaker.set": { room, person: user, on: true },
  "tags.send": { room, tags: { "+typing": "active" } },
  "direct.open": { users: [user] },
  "read.mark": { room, seq: 1 },
  "profile.rename": { name: "Ananya" },
  "person.setRole": { user, role: "owner" },
  "message.search": {
    query: "osmosis",
    room,
    by: user,
    fromMs: 0,
    toMs: 1,
    has: "link",
    order: "ranked",
    after: "20",
    limit: 20,
  },
  "room.list": { query: "lab", after: "x", limit: 10 },
  "room.get": { room },
  "member.list": { room, after: "x", limit: 10 },
  "ban.list": { room },
  "history.page": { room, before: 1, after: 0, around: 1, threadRoot: 1, limit: 10 },
  "pin.list": { room },
  "log.resume": { room, since: 0 },
  "feed.resume": { since: 0 },
  "typing.set": { room, on: true },
  "presence.watch": { rooms: [room] },
  "presence.set": { state: "here" },
  "user.list": { query: "an", after: "x", limit: 10 },
  "user.lookup": { users: [user] },
  "account.delete": { current: "battery staple" },
  "password.set": { password: "correct horse", current: "battery staple" },
  "device.list": {},
  "device.end": { device: user },
  "link.create": {},
  "owner.claim": { code: "code" },
  "person.createCode": { user },
  "connection.list": { after: "x", limit: 10 },
};
const types = Object.keys(samples) as CommandType[];

const decode = (fields: object, id: unknown = 7): ClientFrame =>
  decodeClientFrame(JSON.stringify({ id, ...fields }));

/** The detail of the refusal that ends the connection. */
function wireDetail(text: string): string {
  try {
    return `decoded: ${JSON.stringify(decodeClientFrame(text))}`;
  } catch (error) {
    if (error instanceof WireError) return `${error.refusal.reason} ${error.refusal.params["detail"]}`;
    throw error;
  }
}

test("there is a sample of every command", () => {
  expect(types.sort()).toEqual([...commandSchemas.keys()].sort() as CommandType[]);
});

describe("[PRO8] frames that are no frames end the connection:", () => {
  const broken: readonly (readonly [text: string, detail: string])[] = [
    ["", "not JSON"],
    ["hello", "not JSON"],
    ['{"type":"hello"', "not JSON"],
    ["{'type':'hello'}", "not JSON"],
    ["\u0000", "not JSON"],
    ["null", "not an object"],
    ["[]", "not an object"],
    ['"hello"', "not an object"],
    ["42", "not an object"],
    ["{}", "no type"],
    ['{"type":null}', "no type"],
    ['{"type":["hello"]}', "no type"],
    ['{"type":{"type":"hello"}}', "no type"],
    ['{"type":"device.list"}', "id: a number from 1"],
    ...[0, -1, 1.5, "1", null, [], {}, 2 ** 53, 1e300, true].map(
      (id) => [JSON.stringify({ id, type: "device.list" }), "id: a number from 1"] as const,
    ),
  ];
  for (const [text, detail] of broken) {
    test(text.slice(0, 60) || "(nothing)", () => {
      expect(wireDetail(text)).toBe(`frame_malformed ${detail}`);
    });
  }

  test("JSON ten thousand deep, as a frame and inside one", () => {
    const deep = "[".repeat(10_000) + "]".repeat(10_000);
    expect(wireDetail(deep)).toStartWith("frame_malformed");
    expect(decodeClientFrame(`{"id":1,"type":"room.get","room":${deep}}`).kind).toBe("refused");
    expect(decodeClientFrame(`{"id":1,"type":"room.get","room":"${room}","x":${deep}}`).kind).toBe("refused");
  });

  test("a hello that is not whole", () => {
    const hello = { type: "hello", version: 1, client: "test" };
    expect(decodeClientFrame(JSON.stringify(hello))).toEqual({ kind: "hello", hello: hello as never });
    const broken = [
      { version: "1" },
      { version: 1.5 },
      { version: undefined },
      { client: undefined },
      { client: 1 },
      { client: "x".repeat(81) },
      { user },
    ];
    for (const change of broken)
      expect(wireDetail(JSON.stringify({ ...hello, ...change }))).toStartWith("frame_malformed");
  });
});

test("[PRO9] a command nobody knows is refused by its number, its name cut short", () => {
  for (const type of ["message.sent", "__proto__", "toString", "constructor", "x".repeat(10_000)]) {
    const frame = decode({ type });
    expect(frame).toMatchObject({ kind: "refused", id: 7 });
    if (frame.kind !== "refused") continue;
    expect(frame.refusal.reason).toBe("command_unknown");
    expect(frame.refusal.params).toEqual({ command: type.slice(0, 64) });
  }
});

const reasonOf = (frame: ClientFrame): string =>
  frame.kind === "refused" ? frame.refusal.reason : frame.kind;

const kindOf = (value: unknown): string => {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
};
/** One value of every JSON kind. */
const values = [null, true, 12.5, "\u0000", [], [null], {}, { kind: "text" }, ["x", ["y"]]];
/** Fields where another kind is right, too. To the schemas an empty list is an object without keys. */
const alsoRight: Readonly<Record<string, readonly string[]>> = {
  "password.set password": ["null"],
  "room.setRules rules": ["array"],
  "tags.send tags": ["array"],
};

for (const type of types) {
  const sample = samples[type] as Record<string, unknown>;
  describe(`[PRO12] ${type}`, () => {
    test("is decoded whole", () => {
      const frame = decode({ type, ...sample });
      expect(frame).toMatchObject({ kind: "command", id: 7 });
      expect(frame.kind === "command" && frame.command).toEqual({ type, ...sample } as never);
    });

    test("is refused with another key, whoever it says it comes from", () => {
      for (const key of ["author", "actor", "sender", "userId", "atMs", "__defineGetter__x"]) {
        const frame = decode({ type, ...sample, [key]: user });
        expect(frame).toMatchObject({ kind: "refused", id: 7 });
      }
    });

    test("never carries a key of the prototype along", () => {
      for (const key of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
        const text = JSON.stringify({ id: 7, type, ...sample }).replace(/}$/, `,"${key}":{"role":"owner"}}`);
        const frame = decodeClientFrame(text);
        if (frame.kind === "command") expect(frame.command).toEqual({ type, ...sample } as never);
        else expect(frame.kind).toBe("refused");
      }
    });

    for (const field of Object.keys(sample)) {
      test(`is refused when ${field} is of another kind`, () => {
        const right = [kindOf(sample[field]), ...(alsoRight[`${type} ${field}`] ?? [])];
        for (const value of values) {
          if (right.includes(kindOf(value))) continue;
          const frame = decode({ type, ...sample, [field]: value });
          expect(frame).toMatchObject({ kind: "refused", id: 7 });
          if (frame.kind === "refused") expect(frame.refusal.code).not.toBe("not_found");
        }
      });

      test(`without ${field} is refused, or the same as with what it stands for`, () => {
        const { [field]: _left, ...rest } = sample;
        const frame = decode({ type, ...rest });
        if (frame.kind === "command") expect(frame.command).toMatchObject(rest);
        else expect(["frame_malformed", "name_invalid"]).toContain(reasonOf(frame));
      });
    }
  });
}

describe("[PRO13] values at their edges", () => {
  const endOf = (type: CommandType, change: object): string =>
    reasonOf(decode({ type, ...samples[type], ...change }));

  test("ids are UUIDs of version 7 in lower case", () => {
    expect(endOf("room.get", { room })).toBe("command");
    const wrong = [
      room.toUpperCase(),
      room.replace("-7", "-4"),
      ` ${room}`,
      `${room}\n`,
      room.slice(1),
      "../../etc/passwd",
      "' OR 1=1 --",
    ];
    for (const id of wrong) expect(endOf("room.get", { room: id })).toBe("frame_malformed");
  });

  test("places are whole numbers from 1", () => {
    for (const seq of [1, Number.MAX_SAFE_INTEGER]) expect(endOf("read.mark", { seq })).toBe("command");
    for (const seq of [0, -1, 0.5, 2 ** 53, 1e300])
      expect(endOf("read.mark", { seq })).toBe("frame_malformed");
  });

  test("lists have at most their number of ids, and a hundred thousand are refused quickly", () => {
    const ids = (count: number) => Array.from({ length: count }, () => user);
    expect(endOf("user.lookup", { users: ids(sizes.maxIds) })).toBe("command");
    expect(endOf("user.lookup", { users: ids(sizes.maxIds + 1) })).toBe("frame_malformed");
    expect(endOf("presence.watch", { rooms: ids(sizes.maxWatchedRooms + 1) })).toBe("frame_malformed");
    expect(endOf("direct.open", { users: ids(sizes.maxDirectMembers) })).toBe("frame_malformed");
    expect(endOf("room.invite", { users: [] })).toBe("frame_malformed");
    const startedAt = performance.now();
    expect(endOf("user.lookup", { users: ids(100_000) })).toBe("frame_malformed");
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  test("texts are UTF-8 of at most their bytes, well formed, with tabs and line breaks and no other controls", () => {
    const send = (text: string) => endOf("message.send", { body: { kind: "text", text } });
    for (const text of ["a\tb\nc", "😀", "\u202eabc", "a".repeat(sizes.maxTextBytes)])
      expect(send(text)).toBe("command");
    expect(send("a".repeat(sizes.maxTextBytes + 1))).toBe("message_too_large");
    expect(send("€".repeat(sizes.maxTextBytes / 2))).toBe("message_too_large");
    for (const text of ["\ud800", "a\udc00b", "\ud83d", "\u0000", "\u001b[31m", "\u007f"])
      expect(send(text)).toBe("frame_malformed");
  });

  test("a body is a text or sealed, never something else or both", () => {
    const send = (wrong: unknown) => endOf("message.send", { body: wrong });
    expect(send({ kind: "sealed", contentType: "application/mls", data: "AAAA" })).toBe("command");
    const wrong = [
      { kind: "html", text: "<b>" },
      { kind: "text", text: "a", html: "<b>" },
      { kind: "text", text: "a", data: "AAAA" },
      { kind: "sealed", contentType: "application/mls", data: "A".repeat(sizes.maxSealedChars + 1) },
      { kind: "sealed", contentType: "text/html; charset=utf-8", data: "AAAA" },
      { kind: "sealed", contentType: "application/mls", data: "not base64url!" },
      { kind: "text", text: "a", action: false },
    ];
    for (const one of wrong) expect(send(one)).toBe("frame_malformed");
  });

  test("a client's id for a message is 8 to 64 plain characters", () => {
    const send = (clientId: string) => endOf("message.send", { clientId });
    expect([send("abcd_EF-"), send("x".repeat(64))]).toEqual(["command", "command"]);
    for (const clientId of ["abcdefg", "x".repeat(65), "abcd efgh", "abcdefgé"])
      expect(send(clientId)).toBe("frame_malformed");
  });

  test("names and titles have a sentence of their own", () => {
    expect(endOf("profile.rename", { name: " \u200b " })).toBe("name_invalid");
    expect(endOf("room.create", { title: "x".repeat(81) })).toBe("name_invalid");
    const frame = decode({ type: "profile.rename", name: "x".repeat(41) });
    expect(frame.kind === "refused" && frame.refusal.params).toEqual({ rule: "too_long" });
  });

  test("of a key that is given twice the last one counts, and nothing else of the first is left", () => {
    const twice = `{"id":1,"id":2,"type":"room.leave","type":"room.get","room":"x","room":"${room}"}`;
    expect(decodeClientFrame(twice)).toEqual({
      kind: "command",
      id: 2,
      command: { type: "room.get", room } as never,
    });
  });
});

test("every reason has its code, and a refusal carries it", () => {
  for (const [reason, { code }] of Object.entries(refusalReasons))
    expect(new Refusal(reason as keyof typeof refusalReasons).code).toBe(code);
});

test("a server's frame is one line of JSON, whatever is in it", () => {
  const text = formatServerFrame({ type: "bye", why: "stopping" });
  expect(text).toBe('{"type":"bye","why":"stopping"}');
  const odd = formatServerFrame({ type: "ack", id: 1, result: { text: "\ud800\u2028\n" } });
  expect(odd).not.toContain("\n");
  expect(JSON.parse(odd)).toEqual({ type: "ack", id: 1, result: { text: "\ud800\u2028\n" } });
});
