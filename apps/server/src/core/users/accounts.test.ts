import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type DeviceId, Refusal, type UserId } from "@hearth/protocol";
import { cast, settle } from "@hearth/test-kit";
import { asking, createWorld, homeOf, type Person, say, type World } from "../../../test/world.ts";
import { caps } from "../limits/caps.ts";

const caller = { ip: "192.168.1.57", label: "Firefox 153, Linux" };
const minuteMs = 60_000;

let world: World;
let ananya: Person;
let ravi: Person;
beforeEach(async () => {
  world = await createWorld();
  ananya = await world.join(cast.ananya);
  ravi = await world.join(cast.ravi);
});
afterEach(() => world.close());

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const done = await work.catch((error: unknown) => error);
  if (done instanceof Refusal) return done;
  throw new Error(`not refused: ${JSON.stringify(done)}`);
}
const redeem = (code: string) => world.core.accounts.redeem(caller, code);
const signIn = (name: string, password: string) => world.core.accounts.signIn(caller, name, password);

describe("names", () => {
  test("[ACC1] a name is taken in every look of it, and by the nick that is made of it", async () => {
    for (const name of ["Ananya", "ANANYA", "Аnanya", "𝐀nanya", "ananya\u200b"]) {
      const refusal = await refusalOf(world.core.accounts.join(caller, name));
      expect(refusal).toMatchObject({ reason: "name_taken", params: { name: "Ananya" } });
    }
    await world.join("Ananya Iyer");
    expect((await refusalOf(world.core.accounts.join(caller, "Ananya_Iyer"))).reason).toBe("name_taken");
    await world.join("Lin?");
    expect((await refusalOf(world.core.accounts.join(caller, "Lin"))).params).toEqual({ name: "Lin?" });
  });

  test("[ACC1] nobody's nick is another's name, in whatever order they come", async () => {
    await world.join("Lin 2");
    const names = ["Lin", "Lin?", "Lin!"];
    for (const name of names) await world.join(name).catch(() => null);
    const { rows } = await world.store.users("", null, 100);
    for (const row of rows) {
      const bearers = rows.filter((other) => other.nameKey === row.nickKey || other.nickKey === row.nickKey);
      expect(bearers.map(({ name }) => name)).toEqual([row.name]);
    }
  });

  test("[ACC2] a new name is told to everyone who shares a room, and frees the old one", async () => {
    ravi.session.clear();
    const { user } = await ananya.ask({ type: "profile.rename", name: "Ananya Iyer" });
    expect(user).toEqual({ id: ananya.id, name: "Ananya Iyer", role: "member" });
    expect(ravi.session.ofType("user.changed").map((frame) => frame.user)).toEqual([user]);
    expect(ananya.session.ofType("feed").at(-1)?.change).toEqual({ type: "profile.changed", user });
    expect((await refusalOf(ravi.ask({ type: "profile.rename", name: "ananya iyer" }))).reason).toBe(
      "name_taken",
    );
    await ravi.ask({ type: "profile.rename", name: "Ananya" });
    await ravi.ask({ type: "profile.rename", name: "ANANYA" });
  });
});

describe("what people say of themselves", () => {
  test("[ACC11] a status is on the card, told to who shares a room and to one's own devices, once", async () => {
    ravi.session.clear();
    const set = () => ananya.ask({ type: "profile.set", status: "  In class\u202e until 10 " });
    const { user } = await set();
    await set();
    expect(user).toEqual({ id: ananya.id, name: "Ananya", role: "member", status: "In class until 10" });
    expect(ravi.session.ofType("user.changed")[0]?.user).toEqual(user);
    expect(ananya.session.ofType("feed").map(({ change }) => change.type)).toEqual(["profile.changed"]);
    expect((await ravi.ask({ type: "user.lookup", users: [ananya.id] })).users).toEqual([user]);
    expect((await ananya.ask({ type: "profile.set", status: "" })).user.status).toBeUndefined();
    await ananya.ask({ type: "profile.set", status: "ಅ".repeat(80) });
    for (const status of [`${"ಅ".repeat(80)}a`, "a\u0000b"])
      expect((await ananya.refused({ type: "profile.set", status })).code).toBe("bad_request");
  });

  test("[ACC12] when somebody was last here is told of who is not, unless they hide it", async () => {
    const seenOf = async () => {
      const [[listed], [looked]] = [
        (await ravi.ask({ type: "user.list", query: "ananya" })).users,
        (await ravi.ask({ type: "user.lookup", users: [ananya.id] })).users,
      ];
      expect(listed).toEqual(looked as never);
      return listed?.lastSeenAtMs;
    };
    expect(await seenOf()).toBeUndefined();
    const second = await world.open(ananya);
    await ananya.ask({ type: "profile.set", hidesLastSeen: true });
    expect(second.ofType("feed").map(({ change }) => change)).toEqual([
      { type: "privacy.changed", hidesLastSeen: true },
    ]);
    for (const session of [ananya.session, second]) world.core.close(session, true);
    const gone = world.clock.now();
    await world.clock.advance(60_000);
    expect(await seenOf()).toBeUndefined();
    const back = await world.open(ananya);
    expect(back.welcome?.user.hidesLastSeen).toBe(true);
    await asking(world.core, back).ask({ type: "profile.set", hidesLastSeen: false });
    world.core.close(back, true);
    await world.clock.advance(60_000);
    expect(await seenOf()).toBe(gone + 60_000);
  });
});

describe("owner links", () => {
  test("[ACC3] the link makes one owner, once; after that there is none", async () => {
    const code = (await world.core.accounts.createOwnerCode()) ?? "";
    expect(Buffer.from(code, "base64url")).toHaveLength(16);
    expect((await ravi.refused({ type: "owner.claim", code: `${code.slice(1)}x` })).reason).toBe(
      "code_wrong",
    );
    const ends = await Promise.allSettled([
      ananya.ask({ type: "owner.claim", code }),
      ravi.ask({ type: "owner.claim", code }),
    ]);
    expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect((await ravi.refused({ type: "owner.claim", code })).reason).toBe("owner_exists");
    expect(await world.core.accounts.createOwnerCode()).toBeNull();
    const welcome = (await world.open(ananya)).welcome;
    expect([welcome?.user.role, welcome?.hasOwner]).toEqual(["owner", true]);
  });

  test("[ACC3] a new link, as each start prints one, replaces the last", async () => {
    const old = (await world.core.accounts.createOwnerCode()) ?? "";
    const code = (await world.core.accounts.createOwnerCode()) ?? "";
    expect((await ananya.refused({ type: "owner.claim", code: old })).reason).toBe("code_wrong");
    await ananya.ask({ type: "owner.claim", code });
  });

  test("[ACC4] the owner makes moderators and owners, nobody else does, and one owner is left", async () => {
    await world.crown(ananya);
    await ananya.ask({ type: "person.setRole", user: ravi.id, role: "moderator" });
    expect(ravi.session.ofType("feed").at(-1)?.change).toEqual({ type: "role.changed", role: "moderator" });
    const promote = { type: "person.setRole", user: ravi.id, role: "owner" } as const;
    expect((await ravi.refused(promote)).reason).toBe("right_missing");
    const resign = { type: "person.setRole", user: ananya.id, role: "member" } as const;
    expect((await ananya.refused(resign)).reason).toBe("last_owner");
    const nobody = world.ids.uuid() as UserId;
    expect((await ananya.refused({ ...promote, user: nobody })).reason).toBe("user_missing");
  });
});

describe("codes", () => {
  test("[ACC5] a link code lets one more device in, once, however it is typed", async () => {
    const { code } = await ananya.ask({ type: "link.create" });
    expect(code).toMatch(/^[2-9a-z]{10}$/);
    const typed = ` ${code.slice(0, 5).toUpperCase()}-${code.slice(5)} `;
    const signedIn = await redeem(typed);
    expect(signedIn.user.id).toBe(ananya.id);
    expect((await refusalOf(redeem(code))).reason).toBe("code_wrong");
    expect((await world.core.accounts.findDevice(signedIn.secret))?.user).toBe(ananya.id);
    expect(ananya.session.ofType("feed").at(-1)?.change).toEqual({ type: "devices.changed" });
  });

  test("[ACC5] a link code ends after 10 minutes, to the millisecond, and when the next one is made", async () => {
    const first = await ananya.ask({ type: "link.create" });
    expect(first.expiresAtMs - world.clock.now()).toBe(10 * minuteMs);
    const second = await ananya.ask({ type: "link.create" });
    expect((await refusalOf(redeem(first.code))).reason).toBe("code_wrong");
    await world.clock.advance(10 * minuteMs - 1);
    const inTime = await redeem(second.code);
    expect(inTime.user.id).toBe(ananya.id);
    const third = await ananya.ask({ type: "link.create" });
    await world.clock.advance(10 * minuteMs);
    expect((await refusalOf(redeem(third.code))).reason).toBe("code_wrong");
  });

  test("[ACC6] the owner gives a name back for a day; nobody else does", async () => {
    const command = { type: "person.createCode", user: ravi.id } as const;
    expect((await ravi.refused({ ...command, user: ananya.id })).reason).toBe("right_missing");
    await world.crown(ananya);
    const { code, expiresAtMs } = await ananya.ask(command);
    expect(expiresAtMs - world.clock.now()).toBe(24 * 60 * minuteMs);
    expect((await redeem(code)).user.name).toBe("Ravi");
  });

  test("[ACC5] an owner link is no link code, and a link code no owner link", async () => {
    const owner = (await world.core.accounts.createOwnerCode()) ?? "";
    expect((await refusalOf(redeem(owner))).reason).toBe("code_wrong");
    const { code } = await ananya.ask({ type: "link.create" });
    expect((await ravi.refused({ type: "owner.claim", code })).reason).toBe("code_wrong");
  });
});

describe("passwords", () => {
  test("[ACC7] a name with a password is signed in to from a new device; wrong ones are all told the same", async () => {
    await ananya.ask({ type: "password.set", password: "correct horse" });
    const signedIn = await signIn("ananya", "correct horse");
    expect(signedIn.user.id).toBe(ananya.id);
    expect((await world.open(ananya, signedIn.device)).welcome?.user.hasPassword).toBe(true);
    const wrong = await Promise.all(
      [
        ["Ananya", "wrong horse"],
        ["Ananya", ""],
        ["Ravi", "has no password"],
        ["Nobody", "is nobody"],
      ].map(([name = "", password = ""]) => refusalOf(signIn(name, password))),
    );
    for (const { reason, params, code } of wrong)
      expect({ reason, params, code }).toEqual({
        reason: "password_wrong",
        params: {},
        code: "not_authenticated",
      });
  });

  test("[ACC7] changing or removing a password needs the present one", async () => {
    await ananya.ask({ type: "password.set", password: "correct horse" });
    for (const current of [undefined, "", "wrong horse"]) {
      const command = {
        type: "password.set",
        password: "battery staple",
        ...(current !== undefined && { current }),
      };
      expect((await ananya.refused(command as never)).reason).toBe("password_wrong");
    }
    await ananya.ask({ type: "password.set", password: "battery staple", current: "correct horse" });
    expect((await refusalOf(signIn("Ananya", "correct horse"))).reason).toBe("password_wrong");
    await ananya.ask({ type: "password.set", password: null, current: "battery staple" });
    expect((await refusalOf(signIn("Ananya", "battery staple"))).reason).toBe("password_wrong");
  });

  test("[ACC7] a password has 8 to 1,024 bytes", async () => {
    const set = (password: string) => ({ type: "password.set", password }) as const;
    expect(await ananya.refused(set("1234567"))).toMatchObject({
      reason: "password_too_short",
      params: { minBytes: 8 },
    });
    expect(await ananya.refused(set("é".repeat(1_000)))).toMatchObject({
      reason: "password_too_long",
      params: { maxBytes: 1_024 },
    });
    await ravi.ask(set("éééé"));
    await ananya.ask(set("x".repeat(1_024)));
    expect((await signIn("Ananya", "x".repeat(1_024))).user.id).toBe(ananya.id);
  });

  test("[ACC8] ten tries for one name, then one every twelve seconds, from wherever they come", async () => {
    await world.close();
    world = await createWorld({ limits: { messages: true, logins: true } });
    const sofia = await world.join(cast.sofia);
    await sofia.ask({ type: "password.set", password: "correct horse" });
    await world.clock.advance(minuteMs);
    const attempt = (index: number, name = "sofía") =>
      refusalOf(world.core.accounts.signIn({ ip: `10.0.0.${index}`, label: "" }, name, "guess"));
    for (let index = 0; index < 10; index += 1)
      expect((await attempt(index, index % 2 ? "SOFÍA" : "Sofía")).reason).toBe("password_wrong");
    expect(await attempt(99)).toMatchObject({
      reason: "too_fast",
      retryAfterMs: 12_000,
      code: "rate_limited",
    });
    // Another name is not touched.
    expect((await attempt(99, "Ravi")).reason).toBe("password_wrong");
    await world.clock.advance(11_999);
    expect(await attempt(1)).toMatchObject({ reason: "too_fast", retryAfterMs: 1 });
    await world.clock.advance(1);
    expect((await attempt(1)).reason).toBe("password_wrong");
  });
});

describe("devices", () => {
  async function addDevice(): Promise<DeviceId> {
    return (await redeem((await ananya.ask({ type: "link.create" })).code)).device;
  }

  test("[ACC9] devices are listed with their live sessions, one's own marked", async () => {
    const phone = await addDevice();
    const onPhone = await world.open(ananya, phone);
    const { devices } = await ananya.ask({ type: "device.list" });
    expect(devices.map(({ id, current, label }) => [id, current, label])).toEqual([
      [ananya.device, true, "test"],
      [phone, false, caller.label],
    ]);
    expect(devices[1]?.sessions).toMatchObject([{ id: onPhone.id, address: "127.0.0.1:50000" }]);
  });

  test("[ACC9] ending a device ends its sessions and no others, and its secret opens nothing more", async () => {
    const phone = await addDevice();
    const [onPhone, second] = [await world.open(ananya, phone), await world.open(ananya)];
    await ananya.ask({ type: "device.end", device: phone });
    await settle();
    expect([onPhone.ended, second.ended, ananya.session.ended]).toEqual(["device_ended", null, null]);
    await expect(world.open(ananya, phone)).rejects.toMatchObject({ reason: "sign_in_needed" });
    expect((await ananya.refused({ type: "device.end", device: phone })).reason).toBe("device_missing");
    expect((await ravi.refused({ type: "device.end", device: ananya.device })).reason).toBe("device_missing");
    await world.core.accounts.logOut({ id: ananya.device, user: ananya.id } as never);
    expect(await world.core.accounts.findDevice(ananya.secret)).toBeUndefined();
  });

  test("[ACC9] the device beyond the fiftieth pushes out the one not seen for longest, sessions and all", async () => {
    for (let index = 1; index < caps.maxDevicesPerUser; index += 1) {
      await world.clock.advance(1);
      await addDevice();
    }
    expect(ananya.session.ended).toBeNull();
    const { code } = await ananya.ask({ type: "link.create" });
    await world.clock.advance(1);
    await redeem(code);
    await settle();
    expect(ananya.session.ended).toBe("device_ended");
    expect(await world.store.devicesOf(ananya.id)).toHaveLength(caps.maxDevicesPerUser);
  });

  test("[ACC10] the connection log is for those who keep order", async () => {
    expect((await ravi.refused({ type: "connection.list" })).reason).toBe("right_missing");
    await world.crown(ananya);
    expect(await ananya.ask({ type: "connection.list" })).toEqual({ connections: [], next: null });
    await ananya.ask({ type: "person.setRole", user: ravi.id, role: "moderator" });
    await ravi.ask({ type: "connection.list" });
  });
});

describe("[LIM5] one person's rate is one, over all devices", () => {
  test("messages, edits and reactions share it; another person is not touched", async () => {
    await world.close();
    world = await createWorld({ limits: { messages: true, logins: false } });
    const [chidi, lin] = [await world.join(cast.chidi), await world.join(cast.lin)];
    const room = homeOf(chidi);
    const { event } = await chidi.ask(say(room, "first"));
    for (let index = 0; index < 38; index += 1) await chidi.ask(say(room, `message ${index}`));
    await chidi.ask({ type: "reaction.add", room, seq: event.seq, emoji: "👍" });
    const refusal = await chidi.refused(say(room, "one too many"));
    expect(refusal).toMatchObject({ reason: "too_fast", retryAfterMs: 250 });
    await lin.ask(say(room, "hello"));
    await chidi.ask({ type: "read.mark", room, seq: 1 });
    await world.clock.advance(250);
    await chidi.ask(say(room, "now"));
  });
});
