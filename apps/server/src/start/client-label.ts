/** Browsers by the mark of their User-Agent, the particular ones before those whose marks they also carry. */
const browsers: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["Samsung Internet", /\bSamsungBrowser\/(\d+)/u],
  ["Opera", /\b(?:OPR|OPiOS|OPT|OPX)\/(\d+)/u],
  ["Edge", /\b(?:Edg|EdgA|EdgiOS|Edge)\/(\d+)/u],
  ["Vivaldi", /\bVivaldi\/(\d+)/u],
  ["Firefox", /\b(?:Firefox|FxiOS)\/(\d+)/u],
  ["Chrome", /\b(?:Headless)?(?:Chrome|CriOS)\/(\d+)/u],
  ["Safari", /\bVersion\/(\d+(?:\.\d+)?)[\d.]*(?: Mobile\/\w+)? Safari\//u],
];

const systems: readonly (readonly [name: string, pattern: RegExp])[] = [
  // Chrome says "Android 10; K" on every phone since version 110.
  ["Android", /\bAndroid 10; K\)/u],
  ["Android", /\bAndroid (\d+)/u],
  ["Android", /\bAndroid\b/u],
  ["iPadOS", /\biPad\b.*? OS (\d+)/u],
  ["iOS", /\biPhone OS (\d+)/u],
  ["ChromeOS", /\bCrOS\b/u],
  // Frozen at 10.15 and NT 10.0, whatever the machine runs.
  ["macOS", /\bMacintosh\b/u],
  ["Windows", /\bWindows NT\b/u],
  ["Linux", /\bLinux\b/u],
];

/**
 * What connects, in a few words for the host: "Chrome 129, Android 13". Nothing of a User-Agent is shown but
 * numbers after known words, and of an unknown one its first plain words, so it cannot write on a terminal.
 */
export function formatClientLabel(userAgent: string): string {
  const agent = userAgent.slice(0, 500);
  const own = /^Hearth (\w{1,20})\/(\d+(?:\.\d+)*)/u.exec(agent);
  if (own) return `Hearth ${own[1]} ${own[2]}`;
  const parts = [findLabel(browsers, agent), findLabel(systems, agent)].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(", ") : formatUnknown(agent);
}

function findLabel(labels: typeof browsers, agent: string): string | null {
  for (const [name, pattern] of labels) {
    const match = pattern.exec(agent);
    if (match) return match[1] === undefined ? name : `${name} ${match[1]}`;
  }
  return null;
}

function formatUnknown(agent: string): string {
  const plain = agent.match(/[A-Za-z][\w.+-]*(?:\/[\w.+-]+)?/u)?.[0] ?? "";
  return plain === "" ? "unknown program" : plain.slice(0, 40).replace("/", " ");
}
