import { describe, expect, test } from "bun:test";
import { stripFormatting } from "./irc-log.ts";
import { irssi } from "./irssi.ts";
import { LocalTimes, startOfDay } from "./local-time.ts";
import { weechat } from "./weechat.ts";
import { znc } from "./znc.ts";

const day = startOfDay(2023, 5, 1);
const at = (hour: number, minute: number, second = 0) => ({ ...day, hour, minute, second });

describe("[IMP11] a line of irssi", () => {
  test("says who said, did or noticed what", () => {
    const said = { kind: "said", time: at(9, 5), nick: "ravi" } as const;
    expect(irssi.parse("09:05 <@ravi> a > b", day)).toEqual({ ...said, text: "a > b" });
    expect(irssi.parse("09:05 < ravi> ", day)).toEqual({ ...said, text: "" });
    expect(irssi.parse("09:05  * ravi waves", day)).toEqual({ ...said, text: "waves", as: "action" });
    expect(irssi.parse("09:05 -ravi:#lab- psst", day)).toEqual({ ...said, text: "psst", as: "notice" });
    expect(irssi.parse("2024-02-29 09:05:07 <ravi> x", null)).toMatchObject({
      time: { month: 2, day: 29, second: 7 },
    });
  });
  test("may be a day, a topic, a note, or nothing of it", () => {
    expect(irssi.parse("--- Day changed Mon May 01 2023", null)).toEqual({ kind: "day", day });
    expect(irssi.parse("--- Log opened Mon May  1 08:00:00 2023", null)).toEqual({ kind: "day", day });
    expect(irssi.parse("09:05 -!- ravi changed the topic of #lab to: new", day)).toEqual({
      kind: "topic",
      topic: "new",
    });
    expect(irssi.parse("09:05 -!- ravi [~r@h] has joined #lab", day)).toMatchObject({ kind: "left out" });
    expect(irssi.parse("09:05 [notice(#lab)] psst", day)).toMatchObject({ kind: "left out" });
    expect(irssi.parse("half a line", day)).toBeNull();
    expect(irssi.parse("09:05 <ravi> before any day", null)).toBeNull();
  });
  test("belongs to the channel and network its file is called after", () => {
    expect(irssi.placeOf("irclogs/libera/#lab.log")).toEqual({ network: "libera", channel: "#lab" });
    expect(irssi.placeOf("irclogs/libera/ravi.log")).toBeNull();
  });
});

describe("[IMP11] a line of WeeChat", () => {
  test("has its time of the wall or, newer, in UTC", () => {
    const said = { kind: "said", nick: "ravi", text: "a\tb" } as const;
    expect(weechat.parse("2023-05-01 09:05:07\t@ravi\ta\tb", null)).toEqual({ ...said, time: at(9, 5, 7) });
    expect(weechat.parse("2023-05-01 09:05:07.250000Z\travi\ta\tb", null)).toEqual({
      ...said,
      time: Date.UTC(2023, 4, 1, 9, 5, 7, 250),
    });
  });
  test("may be an action, a notice, a topic or a note", () => {
    const head = "2023-05-01 09:05:07\t";
    expect(weechat.parse(`${head} *\travi waves`, null)).toMatchObject({
      nick: "ravi",
      text: "waves",
      as: "action",
    });
    expect(weechat.parse(`${head}--\tNotice(ravi): psst`, null)).toMatchObject({
      text: "psst",
      as: "notice",
    });
    expect(weechat.parse(`${head}--\travi has changed topic for #lab to "new"`, null)).toEqual({
      kind: "topic",
      topic: "new",
    });
    expect(weechat.parse(`${head}-->\travi (~r@h) has joined #lab`, null)).toMatchObject({
      kind: "left out",
    });
    expect(weechat.parse("ravi: no time", null)).toBeNull();
  });
  test("belongs to the channel its file names", () => {
    expect(weechat.placeOf("logs/irc.libera.#lab.of.all.weechatlog")).toEqual({
      network: "libera",
      channel: "#lab.of.all",
    });
    expect(weechat.placeOf("logs/irc.server.libera.weechatlog")).toBeNull();
  });
});

describe("[IMP11] a line of ZNC", () => {
  test("is of the day its file names, in both ways of naming", () => {
    expect(znc.dayOf("log/libera/#lab/2023-05-01.log")).toEqual(day);
    expect(znc.placeOf("log/libera/#lab/2023-05-01.log")).toEqual({ network: "libera", channel: "#lab" });
    expect(znc.dayOf("log/libera_#lab_20230501.log")).toEqual(day);
    expect(znc.placeOf("log/libera_#lab_20230501.log")).toEqual({ network: "libera", channel: "#lab" });
    expect(znc.placeOf("log/#lab_20230501.log")).toEqual({ network: "", channel: "#lab" });
    expect(znc.placeOf("log/libera/ravi/2023-05-01.log")).toBeNull();
  });
  test("says who said, did or noticed what", () => {
    const said = { kind: "said", time: at(9, 5, 7), nick: "ravi", text: "x y" } as const;
    expect(znc.parse("[09:05:07] <ravi> x y", day)).toEqual(said);
    expect(znc.parse("[09:05:07] * ravi x y", day)).toEqual({ ...said, as: "action" });
    expect(znc.parse("[09:05:07] -ravi- x y", day)).toEqual({ ...said, as: "notice" });
    expect(znc.parse("[09:05:07] *** ravi changes topic to 'x y'", day)).toEqual({
      kind: "topic",
      topic: "x y",
    });
    expect(znc.parse("[09:05:07] *** Quits: ravi (~r@h) ()", day)).toMatchObject({ kind: "left out" });
    expect(znc.parse("[09:05] <ravi> x", day)).toBeNull();
  });
});

test("colours and the like go, the words stay", () => {
  expect(stripFormatting("\u0002a\u0002 \u000304,12b\u0003 \u0004ff0000c 3\u00033")).toBe("a b c 3");
});

test("[IMP11] in the hour that comes twice in autumn time goes on", () => {
  const times = new LocalTimes("Europe/Berlin");
  const night = (hour: number, minute: number) => ({ ...startOfDay(2023, 10, 29), hour, minute, second: 0 });
  const moments = [night(1, 50), night(2, 10), night(2, 50), night(2, 10), night(3, 0)].map((one) =>
    times.toMs(one),
  );
  expect(moments).toEqual([...moments].sort((a, b) => a - b));
  expect(moments[3]).toBe(Date.UTC(2023, 9, 29, 1, 10));
  expect(() => times.toMs({ ...night(1, 0), month: 2, day: 30 })).toThrow(RangeError);
});
