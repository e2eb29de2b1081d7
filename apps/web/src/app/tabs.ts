/** The tabs of this browser that have the app open. Web Locks would tell, but plain http has none (lan.md). */
export interface Tabs {
  /** A name no other tab has. */
  readonly own: string;
  /** The other tabs that answer now. */
  listOthers(): Promise<ReadonlySet<string>>;
  /** Calls `run` when another tab says that it ends, and when this one is looked at again; returns the stop. */
  onGone(run: () => void): () => void;
}

type Word =
  | { readonly say: "who"; readonly tab: string }
  | { readonly say: "here"; readonly tab: string; readonly to: string }
  | { readonly say: "gone"; readonly tab: string };

/** A tab in the background may take its time; one that is frozen longer is asked again by whoever looks next. */
const answerWithinMs = 250;

export function openTabs(name: string): Tabs {
  const own = Array.from(crypto.getRandomValues(new Uint32Array(3)), (n) => n.toString(36)).join("-");
  const channel = openChannel(name);
  /** A page that ends may answer for a moment longer. */
  const gone = new Set<string>();
  const say = (word: Word) => channel?.postMessage(word);
  channel?.addEventListener("message", ({ data }: MessageEvent<Word>) => {
    if (data.say === "gone") gone.add(data.tab);
    if (data.say === "who") say({ say: "here", tab: own, to: data.tab });
  });
  window.addEventListener("pagehide", () => say({ say: "gone", tab: own }));
  return {
    own,
    listOthers: async () => {
      if (!channel) return new Set();
      const others = new Set<string>();
      const onWord = ({ data }: MessageEvent<Word>) => {
        if (data.say === "here" && data.to === own && !gone.has(data.tab)) others.add(data.tab);
      };
      channel.addEventListener("message", onWord);
      say({ say: "who", tab: own });
      await new Promise((done) => setTimeout(done, answerWithinMs));
      channel.removeEventListener("message", onWord);
      return others;
    },
    onGone: (run) => {
      const onWord = ({ data }: MessageEvent<Word>) => data.say === "gone" && run();
      // A tab that crashed said nothing.
      const onLook = () => document.visibilityState === "visible" && run();
      channel?.addEventListener("message", onWord);
      document.addEventListener("visibilitychange", onLook);
      return () => {
        channel?.removeEventListener("message", onWord);
        document.removeEventListener("visibilitychange", onLook);
      };
    },
  };
}

function openChannel(name: string): BroadcastChannel | null {
  return typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);
}
