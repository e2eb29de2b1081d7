import { expect, test } from "bun:test";
import { createAnnouncer } from "./announcer.ts";

function openAnnouncer() {
  const spoken: string[] = [];
  let timer: { readonly run: () => void; readonly ms: number } | undefined;
  const announcer = createAnnouncer({
    speak: (sentence) => spoken.push(sentence),
    formatOne: ({ name, text }) => `${name}: ${text}`,
    formatMany: (count) => `${count} new messages`,
    setTimer: (run, ms) => {
      timer = { run, ms };
      return () => {
        timer = undefined;
      };
    },
  });
  const passPause = () => {
    const due = timer;
    timer = undefined;
    due?.run();
  };
  return { announcer, spoken, passPause, isWaiting: () => timer !== undefined, pauseMs: () => timer?.ms };
}

test("a message is spoken at once, then there is a pause of 3 s", () => {
  const { announcer, spoken, pauseMs } = openAnnouncer();
  announcer.add({ name: "Arjun", text: "hello" });
  expect(spoken).toEqual(["Arjun: hello"]);
  expect(pauseMs()).toBe(3_000);
});

test("one message in the pause is spoken after it, several are counted", () => {
  const { announcer, spoken, passPause } = openAnnouncer();
  announcer.add({ name: "Arjun", text: "1" });
  announcer.add({ name: "Zoya", text: "2" });
  passPause();
  for (const text of ["3", "4", "5"]) announcer.add({ name: "Zoya", text });
  expect(spoken).toEqual(["Arjun: 1", "Zoya: 2"]);
  passPause();
  expect(spoken).toEqual(["Arjun: 1", "Zoya: 2", "3 new messages"]);
});

test("after a quiet pause the next message is spoken at once", () => {
  const { announcer, spoken, passPause, isWaiting } = openAnnouncer();
  announcer.add({ name: "Arjun", text: "1" });
  passPause();
  expect(isWaiting()).toBe(false);
  announcer.add({ name: "Arjun", text: "2" });
  expect(spoken).toEqual(["Arjun: 1", "Arjun: 2"]);
});

test("a closed announcer says nothing more", () => {
  const { announcer, spoken, isWaiting } = openAnnouncer();
  announcer.add({ name: "Arjun", text: "1" });
  announcer.add({ name: "Arjun", text: "2" });
  announcer.close();
  expect(isWaiting()).toBe(false);
  expect(spoken).toEqual(["Arjun: 1"]);
});
