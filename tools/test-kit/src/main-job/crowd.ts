import type { RoomId, UserId } from "@hearth/protocol";
import { createText } from "../corpus.ts";
import type { Host } from "./host.ts";
import { Talker, until } from "./talker.ts";

/** Forty people at `packages/client`, the rooms and chats they are in, and what they do there by chance. */
export class Crowd {
  readonly talkers: Talker[] = [];
  /** Rooms that people come and go in, and those only the invited are in. */
  readonly openRooms: RoomId[] = [];
  readonly closedRooms: RoomId[] = [];
  readonly directs: RoomId[] = [];
  /** Every tag that was ever said. */
  readonly said: string[] = [];
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  async join(host: Host, count: number): Promise<void> {
    const names = Array.from(
      { length: count },
      (_, index) => `Student ${String(index + 1).padStart(2, "0")}`,
    );
    this.talkers.push(
      ...(await Promise.all(names.map((name) => Talker.join(host.origin, name, this.#random)))),
    );
  }

  get home(): RoomId {
    return this.#roomCalled("Common room");
  }

  /** Three rooms for everyone, two for some, and twenty direct chats; `guests` are invited and chatted with, too. */
  async furnish(guests: readonly Talker[]): Promise<void> {
    const everyone = [...this.talkers, ...guests];
    const [teacher] = this.talkers;
    if (!teacher) throw new Error("nobody is here");
    this.openRooms.push(this.home);
    for (const title of ["Class 9B Biology", "ಗಣಿತ 9B", "مكتبة المدرسة"]) {
      const { room } = await teacher.client.ask({ type: "room.create", kind: "public", title });
      await Promise.all(
        everyone.slice(1).map(({ client }) => client.ask({ type: "room.join", room: room.id })),
      );
      this.openRooms.push(room.id);
    }
    for (const title of ["Lab group 4", "实验小组"]) {
      const { room } = await teacher.client.ask({ type: "room.create", kind: "private", title });
      const invited = everyone
        .slice(1)
        .filter((_, index) => index % 3 === 0 || index >= this.talkers.length - 1);
      await teacher.client.ask({ type: "room.invite", room: room.id, users: invited.map(idOf) });
      await Promise.all(invited.map(({ client }) => client.ask({ type: "room.join", room: room.id })));
      this.closedRooms.push(room.id);
    }
    for (let index = 0; index < 20; index += 1) {
      const partner = guests[index] ?? this.talkers[39 - index];
      const { room } = await this.#talker(index).client.ask({ type: "direct.open", users: [idOf(partner)] });
      this.directs.push(room.id);
    }
    await Promise.all(
      everyone.map((talker) => until(() => talker.client.rooms.value.length >= this.openRooms.length)),
    );
  }

  /** Some people say something somewhere; some lose their connection; one leaves a room and comes back later. */
  async round(messages: number): Promise<void> {
    for (let index = 0; index < messages; index += 1) this.#saySomething();
    for (let index = 0; index < 3; index += 1) this.#anyTalker().cut();
    await this.#comeAndGo();
  }

  /** A new tag, noted as said. */
  tag(): string {
    const tag = `(m${this.said.length + 1})`;
    this.said.push(tag);
    return tag;
  }

  async settle(): Promise<void> {
    await Promise.all(this.talkers.map((talker) => talker.settle()));
  }

  close(): void {
    for (const talker of this.talkers) talker.close();
  }

  #saySomething(): void {
    const talker = this.#anyTalker();
    const rooms = talker.client.rooms.value;
    const room = rooms[Math.floor(this.#random() * rooms.length)];
    if (!room) return;
    const tag = this.tag();
    talker.say(room.id, createText(this.#random, tag), tag);
  }

  /** Leaving waits for what was said before, as a person would. */
  async #comeAndGo(): Promise<void> {
    const talker = this.#anyTalker();
    const room = this.openRooms[1 + Math.floor(this.#random() * (this.openRooms.length - 1))];
    if (!room) return;
    await talker.settle();
    const isIn = talker.client.room(room) !== undefined;
    // The answer may be lost with the connection; either way the feed says what happened.
    await talker.client.ask({ type: isIn ? "room.leave" : "room.join", room }).catch(() => undefined);
  }

  #anyTalker(): Talker {
    return this.#talker(Math.floor(this.#random() * this.talkers.length));
  }

  #talker(index: number): Talker {
    const talker = this.talkers[index];
    if (!talker) throw new Error(`nobody has number ${index}`);
    return talker;
  }

  #roomCalled(title: string): RoomId {
    const room = this.talkers[0]?.client.rooms.value.find((state) => state.title === title);
    if (!room) throw new Error(`no room is called ${title}`);
    return room.id;
  }
}

function idOf(talker: Talker | undefined): UserId {
  const me = talker?.client.me.value;
  if (!me) throw new Error("not connected yet");
  return me.id;
}
