import type { Talker } from "@hearth/test-kit/main-job/talker";
import type { Browser, Page } from "playwright-core";

/** Somebody with the real app in a real browser. */
export class Viewer {
  readonly name: string;
  /** The same person's second device, which tells the test what rooms there are. */
  device!: Talker;
  readonly #page: Page;
  readonly #origin: string;
  readonly #isPhone: boolean;

  private constructor(page: Page, origin: string, name: string, isPhone: boolean) {
    this.#page = page;
    this.#origin = origin;
    this.name = name;
    this.#isPhone = isPhone;
  }

  static async join(browser: Browser, origin: string, name: string, isPhone: boolean): Promise<Viewer> {
    const viewport = isPhone ? { width: 390, height: 844 } : { width: 1440, height: 900 };
    const context = await browser.newContext({ viewport, isMobile: isPhone, hasTouch: isPhone });
    const page = await context.newPage();
    await page.goto(origin);
    await page.getByLabel("Your name").fill(name);
    await page.keyboard.press("Enter");
    await page.getByRole("log").waitFor();
    return new Viewer(page, origin, name, isPhone);
  }

  /** The device secret, which no script of the page can read. */
  async readSecret(): Promise<string> {
    const cookies = await this.#page.context().cookies();
    return cookies.find(({ name }) => name.startsWith("hearth_"))?.value ?? "";
  }

  /** Types and sends in whatever room is open. */
  async say(text: string): Promise<void> {
    const field = this.#page.getByRole("textbox", { name: /Message/ });
    await field.fill(text);
    if (this.#isPhone) await this.#page.getByRole("button", { name: "Send", exact: true }).click();
    else await field.press("Enter");
  }

  /** Leaves the page, with whatever was not sent yet, and returns to it. */
  async leaveAndComeBack(): Promise<void> {
    const address = this.#page.url();
    await this.#page.goto("about:blank");
    await this.#page.goto(address);
    await this.#page.getByRole("log").waitFor();
  }

  async openRoom(id: string): Promise<void> {
    const room = this.device.client.room(id as never);
    const kind = room?.state.value.kind === "direct" ? "d" : "r";
    await this.#page.goto(`${this.#origin}/${kind}/${id}`);
    await this.#page.getByRole("log").waitFor();
  }

  /** The tags of the rows on the page, from the first to the last: scrolls from the end to the start. */
  async readRows(id: string): Promise<string[]> {
    await this.openRoom(id);
    // A room with something new opens where that begins.
    for (let looks = 0; looks < 4; looks += 1) if (!(await this.#page.evaluate(scrollToEnd))) looks = -1;
    const known: string[] = [];
    let quietLooks = 0;
    while (quietLooks < 12) {
      const { tags, isAtTop } = await this.#page.evaluate(lookAndScrollUp);
      const before = known.length;
      // From the bottom up, each new one above the last known one: also a row that was not drawn at the first look.
      let at = 0;
      for (const tag of tags.toReversed()) {
        const place = known.indexOf(tag);
        if (place >= 0) at = place;
        else known.splice(at, 0, tag);
      }
      quietLooks = isAtTop && known.length === before ? quietLooks + 1 : 0;
    }
    return known;
  }

  /** The room's bar names how many are here, at the latest five seconds from now. */
  async expectHere(id: string, count: number): Promise<void> {
    await this.openRoom(id);
    await this.#page.getByText(`${count} here`, { exact: true }).first().waitFor({ timeout: 5_000 });
  }
}

/** Runs in the page: goes to the last row; was it there already? */
async function scrollToEnd(): Promise<boolean> {
  const list = document.querySelector("[role=log]");
  if (!list) return false;
  const wasThere = list.scrollHeight - list.scrollTop - list.clientHeight < 2;
  list.scrollTop = list.scrollHeight;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 40)));
  return wasThere;
}

/**
 * Runs in the page: reads the mounted rows from top to bottom as they stand on the screen, then scrolls up by
 * more than a screen (rows stay mounted beyond it) and waits until that is drawn.
 */
async function lookAndScrollUp(): Promise<{ tags: string[]; isAtTop: boolean }> {
  const list = document.querySelector("[role=log]");
  if (!list) return { tags: [], isAtTop: false };
  const topOf = (row: Element): number => row.getBoundingClientRect().top;
  const rows = [...list.querySelectorAll("li[aria-posinset]")].sort((a, b) => topOf(a) - topOf(b));
  const tags = rows.flatMap((row) => /\(m\d+\)/.exec(row.textContent ?? "")?.[0] ?? []);
  const isAtTop = list.scrollTop < 2;
  list.scrollTop -= list.clientHeight * 1.4;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 40)));
  return { tags, isAtTop };
}
