/** Makes the README's picture: a real server, people who talk, a real browser. `bun tools/picture.ts FILE`. */
import { createRandom } from "@hearth/test-kit/corpus";
import { Host } from "@hearth/test-kit/main-job/host";
import { Talker } from "@hearth/test-kit/main-job/talker";
import { chromium, type Page } from "playwright-core";

const file = process.argv[2] ?? "docs/picture.png";
const random = createRandom(9);
const host = new Host();
await host.start("Indiranagar Public School");

const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 });
const page = await context.newPage();
await joinPage(page);

const people = new Map<string, Talker>();
for (const name of [
  "Ananya Iyer",
  "Arjun Menon",
  "Fatima Sheikh",
  "Harpreet Singh",
  "Zoya Khan",
  "Wei Ling Tan",
]) {
  people.set(name, await Talker.join(host.origin, name, random));
}
await talk();
await page.waitForTimeout(1500);
await page.screenshot({ path: file });
for (const person of people.values()) person.close();
await browser.close();
await host.close();

async function joinPage(page: Page): Promise<void> {
  await page.goto(host.origin);
  await page.getByLabel("Your name").fill("Kavitha Rao");
  await page.keyboard.press("Enter");
  await page.getByRole("log").waitFor();
}

async function talk(): Promise<void> {
  const cookie = (await context.cookies()).find(({ name }) => name.startsWith("hearth_"));
  const teacher = await Talker.open(host.origin, "Kavitha Rao", cookie?.value ?? "", random);
  people.set("Kavitha Rao", teacher);
  const { room } = await teacher.client.ask({
    type: "room.create",
    kind: "public",
    title: "Class 9B Biology",
    topic: "Cells and tissues, Unit 3",
  });
  await teacher.client.ask({ type: "room.create", kind: "public", title: "Sports Day" });
  await teacher.client.ask({ type: "room.create", kind: "private", title: "Staff room" });
  for (const { client } of people.values())
    if (client !== teacher.client) await client.ask({ type: "room.join", room: room.id });
  await page.goto(`${host.origin}/r/${room.slug}`);
  await page.getByRole("log").waitFor();
  const say = async (name: string, text: string) => {
    const talker = people.get(name);
    talker?.say(room.id, text, text);
    await talker?.settle();
  };
  await say(
    "Kavitha Rao",
    "Good morning, 9B. ಎಲ್ಲರಿಗೂ ಶುಭೋದಯ. Today we compare **onion peel**, **cheek** and **hydrilla** under the microscope.",
  );
  await say("Arjun Menon", "In the second one, is the dark dot the nucleus? Mine came out very faint.");
  await say(
    "Kavitha Rao",
    "Yes. Add one more drop of iodine and wait:\n1. lift the cover slip\n2. one drop at the edge\n3. two minutes",
  );
  await say("Fatima Sheikh", "It worked, now I see the walls too 🔬");
  await say(
    "Harpreet Singh",
    "I wrote a counter in the computer lab:\n```python\ndef average(tally):\n    return sum(tally) / len(tally)\n```",
  );
  await say("Zoya Khan", "> goggles on, no phones near the burner\n\nI will bring the goggles.");
  await say("Wei Ling Tan", "洋葱细胞像砖墙一样。");
  const ananya = people.get("Ananya Iyer");
  const { room: direct } =
    (await ananya?.client.ask({ type: "direct.open", users: [teacher.client.me.value?.id as never] })) ?? {};
  if (direct) ananya?.say(direct.id, "May I hand in the sketch on Monday?", "direct");
  await ananya?.settle();
  ananya?.client.typing(room.id);
}
