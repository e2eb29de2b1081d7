import type { Locator, Page } from "playwright-core";
import { isPhone } from "./browser.ts";
import type { ChosenFile } from "./pictures.ts";

/** Where one writes. */
export function fieldOf(page: Page): Locator {
  return page.locator("[data-region=composer] textarea");
}

/** The mounted messages, from the first to the last as they stand in the list. */
export function messages(page: Page): Locator {
  return page.locator("[role=log] li[data-key]");
}

/** Opens a public room, and joins it if one is not in it yet. */
export async function openRoom(page: Page, origin: string, slug: string): Promise<void> {
  await page.goto(`${origin}/r/${slug}`);
  const join = page.getByRole("button", { name: /^Join/ });
  const log = page.getByRole("log");
  await join.or(log).first().waitFor();
  if (await join.isVisible()) await join.click();
  await log.waitFor();
}

/** Writes and sends as one does on this device. */
export async function send(page: Page, text: string): Promise<void> {
  await fieldOf(page).fill(text);
  if (isPhone(page)) await page.getByRole("button", { name: /^Send/ }).click();
  else await fieldOf(page).press("Enter");
}

/** The menu of the message with these words, as one opens it on this device. */
export async function openMenu(page: Page, words: Locator): Promise<Locator> {
  if (isPhone(page)) await words.dispatchEvent("contextmenu", { clientX: 60, clientY: 300, bubbles: true });
  else await words.click({ button: "right" });
  const menu = page.getByRole("menu", { name: "Message actions" });
  await menu.waitFor();
  return menu;
}

/** What lies beside the words, to be sent with them. */
export function trayOf(page: Page): Locator {
  return page.getByRole("group", { name: "Files to send" });
}

/** Sends files with words, and waits until they are on their way as one message. */
export async function sendFiles(page: Page, files: ChosenFile | ChosenFile[], words: string): Promise<void> {
  await page.getByLabel("Files", { exact: true }).setInputFiles(files);
  await fieldOf(page).fill(words);
  await page.locator("[data-region=composer] [type=submit]").click();
  await trayOf(page).waitFor({ state: "detached" });
}

/** What the person sees of the list: the rows inside its edges. */
export interface ListView {
  readonly texts: readonly string[];
  /** Pixels from the list's top edge to the first row that starts inside it. */
  readonly firstOffset: number;
  /** Pixels between the last row's end and the list's bottom edge; negative: the row ends above it. */
  readonly belowEnd: number;
  readonly mounted: number;
}

/** Turns the wheel a little over the list, as one begins to scroll: a script's scroll alone shows no hand. */
export async function takeList(page: Page): Promise<void> {
  const box = await page.getByRole("log").boundingBox();
  if (!box) throw new Error("no list on the page");
  const heard = page.evaluate(
    () => new Promise<void>((done) => addEventListener("wheel", () => done(), { once: true, capture: true })),
  );
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, 1);
  await heard;
}

export function viewList(page: Page): Promise<ListView> {
  return page.evaluate(() => {
    const list = document.querySelector("[role=log]");
    const edges = list?.getBoundingClientRect();
    if (!list || !edges) throw new Error("no list on the page");
    const rows = [...list.querySelectorAll("li[data-key]")]
      .map((row) => ({ row, box: row.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom > edges.top && box.top < edges.bottom)
      .sort((one, other) => one.box.top - other.box.top);
    const inside = rows.find(({ box }) => box.top >= edges.top);
    return {
      texts: rows.map(({ row }) => row.querySelector(".markdown")?.textContent ?? ""),
      firstOffset: (inside?.box.top ?? 0) - edges.top,
      belowEnd: list.scrollHeight - list.scrollTop - list.clientHeight,
      mounted: list.querySelectorAll("li").length,
    };
  });
}
