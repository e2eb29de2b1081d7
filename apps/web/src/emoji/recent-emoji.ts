import { signal } from "@preact/signals";
import { type Tone, tones } from "./find-emoji.ts";

const maxRecent = 16;
const recentKey = "hearth.emoji";
const toneKey = "hearth.emojiTone";

/** What one chose lately on this device, newest first. */
export const recentEmoji = signal<readonly string[]>(readRecent());
/** The skin tone one chose last. */
export const emojiTone = signal<Tone>(readTone());

export function noteEmoji(emoji: string): void {
  recentEmoji.value = [emoji, ...recentEmoji.value.filter((other) => other !== emoji)].slice(0, maxRecent);
  write(recentKey, recentEmoji.value.join(" "));
}

export function chooseTone(tone: Tone): void {
  emojiTone.value = tone;
  write(toneKey, String(tone));
}

function readRecent(): readonly string[] {
  return (read(recentKey) ?? "").split(" ").filter(Boolean).slice(0, maxRecent);
}

function readTone(): Tone {
  return tones.find((tone) => String(tone) === read(toneKey)) ?? 0;
}

/** Storage may be switched off, or full; then it lasts as long as the page. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See above.
  }
}
