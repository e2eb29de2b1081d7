import { afterEach, beforeEach, expect, test } from "bun:test";
import type { RoomId, Seq, UserId } from "@hearth/protocol";
import type { Client } from "./client.ts";
import { type Hearth, openHearth } from "./hearth.ts";
import { IrcClient } from "./irc-client.ts";
import { say } from "./world.ts";

let hearth: Hearth;
let ananya: Client;
let room: RoomId;
let nextText = 1;

beforeEach(async () => {
  hearth = await openHearth({ irc: { nickPolicy: "owned" } });
  ananya = await hearth.enter("Ananya");
  room = (await ananya.ask({ type: "room.create", kind: "public", title: "Class 9", topic: "" })).room.id;
});
afterEach(async () => {
  expect(hearth.bugs).toEqual([]);
  await hearth.close();
});

const caps = "message-tags server-time batch echo-message labeled-response draft/message-redaction";

/** A guest who came by IRC and is in the room. */
async function enterRoom(nick: string, wanted = caps): Promise<IrcClient> {
  const client = await IrcClient.enter(hearth, nick, wanted);
  await client.ask("JOIN #class-9", "366");
  return client;
}

/** A message of the browser's, and its place. */
async function write(text: string): Promise<Seq> {
  return (await ananya.ask(say(room, text))).event.seq;
}

/** A message from IRC as the browser has it. */
async function hear(client: IrcClient, line = `PRIVMSG #class-9 :text ${nextText++}`) {
  const text = line.slice(line.indexOf(" :") + 2);
  client.send(line);
  return ananya.expect("message.sent", { body: { kind: "text", text } });
}

test("a browser and an IRC client talk in one room, and both see who speaks", async () => {
  const ravi = await enterRoom("ravi");
  expect(ravi.count("353", "ravi", "=", "#class-9", /@Ananya/)).toBe(1);
  const heard = await hear(ravi, "PRIVMSG #class-9 :good morning");
  expect(heard.author).toMatchObject({ name: "ravi" });
  await write("ಶುಭೋದಯ");
  const line = await ravi.expect("PRIVMSG", "#class-9", "ಶುಭೋದಯ");
  expect(line.source).toMatch(/^Ananya!web@/);
  expect(line.tags["time"]).toMatch(/Z$/);
});

test("a message of many lines is a batch for whoever can read one, and lines for everyone else", async () => {
  const modern = await enterRoom("modern", "batch message-tags draft/multiline");
  const plain = await enterRoom("plain", "");
  await write("one\ntwo\n\nfour");
  const opening = await modern.expect("BATCH", /^\+/, "draft/multiline", "#class-9");
  await modern.expect("BATCH", `-${opening.params[0]?.slice(1)}`);
  expect(
    modern.inbox.all.filter(({ command }) => command === "PRIVMSG").map((line) => line.params[1]),
  ).toEqual(["one", "two", "", "four"]);
  await plain.expect("PRIVMSG", "#class-9", "four");
  expect(plain.count("PRIVMSG", "#class-9")).toBe(3);
  expect(plain.count("BATCH")).toBe(0);
});

test("a message of many lines from IRC is one message in the browser", async () => {
  const ravi = await enterRoom("ravi", "batch message-tags draft/multiline");
  ravi.send(
    "BATCH +7 draft/multiline #class-9",
    "@batch=7 PRIVMSG #class-9 :one",
    "@batch=7 PRIVMSG #class-9 :two ",
    "@batch=7;draft/multiline-concat PRIVMSG #class-9 :and more",
    "BATCH -7",
  );
  await ananya.expect("message.sent", { body: { kind: "text", text: "one\ntwo and more" } });
});

test("[IRC13] an edit in the browser is told in plain words, naming what it corrects", async () => {
  const ravi = await enterRoom("ravi");
  const seq = await write("The exam is on Thrusday");
  const original = await ravi.expect("PRIVMSG", "#class-9", /Thrusday/);
  await ananya.ask({
    type: "message.edit",
    room,
    seq,
    body: { kind: "text", text: "The exam is on Friday" },
  });
  const line = await ravi.expect("PRIVMSG", "#class-9", "* corrected: The exam is on Friday");
  expect(line.tags["+draft/reply"]).toBe(original.tags["msgid"]);
});

test("deleting crosses both ways, and IRC clients that cannot read it are told nothing", async () => {
  const ravi = await enterRoom("ravi");
  const plain = await enterRoom("plain", "");
  const seq = await write("oops");
  const line = await ravi.expect("PRIVMSG", "#class-9", "oops");
  const msgid = line.tags["msgid"] ?? "";
  await ananya.ask({ type: "message.delete", room, seq });
  await ravi.expect("REDACT", "#class-9", msgid);
  expect(await plain.sync()).toEqual(
    expect.not.arrayContaining([expect.objectContaining({ command: "REDACT" })]),
  );

  const mine = await hear(ravi);
  const echo = await ravi.expect("PRIVMSG", "#class-9", /^text/);
  ravi.send(`REDACT #class-9 ${echo.tags["msgid"]} :a slip`);
  await ananya.expect("message.deleted", { target: mine.seq });
});

test("nobody deletes what another wrote", async () => {
  const ravi = await enterRoom("ravi");
  await write("mine");
  const { tags } = await ravi.expect("PRIVMSG", "#class-9", "mine");
  await ravi.ask(`REDACT #class-9 ${tags["msgid"]}`, "FAIL", "REDACT", "REDACT_FORBIDDEN");
});

test("replies cross both ways", async () => {
  const ravi = await enterRoom("ravi");
  const seq = await write("Who has the key?");
  const question = await ravi.expect("PRIVMSG", "#class-9", "Who has the key?");
  ravi.send(`@+draft/reply=${question.tags["msgid"]} PRIVMSG #class-9 :I do`);
  const answer = await ananya.expect("message.sent", { replyTo: seq });
  await ananya.ask(say(room, "Bring it", { replyTo: answer.seq }));
  const line = await ravi.expect("PRIVMSG", "#class-9", "Bring it");
  const echo = await ravi.expect("PRIVMSG", "#class-9", "I do");
  expect(line.tags["+draft/reply"]).toBe(echo.tags["msgid"]);
});

test("reactions cross both ways", async () => {
  const ravi = await signedIn("Ravi");
  const seq = await write("Holiday tomorrow");
  const { tags } = await ravi.expect("PRIVMSG", "#class-9", "Holiday tomorrow");
  ravi.send(`@+draft/reply=${tags["msgid"]};+draft/react=🎉 TAGMSG #class-9`);
  await ananya.expect("reaction.added", { target: seq, emoji: "🎉" });
  await ananya.ask({ type: "reaction.add", room, seq, emoji: "👍" });
  const line = await ravi.inbox.first(({ tags: its }) => its["+draft/react"] === "👍");
  expect([line.command, line.tags["+draft/reply"]]).toEqual(["TAGMSG", tags["msgid"]]);
  await ananya.ask({ type: "reaction.remove", room, seq, emoji: "👍" });
  await ravi.inbox.first(({ tags: its }) => its["+draft/unreact"] === "👍");
});

/** Someone with an account, signed in and in the room. */
async function signedIn(name: string): Promise<IrcClient> {
  const client = await IrcClient.enter(hearth, name, `${caps} draft/account-registration`);
  await client.ask("REGISTER * * :correct horse", "REGISTER", "SUCCESS");
  await client.ask("JOIN #class-9", "366");
  return client;
}

async function findUser(name: string): Promise<UserId> {
  const { users } = await ananya.ask({ type: "user.list", query: name, limit: 5 });
  const [user] = users;
  if (!user) throw new Error(`${name} is nobody`);
  return user.id;
}

test("typing crosses both ways", async () => {
  const ravi = await signedIn("Ravi");
  await ananya.ask({ type: "presence.watch", rooms: [room] });
  ravi.send("@+typing=active TAGMSG #class-9");
  await ananya.inbox.first((frame) => frame.type === "typing.changed" && frame.users.length === 1);
  await ananya.ask({ type: "typing.set", room, on: true });
  await ravi.inbox.first(({ tags, source }) => tags["+typing"] === "active" && source.startsWith("Ananya!"));
});

test("topics cross both ways, and are locked to whoever may not set them", async () => {
  const ravi = await enterRoom("ravi");
  await ananya.ask({ type: "room.setTopic", room, topic: "Unit 4" });
  await ravi.expect("TOPIC", "#class-9", "Unit 4");
  await ravi.ask("TOPIC #class-9 :Party", "482", "ravi", "#class-9");
  await ananya.ask({ type: "room.setRules", room, rules: { topicOpen: true } });
  await ravi.expect("MODE", "#class-9", "-t");
  ravi.send("TOPIC #class-9 :Unit 5");
  await ananya.expect("topic.changed", { topic: "Unit 5" });
});

test("[IRC14] roles and rules of the browser are modes on IRC", async () => {
  const ravi = await signedIn("Ravi");
  const user = await findUser("Ravi");
  await ananya.ask({ type: "member.setRole", room, user, role: "moderator" });
  await ravi.expect("MODE", "#class-9", "+o", "Ravi");
  ravi.send("MODE #class-9 +mk secret");
  const { rules } = await ananya.expect("rules.changed");
  expect(rules).toMatchObject({ readOnly: true, joinKey: "secret" });
  const lin = await IrcClient.enter(hearth, "lin");
  await lin.ask("JOIN #class-9", "475", "lin", "#class-9");
  await lin.ask("JOIN #class-9 secret", "366");
  await lin.ask("PRIVMSG #class-9 :hello?", "404", "lin", "#class-9");
});

test("whoever is removed in the browser is kicked, and whoever is kicked is removed", async () => {
  const ravi = await enterRoom("ravi");
  const joined = await ananya.expect("guest.joined");
  const guest = "guest" in joined.author ? joined.author.guest : undefined;
  if (!guest) throw new Error("no guest");
  await ananya.ask({ type: "guest.remove", room, guest, reason: "later" });
  await ravi.expect("KICK", "#class-9", "ravi", "later");
  await ravi.ask("PRIVMSG #class-9 :still here?", "404");
});

test("[IRC15] someone banned in the browser is kept out on IRC", async () => {
  const ravi = await signedIn("Ravi");
  const user = await findUser("Ravi");
  await ananya.ask({ type: "member.ban", room, user });
  await ravi.expect("KICK", "#class-9", "Ravi");
  await ravi.ask("JOIN #class-9", "474", "Ravi", "#class-9");
});

test("[ROOM6] whoever keeps order in a room removes any guest of it", async () => {
  const founder = await IrcClient.enter(hearth, "founder");
  await founder.ask("JOIN #den", "366");
  const deputy = await IrcClient.enter(hearth, "deputy");
  await deputy.ask("JOIN #den", "366");
  await deputy.ask("KICK #den founder", "482");
  await founder.sync("MODE #den +o deputy");
  await deputy.ask("KICK #den founder :my turn", "KICK", "#den", "founder", "my turn");
});

test("[IRC12] a room one may not see answers as if it did not exist", async () => {
  const secret = await ananya.ask({ type: "room.create", kind: "private", title: "Staff", topic: "" });
  const slug = secret.room.slug;
  const ravi = await IrcClient.enter(hearth, "ravi");
  const numericOf = async (line: string) => (await ravi.sync(line)).map(({ command }) => command);
  for (const name of [`#${slug}`, "#no-such-room"]) {
    expect([name, await numericOf(`TOPIC ${name}`)]).toEqual([name, ["403"]]);
    expect([name, await numericOf(`PRIVMSG ${name} :hi`)]).toEqual([name, ["403"]]);
    expect([name, await numericOf(`NAMES ${name}`)]).toEqual([name, ["366"]]);
    expect([name, await numericOf(`WHO ${name}`)]).toEqual([name, ["315"]]);
    expect([name, await numericOf(`MODE ${name}`)]).toEqual([name, ["403"]]);
  }
  expect((await ravi.sync("LIST")).filter((line) => line.params[1] === `#${slug}`)).toEqual([]);
  expect((await ravi.sync("JOIN #class-9", "LIST")).some((line) => line.params[1] === "#class-9")).toBe(true);
});

test("history of the browser is read on IRC, deleted messages left out", async () => {
  const kept = await write("kept");
  const gone = await write("gone");
  await ananya.ask({ type: "message.delete", room, seq: gone });
  const ravi = await enterRoom("ravi", "batch message-tags server-time draft/chathistory");
  const lines = await ravi.sync("CHATHISTORY LATEST #class-9 * 10");
  const said = lines.filter(({ command }) => command === "PRIVMSG");
  expect(said.map(({ params }) => params[1])).toEqual(["kept"]);
  expect(said[0]?.tags["msgid"]).toEndWith(`.${kept}`);
});

test("a direct chat of a browser with someone on IRC goes both ways", async () => {
  const ravi = await signedIn("Ravi");
  const user = await findUser("Ravi");
  const direct = (await ananya.ask({ type: "direct.open", users: [user] })).room.id;
  await ananya.ask(say(direct, "psst"));
  const line = await ravi.expect("PRIVMSG", "Ravi", "psst");
  expect(line.source).toMatch(/^Ananya!/);
  ravi.send("PRIVMSG Ananya :yes?");
  await ananya.expect("message.sent", { room: direct, body: { kind: "text", text: "yes?" } });
});

test("[IRC4] a PONG follows every message that came before its PING, whoever wrote it", async () => {
  const ravi = await enterRoom("ravi");
  const lin = await enterRoom("lin");
  for (let round = 0; round < 20; round += 1) {
    ravi.send(`PRIVMSG #class-9 :round ${round}`);
    await ravi.sync();
    const lines = await lin.sync();
    expect(lin.count("PRIVMSG", "#class-9", `round ${round}`)).toBe(1);
    expect(lines.every(({ command }) => command === "PRIVMSG")).toBe(true);
  }
});

test("[IRC2] a message that others would get in two lines is refused, and not sent", async () => {
  const ravi = await enterRoom("ravi");
  const lin = await enterRoom("lin");
  await ravi.ask(`PRIVMSG #class-9 :${"x".repeat(480)}`, "417");
  await lin.sync();
  expect(lin.count("PRIVMSG")).toBe(0);
});

test("an action is an action on both sides, and a NOTICE is said by a program", async () => {
  const ravi = await enterRoom("ravi");
  ravi.send("PRIVMSG #class-9 :\u0001ACTION waves\u0001", "NOTICE #class-9 :backup done");
  await ananya.expect("message.sent", { body: { kind: "text", text: "waves", action: true } });
  await ananya.expect("message.sent", { body: { kind: "text", text: "backup done", notice: true } });
  await ananya.ask({ ...say(room, ""), body: { kind: "text", text: "smiles", action: true } });
  await ravi.expect("PRIVMSG", "#class-9", "\u0001ACTION smiles\u0001");
});
