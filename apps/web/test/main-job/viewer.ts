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

  /**
   * Looks through a room from its end to its start: `see` gets the tags of each look's rows from top to bottom.
   * Older rows that come may move the list, so it is passed again while `see` misses something.
   */
  async look(id: string, see: (tags: readonly string[]) => { readonly isComplete: boolean }): Promise<void> {
    await this.openRoom(id);
    for (const direction of ["down", "up", "down", "up", "down", "up"] as const) {
      let isComplete = false;
      for (let looksAtEdge = 0; looksAtEdge < 12 && !isComplete; ) {
        const { tags, isAtEdge } = await this.#page.evaluate(lookAndScroll, direction);
        looksAtEdge = isAtEdge ? looksAtEdge + 1 : 0;
        isComplete = see(tags).isComplete;
      }
      if (isComplete) return;
    }
  }

  /** The room's bar names how many are here, at the latest five seconds from now. */
  async expectHere(id: string, count: number): Promise<void> {
    await this.openRoom(id);
    await this.#page.getByText(`${count} here`, { exact: true }).first().waitFor({ timeout: 5_000 });
  }
}

/** Runs in the page: reads the rows one can see, and scrolls on by a little less than a screen. */
async function lookAndScroll(direction: "up" | "down"): Promise<{ tags: string[]; isAtEdge: boolean }> {
  const list = document.querySelector("[role=log]");
  if (!list) return { tags: [], isAtEdge: false };
  const { top, bottom, height } = list.getBoundingClientRect();
  const rows = [...list.querySelectorAll("li[aria-posinset]")]
    .map((row) => ({ row, place: row.getBoundingClientRect() }))
    .filter(({ place }) => place.top < bottom && place.bottom > top)
    .sort((one, other) => one.place.top - other.place.top);
  const tags = rows.flatMap(({ row }) => /\(m\d+\)/.exec(row.textContent ?? "")?.[0] ?? []);
  const below = list.scrollHeight - list.clientHeight - list.scrollTop;
  const isAtEdge = (direction === "up" ? list.scrollTop : below) < 2;
  list.scrollTop = direction === "up" ? list.scrollTop - height * 0.9 : list.scrollHeight;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 40)));
  return { tags, isAtEdge };
}
