import { mkdirSync, readFileSync } from "node:fs";
import { join as joinPath } from "node:path";
import { fileURLToPath } from "node:url";
import { type ServerProcess, startServer } from "@hearth/test-kit";
import { type Browser, chromium, type Page } from "playwright-core";

/** The two sizes every story is told at. */
export const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  tablet: { viewport: { width: 768, height: 1024 }, hasTouch: false, isMobile: false },
  desk: { viewport: { width: 1440, height: 900 }, hasTouch: false, isMobile: false },
} as const;
export type Device = keyof typeof devices;
export const sizes = ["desk", "phone"] as const satisfies readonly Device[];

/** A server with empty data and a Chromium beside it. Close it when the stories are told. */
export interface Stage {
  readonly server: () => ServerProcess;
  readonly origin: string;
  /** A browser of its own: no cookies, no storage, as on another machine. `name`: one of the stage's. */
  open(device: Device, path?: string, name?: string): Promise<Page>;
  /** A browser that keeps what it stores in `folder`, to be closed and opened again; a `path` of `null`: nowhere yet. */
  openProfile(device: Device, folder: string, path?: string | null): Promise<Profile>;
  /** Ends the server as a crash does; `start` begins again on the same data and port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface Profile {
  readonly page: Page;
  close(): Promise<void>;
}

/** What a page may take at most on a busy machine. */
const patienceMs = 10_000;
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A microphone that beeps once a second, given without a question.
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];
/** A story makes more names from one address than a school in an hour, and waits for no hash. */
const settings = [
  "--name",
  "Indiranagar Public School",
  "--accounts-password-hash-cost",
  "test",
  "--no-limits-logins",
];

interface StageOptions {
  /** Under which the browsers also find this machine. */
  readonly names?: readonly string[];
}

/** `flags`: of the server, besides those every story needs. */
export async function openStage(
  flags: readonly string[] = [],
  { names = [] }: StageOptions = {},
): Promise<Stage> {
  const args = [...settings, ...flags];
  let server = await startServer({ args });
  const { dataDir, origin } = server;
  const browser = await launchChromium(names);
  return {
    server: () => server,
    origin,
    open: async (device, path = "/", name) => {
      const context = await browser.newContext({ ...devices[device], reducedMotion: "reduce" });
      context.setDefaultTimeout(patienceMs);
      const page = await context.newPage();
      watchForBugs(page);
      const url = new URL(path, origin);
      if (name) url.hostname = name;
      await page.goto(url.href);
      return page;
    },
    openProfile: async (device, folder, path = "/") => {
      const context = await chromium.launchPersistentContext(folder, {
        executablePath,
        args: quiet,
        ...devices[device],
        reducedMotion: "reduce",
      });
      context.setDefaultTimeout(patienceMs);
      const page = context.pages()[0] ?? (await context.newPage());
      watchForBugs(page);
      if (path !== null) await page.goto(origin + path);
      return { page, close: () => context.close() };
    },
    kill: () => server.kill(),
    start: async () => {
      const port = new URL(origin).port;
      server = await startServer({ dataDir, args: [...args, "--port", port] });
    },
    close: async () => {
      await browser.close();
      await server.stop();
      server.remove();
      const bugs = [...foundBugs];
      foundBugs.clear();
      if (bugs.length > 0) throw new Error(`the page broke: ${bugs.join("\n")}`);
    },
  };
}

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

function launchChromium(names: readonly string[]): Promise<Browser> {
  const rules = names.map((name) => `MAP ${name} 127.0.0.1`).join(",");
  return chromium.launch({ executablePath, args: [...quiet, `--host-resolver-rules=${rules}`] });
}

const foundBugs = new Set<string>();

/** An error nobody caught, or a rule of the content policy that was hit, fails the stories at their end. */
function watchForBugs(page: Page): void {
  page.on("pageerror", (error) => foundBugs.add(error.stack ?? error.message));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !isExpected(text)) foundBugs.add(text);
  });
}

/** The browser reports every refusal, every lost connection and plain http; those belong to the stories. */
function isExpected(text: string): boolean {
  return /Failed to load resource|WebSocket connection|ERR_(CONNECTION|EMPTY|INTERNET)|Opener-Policy header has been ignored/.test(
    text,
  );
}

/** Takes a name and waits for the first room. */
export async function join(page: Page, name: string): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Start chatting" }).click();
  await page.locator("[data-region=composer] textarea").waitFor();
}

/** On phones the lists are a page of their own. */
export async function openList(page: Page): Promise<void> {
  if (isPhone(page)) await page.goto(new URL("/", page.url()).href);
}

export function isPhone(page: Page): boolean {
  return (page.viewportSize()?.width ?? 0) < 720;
}

const axeSource = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const looks = [
  { theme: "light", dir: "ltr" },
  { theme: "dark", dir: "ltr" },
  { theme: "light", dir: "rtl" },
] as const;
type Look = (typeof looks)[number];

/** The screen as it is now, in light, dark and right to left: no violation of axe's rules, nothing beside the edge. */
export async function checkLooks(page: Page, label: string): Promise<void> {
  await page.evaluate(axeSource);
  const problems: string[] = [];
  for (const look of looks) {
    await applyLook(page, look);
    await snap(page, `${label} ${look.theme} ${look.dir}`);
    problems.push(...(await findProblems(page)).map((problem) => `${look.theme} ${look.dir}: ${problem}`));
  }
  await applyLook(page, looks[0]);
  if (problems.length > 0) throw new Error(`${label}:\n${problems.join("\n")}`);
}

async function applyLook(page: Page, { theme, dir }: Look): Promise<void> {
  await page.evaluate(
    ([theme, dir]) => {
      document.documentElement.dataset["theme"] = theme;
      document.documentElement.dir = dir;
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    },
    [theme, dir] as const,
  );
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

async function findProblems(page: Page): Promise<readonly string[]> {
  const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return [
    ...violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(formatNode).join("\n")}`),
    ...(overflow > 0 ? [`the page scrolls sideways by ${overflow} px`] : []),
  ];
}

function formatNode({ html, failureSummary }: AxeResults["violations"][number]["nodes"][number]): string {
  return `    ${html.slice(0, 240)}\n    ${failureSummary?.replaceAll("\n", "\n    ") ?? ""}`;
}

/** Keeps what the screen looks like in `SCREENSHOTS`, for people to look at; nothing without it. */
export async function snap(page: Page, label: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: joinPath(folder, `${label.replace(/[^\w]+/g, "-")}.png`) });
}
