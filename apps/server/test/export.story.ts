import { afterAll, beforeAll, expect, test } from "bun:test";
import type { RoomId } from "@hearth/protocol";
import { cast } from "@hearth/test-kit";
import type { Client } from "./client.ts";
import { type Hearth, openHearth } from "./hearth.ts";
import { say } from "./world.ts";

let hearth: Hearth;
let ananya: Client;
let ravi: Client;
let room: RoomId;

beforeAll(async () => {
  hearth = await openHearth();
  ananya = await hearth.enter(cast.ananya);
  ravi = await hearth.enter(cast.ravi);
  room = await addRoom(ananya, "private", "9B: ರಸಾಯನ ಶಾಸ್ತ್ರ");
  await ananya.ask({ type: "room.invite", room, users: [ravi.account.id] });
  await ravi.ask({ type: "room.join", room });
  await ravi.ask(say(room, "When is the <b>experiment</b>?"));
  await ananya.ask(say(room, "On Friday", { replyTo: 4 }));
});
afterAll(() => hearth.close());

async function addRoom(owner: Client, kind: "public" | "private", title: string): Promise<RoomId> {
  return (await owner.ask({ type: "room.create", kind, title })).room.id;
}

function save(client: Client, of: RoomId, query: string): Promise<Response> {
  const authorization = `Bearer ${client.account.secret}`;
  return fetch(`${hearth.origin}/api/export/${of}?${query}`, { headers: { authorization } });
}

test("[EXP1] an outsider, and whoever says not who they are, is refused as everywhere", async () => {
  const zahra = await hearth.enter(cast.zahra);
  const refused = await save(zahra, room, "format=text");
  expect(refused.status).toBe(404);
  expect(await refused.json()).toMatchObject({ reason: "room_missing" });
  const open = await addRoom(ananya, "public", "Open");
  expect(await (await save(zahra, open, "format=text")).json()).toMatchObject({ reason: "member_missing" });
  const nobody = await fetch(`${hearth.origin}/api/export/${room}?format=text`);
  expect(nobody.status).toBe(401);
  for (const query of ["", "format=pdf", "format=text&from=x", "format=text&id=a", "format=text&more=1"])
    expect((await save(ananya, room, query)).status).toBe(400);
  expect((await save(ananya, "none" as RoomId, "format=text")).status).toBe(400);
});

test("[EXP5] [EXP9] the answer is a file to save, named after the room in every form, that may do nothing", async () => {
  const answer = await save(ravi, room, "format=html");
  const disposition = answer.headers.get("content-disposition") ?? "";
  expect(disposition).toStartWith('attachment; filename="9B ');
  const [, encoded = ""] = disposition.split("UTF-8''");
  expect(decodeURIComponent(encoded)).toMatch(/^9B ರಸಾಯನ ಶಾಸ್ತ್ರ \d{4}-\d\d-\d\d\.html$/u);
  expect(answer.headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  const page = await answer.text();
  expect(page).toContain("When is the &lt;b&gt;experiment&lt;/b&gt;?");
  expect(page).not.toContain("<b>experiment");
  expect(page).toEndWith("2 messages. The chat ends here.</footer>\n</body>\n</html>\n");
});

test("[EXP3] [EXP4] each form holds what was said, in order, and how much that is", async () => {
  const lines = (await (await save(ravi, room, "format=jsonl")).text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ type, notice }) => notice ?? type)).toEqual([
    "chat",
    "room.created",
    "member.joined",
    "member.joined",
    "message",
    "message",
    "end",
  ]);
  expect(lines[4]).toMatchObject({
    author: { user: ravi.account.id, name: cast.ravi },
    body: { kind: "text" },
  });
  expect(lines.at(-1)).toEqual({ type: "end", messages: 2 });
  const text = await (await save(ravi, room, "format=text&zone=Asia/Kolkata")).text();
  expect(text).toContain(`    > ${cast.ravi}: When is the <b>experiment</b>?`);
  expect(text).toContain("(Asia/Kolkata)");
  expect(text).toEndWith("--- 2 messages. The chat ends here. ---\n");
});

test("how far it is can be asked for by whoever saves, and by nobody else", async () => {
  const id = "save-0001";
  const ask = async (client: Client): Promise<unknown> => {
    const authorization = `Bearer ${client.account.secret}`;
    return (await fetch(`${hearth.origin}/api/exports/${id}`, { headers: { authorization } })).json();
  };
  expect(await ask(ravi)).toMatchObject({ state: "waiting" });
  await (await save(ravi, room, `format=text&id=${id}`)).text();
  expect(await ask(ravi)).toEqual({ state: "done", messages: 2, share: 1 });
  expect(await ask(ananya)).toMatchObject({ state: "waiting" });
});

test("[EXP2] [EXP7] whoever is removed while a long chat is saved gets a broken file, not a whole one", async () => {
  const long = await addRoom(ananya, "private", "Long");
  await ananya.ask({ type: "room.invite", room: long, users: [ravi.account.id] });
  await ravi.ask({ type: "room.join", room: long });
  const text = "x".repeat(8_000);
  for (let done = 0; done < 2_000; done += 100)
    await Promise.all(Array.from({ length: 100 }, () => ananya.ask(say(long, text))));

  const whole = await (await save(ravi, long, "format=jsonl")).text();
  expect(whole).toEndWith('{"type":"end","messages":2000}\n');

  const reader = (await save(ravi, long, "format=jsonl&id=save-0002")).body?.getReader();
  await reader?.read();
  await ananya.ask({ type: "member.remove", room: long, user: ravi.account.id });
  let bytes = 0;
  const end = await (async () => {
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) return "whole";
      bytes += part.value.length;
    }
  })().catch(() => "broken");
  expect(end).toBe("broken");
  expect(bytes).toBeLessThan(whole.length);
  expect(await (await save(ravi, long, "format=jsonl")).json()).toMatchObject({ reason: "room_missing" });
  expect(hearth.bugs).toEqual([]);
});
