/** Two notes, a fifth apart, each struck softly and dying away. */
const notes = [
  { frequency: 523.25, startS: 0 },
  { frequency: 783.99, startS: 0.11 },
] as const;
const loudness = 0.08;
const lengthS = 0.6;

let context: AudioContext | undefined;

/** Plays once. Silent where the browser has not heard from the person yet. */
export function playSoftSound(): void {
  context ??= new AudioContext();
  void context.resume().catch(() => undefined);
  for (const { frequency, startS } of notes) playNote(context, frequency, context.currentTime + startS);
}

function playNote(audio: AudioContext, frequency: number, startS: number): void {
  const tone = new OscillatorNode(audio, { frequency });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, startS);
  volume.gain.linearRampToValueAtTime(loudness, startS + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.000_1, startS + lengthS);
  tone.connect(volume).connect(audio.destination);
  tone.start(startS);
  tone.stop(startS + lengthS);
}
