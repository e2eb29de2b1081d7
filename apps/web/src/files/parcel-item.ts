import { type Attachment, formatFileName, type UploadId } from "@hearth/protocol";
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Prepared, prepareFile } from "./prepare.ts";
import { Upload } from "./upload.ts";
import type { UploadRefusal } from "./upload-request.ts";

/** What a person sees of a file on its way; bytes of the file itself. */
export type ItemState =
  | { readonly phase: "preparing" }
  | {
      readonly phase: "waiting" | "sending" | "paused" | "lost";
      readonly sentBytes: number;
      readonly bytes: number;
    }
  | { readonly phase: "failed"; readonly refusal: UploadRefusal; readonly bytes: number }
  | { readonly phase: "done"; readonly bytes: number };

/** What came with a recording. */
export interface VoiceNote {
  readonly waveform?: string;
  readonly durationMs: number;
}

let nextKey = 1;

/** One file that a message will bring: prepared here, then sent with its small picture. */
export class ParcelItem {
  readonly key = nextKey++;
  readonly name: string;
  readonly isPicture: boolean;
  readonly alt = signal("");
  /** A picture of it, for this page only. */
  readonly preview = signal<string | null>(null);
  readonly state: ReadonlySignal<ItemState>;
  readonly #file: File;
  readonly #voice: VoiceNote | null;
  readonly #prepared = signal<Prepared | null>(null);
  readonly #main = signal<Upload | null>(null);
  readonly #small = signal<Upload | null>(null);
  #isGone = false;

  constructor(file: File, original: boolean, voice: VoiceNote | null = null) {
    this.#file = file;
    this.#voice = voice;
    this.name = formatFileName(file.name);
    this.isPicture = /^image\/(?!svg)/.test(file.type);
    this.state = computed(() => this.#readState());
    void this.#begin(original);
  }

  get isVoice(): boolean {
    return this.#voice !== null;
  }

  pause(): void {
    this.#main.peek()?.pause();
  }

  resume(): void {
    for (const upload of [this.#main.peek(), this.#small.peek()]) upload?.resume();
  }

  /** The same file, prepared in another way; this one is given up. */
  again(original: boolean): ParcelItem {
    this.remove();
    const item = new ParcelItem(this.#file, original, this.#voice);
    item.alt.value = this.alt.peek();
    return item;
  }

  remove(): void {
    this.#isGone = true;
    for (const upload of [this.#main.peek(), this.#small.peek()]) upload?.cancel();
    this.#dropPreview();
  }

  /** The host has it all, in a message. */
  finish(): void {
    for (const upload of [this.#main.peek(), this.#small.peek()]) upload?.forget();
    this.#dropPreview();
  }

  /** How a message names it, its files being number `first` and on. */
  describe(first: number): { readonly attachment: Attachment; readonly files: readonly UploadId[] } {
    const prepared = this.#prepared.peek();
    const ids = [this.#main.peek(), this.#small.peek()].flatMap((upload) => idOf(upload) ?? []);
    if (!prepared || ids.length === 0) throw new Error("this file is not whole yet");
    const { blob, name, type, width, height, durationMs, thumbhash } = prepared;
    const alt = this.alt.peek().replace(/\s+/g, " ").trim();
    return {
      files: ids,
      attachment: {
        file: first,
        name: formatFileName(name),
        type,
        bytes: blob.size,
        ...(width && height && { width, height }),
        ...(durationMs !== undefined && { durationMs }),
        ...(ids.length > 1 && { thumbnail: first + 1 }),
        ...(thumbhash && { thumbhash }),
        ...(alt && { alt }),
        ...(this.#voice && { ...this.#voice, isVoice: true as const }),
      },
    };
  }

  async #begin(original: boolean): Promise<void> {
    const prepared = await prepareFile(this.#file, original);
    if (this.#isGone) return;
    const { name, size, lastModified } = this.#file;
    const key = `${name} ${size} ${lastModified} ${prepared.blob.size}`;
    if (prepared.thumbnail) {
      this.preview.value = URL.createObjectURL(prepared.thumbnail);
      this.#small.value = new Upload(prepared.thumbnail, `${key} small`);
    }
    this.#prepared.value = prepared;
    this.#main.value = new Upload(prepared.blob, key);
  }

  #readState(): ItemState {
    const main = this.#main.value;
    if (!main) return { phase: "preparing" };
    const { bytes } = main;
    const state = main.state.value;
    const small = this.#small.value?.state.value;
    if (state.phase === "failed") return { ...state, bytes };
    if (small?.phase === "failed") return { ...small, bytes };
    if (state.phase !== "done") return { ...state, bytes };
    return small && small.phase !== "done"
      ? { phase: "sending", sentBytes: bytes, bytes }
      : { phase: "done", bytes };
  }

  #dropPreview(): void {
    if (this.preview.value) URL.revokeObjectURL(this.preview.value);
    this.preview.value = null;
  }
}

function idOf(upload: Upload | null): UploadId | null {
  const state = upload?.state.peek();
  return state?.phase === "done" ? state.id : null;
}
