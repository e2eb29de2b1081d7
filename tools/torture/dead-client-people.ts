import { Talker, until } from "@hearth/test-kit/main-job/talker";

const everyMs = 500;

/** One of two people, in a process of its own so that it can be on another machine: `ORIGIN goes|looks`. */
const [origin = "", part = ""] = process.argv.slice(2);
const names: Readonly<Record<string, string>> = { goes: "Ravi", looks: "Ananya" };
const talker = await Talker.join(origin, names[part] ?? "", Math.random);
const [first] = talker.client.rooms.value;
const home = first && talker.client.room(first.id);
if (!home) throw new Error("there is no room");
console.log("live");

if (part === "looks") {
  let said = 0;
  setInterval(() => talker.say(home.id, `message ${++said}`, String(said)), everyMs);
  talker.client.watch([home.id]);
  const isHere = (): boolean => home.presence.value.size === 2;
  await until(isHere);
  console.log("here");
  await until(() => !isHere());
  console.log("gone");
  process.exit(0);
}
