/** Screens to look at beside the designs: a real server, a class that talks, real browsers. `bun apps/web/test/screens.ts FOLDER`. */
import { mkdirSync } from "node:fs";
import { join as joinPath } from "node:path";
import type { RoomId, Seq } from "@hearth/protocol";
import { createRandom } from "@hearth/test-kit/corpus";
import { Talker } from "@hearth/test-kit/main-job/talker";
import type { Page } from "playwright-core";
import { type Device, join, openStage } from "./browser.ts";
import { createPicture, createSound } from "./pictures.ts";
import { fieldOf, messages, openRoom, send, sendFiles } from "./room-page.ts";

const folder = process.argv[2] ?? "screens";
mkdirSync(folder, { recursive: true });
const random = createRandom(9);
const stage = await openStage(["--no-limits-messages"]);
const people = new Map<string, Talker>();

try {
  await tellClass();
} finally {
  for (const person of people.values()) person.close();
  await stage.close();
}

async function tellClass(): Promise<void> {
  const kavitha = await open("Kavitha Rao", "desk");
  for (const name of [
    "Arjun Menon",
    "Ananya Iyer",
    "Fatima Sheikh",
    "Harpreet Singh",
    "Joseph D’Souza",
    "Zoya Khan",
  ])
    people.set(name, await Talker.join(stage.origin, name, random));
  const arjun = personOf("Arjun Menon");
  const { room } = await arjun.client.ask({
    type: "room.create",
    kind: "public",
    title: "Class 9B Biology",
    topic: "Cells and tissues, Unit 3",
  });
  for (const title of ["Class 9B Maths", "Library desk", "Sports Day"])
    await arjun.client.ask({ type: "room.create", kind: "public", title });
  for (const talker of people.values())
    if (talker !== arjun) await talker.client.ask({ type: "room.join", room: room.id });
  await openRoom(kavitha, stage.origin, room.slug);
  const lakshmi = await open("Lakshmi Gowda", "phone");
  await openRoom(lakshmi, stage.origin, room.slug);
  await talk(kavitha, room.id);
  await settle(lakshmi);
  await keep(kavitha, "02-room-light");
  await dark(kavitha, true);
  await keep(kavitha, "03-room-dark");
  await dark(kavitha, false);
  await keep(lakshmi, "04-phone-room");
  await lakshmi.getByRole("button", { name: "Back" }).click();
  await keep(lakshmi, "04-phone-list");
  await openThread(kavitha);
  await keep(kavitha, "14-thread");
  await kavitha.keyboard.press("Control+k");
  await kavitha.getByRole("dialog").getByRole("combobox").fill("osmo");
  await kavitha.getByText("osmosis only").first().waitFor();
  await keep(kavitha, "09-search-palette");
  await kavitha.keyboard.press("Escape");
  await showStates(kavitha);
  await tellClinic();
}

async function talk(kavitha: Page, room: RoomId): Promise<void> {
  await sendFiles(
    kavitha,
    [
      await createPicture(kavitha, "onion.png", 330),
      await createPicture(kavitha, "cheek.png", 210),
      await createPicture(kavitha, "hydrilla.png", 90),
    ],
    "Good morning, 9B. ಎಲ್ಲರಿಗೂ ಶುಭೋದಯ. Compare your sketch with these three: onion peel, cheek, hydrilla.",
  );
  await messages(kavitha).locator("img").nth(2).waitFor();
  const first = (await lastSeq(room)) as Seq;
  for (const name of people.keys())
    await personOf(name).client.ask({ type: "reaction.add", room, seq: first, emoji: "🔬" });
  await personOf("Zoya Khan").client.ask({ type: "reaction.add", room, seq: first, emoji: "🌱" });
  const sheet = {
    name: "Lab sheet 4, cells and osmosis.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.alloc(1_200_000, "%PDF-1.4\n"),
  };
  await sendFiles(kavitha, sheet, "");
  await messages(kavitha).getByText("Lab sheet 4").waitFor();
  await say(
    "Arjun Menon",
    room,
    "In the second one, is the dark dot the nucleus? Mine came out very faint.",
    { replyTo: first },
  );
  const question = (await lastSeq(room)) as Seq;
  for (const [name, text] of [
    ["Zoya Khan", "Ours was faint too. We used too much water."],
    ["Fatima Sheikh", "Two drops worked for group 4."],
    ["Arjun Menon", "Thank you, now I see it clearly. I will post the new photo after break."],
  ] as const)
    await say(name, room, text, { threadRoot: question });
  const fatima = await open("Tenzin Dolma", "desk");
  await openRoom(fatima, stage.origin, "class-9b-biology");
  await sendFiles(fatima, createSound("note.wav", 18), "");
  await messages(fatima).locator("audio, .voice-wave").first().waitFor({ state: "attached" });
  await fatima.close();
  await say(
    "Harpreet Singh",
    room,
    "I wrote the cell counter in computer lab:\n```python\ndef average(tally):\n    return sum(tally) / len(tally)   # cells per view\n\nprint(average([48, 52, 47, 55]))\n```",
  );
  await say(
    "Joseph D’Souza",
    room,
    "@Kavitha Rao may I hand in the sketch on Monday? I was at the district match.",
  );
  await say(
    "Joseph D’Souza",
    room,
    "Remember: in osmosis only the water moves. See https://library.local/bio/62",
  );
  personOf("Ananya Iyer").client.typing(room);
  await kavitha.getByText("Ananya Iyer is typing").waitFor();
}

async function openThread(page: Page): Promise<void> {
  await page.getByRole("button", { name: /3 replies/ }).click();
  await page.getByText("Two drops worked for group 4.").waitFor();
}

async function showStates(page: Page): Promise<void> {
  await openRoom(page, stage.origin, "sports-day");
  await keep(page, "10-empty-room");
  await openRoom(page, stage.origin, "class-9b-biology");
  await stage.kill();
  await send(page, "Can we meet at the lab after lunch?");
  await page.getByText("Connection lost").first().waitFor();
  await keep(page, "10-connection-lost");
  await stage.start();
  await page.getByText("Connected again").first().waitFor();
  await keep(page, "10-connected-again");
}

async function tellClinic(): Promise<void> {
  const page = await stage.open("desk");
  await page.getByRole("button", { name: "العربية" }).click();
  await page.locator("input").first().fill("سلمى الشريف");
  await page.locator("button[type=submit]").click();
  await page.locator("[data-region=composer] textarea").waitFor();
  await page.goto(`${stage.origin}/r/class-9b-biology`);
  await page
    .locator("main button, [role=main] button")
    .filter({ hasText: /انضم|الانضمام/ })
    .first()
    .click();
  await page.getByRole("log").waitFor();
  await fieldOf(page).fill("صباح الخير جميعًا. السيارة تصل إلى قرية بئر السلام الساعة العاشرة.");
  await fieldOf(page).press("Enter");
  await say("Fatima Sheikh", (await homeOf()) as RoomId, "أنا أحضره. الحرارة داخل الصندوق ‎4.2 °C حتى الآن.");
  await keep(page, "11-room-rtl");
}

async function homeOf(): Promise<RoomId | undefined> {
  return personOf("Fatima Sheikh").client.rooms.value.find(({ slug }) => slug === "class-9b-biology")?.id;
}

async function open(name: string, device: Device): Promise<Page> {
  const page = await stage.open(device);
  await join(page, name);
  return page;
}

function personOf(name: string): Talker {
  const person = people.get(name);
  if (!person) throw new Error(`${name} is not here`);
  return person;
}

async function say(name: string, room: RoomId, text: string, options = {}): Promise<void> {
  const person = personOf(name);
  person.client.send(room, { kind: "text", text }, options);
  await person.settle();
}

async function lastSeq(room: RoomId): Promise<Seq | undefined> {
  const { messages } = await personOf("Arjun Menon").client.ask({ type: "history.page", room, limit: 1 });
  return messages.at(-1)?.seq;
}

async function settle(page: Page): Promise<void> {
  await page.getByText("Remember: in osmosis").first().waitFor();
}

async function dark(page: Page, isDark: boolean): Promise<void> {
  await page.evaluate(
    (theme) => {
      document.documentElement.dataset["theme"] = theme;
    },
    isDark ? "dark" : "light",
  );
}

async function keep(page: Page, label: string): Promise<void> {
  await page.waitForTimeout(400);
  await page.screenshot({ path: joinPath(folder, `${label}.png`) });
  process.stdout.write(`${label}\n`);
}
