import { ChatClock } from "./chat-clock.ts";

declare const self: Worker;

/** What a chat clock in a thread of its own is asked; it answers each with how long its messages took. */
export type AskOfClock =
  | { readonly type: "open"; readonly origin: string; readonly secret: string }
  | { readonly type: "begin" }
  | { readonly type: "end" };

let clock: ChatClock | undefined;
let measuring: ReturnType<ChatClock["measureUntilStopped"]> | undefined;

self.onmessage = ({ data }: MessageEvent<AskOfClock>) => {
  void answer(data).then((times) => self.postMessage(times));
};

async function answer(asked: AskOfClock): Promise<readonly number[]> {
  switch (asked.type) {
    case "open":
      clock = await ChatClock.open(asked.origin, asked.secret);
      return [];
    case "begin":
      measuring = clock?.measureUntilStopped();
      return [];
    case "end":
      return (await measuring?.stop()) ?? [];
  }
}
