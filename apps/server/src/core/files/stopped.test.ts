import { expect, test } from "bun:test";
import { cast } from "@hearth/test-kit";
import { stopAfter } from "../../../test/stopping-blobs.ts";
import { sayFile, upload } from "../../../test/uploads.ts";
import { createWorld, homeOf, type World } from "../../../test/world.ts";
import { openMemoryBlobs } from "../../stores/blobs/memory.ts";

const namesOf = async (names: AsyncIterable<string>): Promise<string[]> =>
  (await Array.fromAsync(names)).sort();

/** Uploads, sends, sends the same again, throws one away, deletes: each step may be the last. */
async function live(world: World): Promise<string[]> {
  const person = await world.join(cast.ananya);
  const room = homeOf(person);
  const sent: string[] = [];
  const send = async (text: string): Promise<number> => {
    const { event } = await person.ask(sayFile(room, await upload(world, person, text)));
    sent.push(text);
    return event.seq;
  };
  const first = await send("leaf");
  await send("onion");
  await send("onion");
  await world.core.files.remove(await upload(world, person, "thrown away"));
  await world.core.files.create(person.id, 10);
  await person.ask({ type: "message.delete", room, seq: first });
  sent.splice(sent.indexOf("leaf"), 1);
  await world.core.files.stop();
  return sent;
}

test("[FILE10] a stop at any moment leaves every named file whole, and after the next start nothing else", async () => {
  let steps = 0;
  for (let isOver = false; !isOver; steps += 1) {
    const blobs = openMemoryBlobs();
    const before = await createWorld({ blobs: stopAfter(blobs, steps) });
    await before.core.files.start(String);
    isOver = await live(before).then(
      () => true,
      () => false,
    );
    await before.core.files.stop();

    const { store } = before;
    const after = await createWorld({ blobs, openStore: () => store });
    await after.core.files.start((error) => {
      throw error;
    });
    await after.core.files.swept();
    const [room] = (await store.publicRooms("", null, 10)).rows;
    const files = room ? await store.filesIn(room.id, 100) : [];
    const uploads = (await store.uploads(null, 100)).rows;
    const hashes = [...files, ...uploads].flatMap(({ hash }) => hash ?? []);
    expect(await namesOf(blobs.hashes())).toEqual([...new Set(hashes)].sort());
    const open = uploads.filter(({ hash }) => hash === null).map(({ id }) => id as string);
    expect(await namesOf(blobs.parts())).toEqual(open.sort());
    const used = [...files, ...uploads].reduce((sum, { bytes }) => sum + bytes, 0);
    expect((await store.get("usages", "community"))?.bytes ?? 0).toBe(used);
    await after.close();
  }
  expect(steps).toBeGreaterThan(15);
});
