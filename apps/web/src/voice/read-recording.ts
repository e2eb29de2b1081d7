import type { VoiceNote } from "../files/parcel-item.ts";
import { readMedia } from "../files/prepare-media.ts";
import { bars, formatWaveform, measureLevels } from "./waveform.ts";

/** Longer recordings would fill a phone's memory while they are read: they are sent without their shape. */
const maxReadMs = 5 * 60 * 1_000;
const sampleRate = 8_000;

/** What a message says of a recording that another app made; null when this browser cannot play it. */
export async function readRecording(file: File): Promise<VoiceNote | null> {
  try {
    const { durationMs } = await readMedia(file);
    if (durationMs === undefined) return null;
    const waveform = durationMs > maxReadMs ? "" : await readWaveform(file).catch(() => "");
    return { durationMs, ...(waveform && { waveform }) };
  } catch {
    return null;
  }
}

async function readWaveform(file: File): Promise<string> {
  const context = new OfflineAudioContext(1, 1, sampleRate);
  const sound = await context.decodeAudioData(await file.arrayBuffer());
  return formatWaveform(measureLevels(sound.getChannelData(0), bars * 4));
}
