import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { checkLooks, join, openStage, type Stage, sizes } from "./browser.ts";
import { createSound } from "./pictures.ts";
import { fieldOf, messages, send, trayOf } from "./room-page.ts";

/** A name that browsers give no microphone: it is neither this machine nor reached by https. */
const plainName = "school.example";
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(["--hosts", plainName], { names: [plainName] });
});
afterAll(() => stage.close());

const bar = (page: Page): Locator => page.getByRole("group", { name: "Recording a voice note" });
const last = (page: Page): Locator => messages(page).last();
const record = (page: Page): Promise<void> =>
  page.getByRole("button", { name: "Record a voice note" }).click();
const barsOf = (note: Locator): Promise<number[]> =>
  note
    .locator(".voice-wave i:visible")
    .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().height));

/** The browser's pretended microphone beeps once a second. */
const hearBeeps = (page: Page): Promise<void> => bar(page).getByText("0:02", { exact: true }).waitFor();

for (const device of sizes) {
  describe(device, () => {
    let sender: Page;
    let reader: Page;
    beforeAll(async () => {
      sender = await stage.open(device);
      await join(sender, `Speaker ${device}`);
      reader = await stage.open(device);
      await join(reader, `Listener ${device}`);
      await send(sender, `hello from ${device}`);
      await last(reader).getByText(`hello from ${device}`).waitFor();
    });

    test("what is said is drawn, sent, and heard from any place at the speed one likes", async () => {
      await record(sender);
      await hearBeeps(sender);
      expect(await fieldOf(sender).isVisible()).toBe(false);
      await checkLooks(sender, `recording ${device}`);
      await bar(sender).getByRole("button", { name: "Send the voice note" }).click();
      await bar(sender).waitFor({ state: "detached" });
      const play = last(reader).getByRole("button", { name: /^Play the voice note, 0:\d\d$/ });
      await play.waitFor();
      const heights = await barsOf(last(reader));
      expect(heights.length).toBeGreaterThan(15);
      // A beep stands out of the silence around it.
      expect(Math.max(...heights)).toBeGreaterThan(2 * Math.min(...heights));
      await last(reader).getByRole("button", { name: "Speed 1" }).click();
      await last(reader).getByRole("button", { name: "Speed 1.5" }).click();
      await last(reader).getByRole("button", { name: "Speed 2" }).waitFor();
      await last(reader).getByRole("slider", { name: "Place in the voice note" }).fill("1500");
      await checkLooks(reader, `voice note ${device}`);
      const sound = last(reader).locator("audio");
      await play.click();
      const heard = await sound.evaluate(async (audio: HTMLAudioElement) => {
        if (audio.currentTime < 1.4) await new Promise((done) => audio.addEventListener("seeked", done));
        const { playbackRate, currentTime } = audio;
        if (!audio.ended) await new Promise((done) => audio.addEventListener("ended", done));
        return { playbackRate, currentTime };
      });
      expect(heard.playbackRate).toBe(2);
      expect(heard.currentTime).toBeGreaterThanOrEqual(1.4);
      await play.waitFor();
    });

    test("a pause adds nothing, and words go with what was kept", async () => {
      await record(sender);
      await bar(sender).getByText("0:01", { exact: true }).waitFor();
      await bar(sender).getByRole("button", { name: "Pause recording" }).click();
      await bar(sender).getByText("Recording paused").waitFor({ state: "attached" });
      await bar(sender).getByRole("button", { name: "Go on recording" }).click();
      await bar(sender).getByText("0:02", { exact: true }).waitFor();
      await bar(sender).getByRole("button", { name: "Stop, and write to it" }).click();
      await trayOf(sender).getByText("Voice note", { exact: true }).waitFor();
      await fieldOf(sender).fill("The answer to question four");
      await sender.locator("[data-region=composer] [type=submit]").click();
      await last(reader).getByText("The answer to question four").waitFor();
      await last(reader)
        .getByRole("button", { name: /^Play the voice note/ })
        .waitFor();
    });

    test("what is thrown away is not sent, and what is left for another room is kept", async () => {
      const before = await last(reader).getAttribute("data-key");
      await record(sender);
      await bar(sender).getByText("0:01", { exact: true }).waitFor();
      await bar(sender).getByRole("button", { name: "Throw the recording away" }).click();
      await fieldOf(sender).waitFor();
      expect(await trayOf(sender).count()).toBe(0);
      await record(sender);
      await bar(sender).getByText("0:01", { exact: true }).waitFor();
      await sender.evaluate(() => history.pushState(null, "", "/people"));
      await sender.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
      await bar(sender).waitFor({ state: "detached" });
      await sender.goBack();
      await trayOf(sender).getByText("Voice note", { exact: true }).waitFor();
      await trayOf(sender)
        .getByRole("button", { name: /^Remove/ })
        .click();
      await trayOf(sender).waitFor({ state: "detached" });
      expect(await last(reader).getAttribute("data-key")).toBe(before);
    });

    test("without a secure address the device's own recorder is asked, and its recording is a voice note", async () => {
      const page = await stage.open(device, "/", plainName);
      expect(await page.evaluate(() => isSecureContext)).toBe(false);
      await join(page, `Plain ${device}`);
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), record(page)]);
      expect(await chooser.element().getAttribute("capture")).toBe("user");
      await chooser.setFiles(createSound("recording.wav", 2));
      await trayOf(page).getByText("Voice note", { exact: true }).waitFor();
      await fieldOf(page).fill("Recorded by another app");
      await page.locator("[data-region=composer] [type=submit]").click();
      await last(reader).getByText("Recorded by another app").waitFor();
      await last(reader).getByRole("button", { name: "Play the voice note, 0:02" }).waitFor();
      const heights = await barsOf(last(reader));
      // The first half of it is silent.
      expect(Math.max(...heights.slice(0, 10))).toBeLessThan(Math.min(...heights.slice(-10)));
    });
  });
}

test("a microphone that is refused is told in a sentence", async () => {
  const page = await stage.open("desk");
  await join(page, "Refused");
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError"));
  });
  await record(page);
  await page.getByText("The microphone is blocked.").waitFor();
  await fieldOf(page).waitFor();
});
