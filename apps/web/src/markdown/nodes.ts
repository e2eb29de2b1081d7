/** What a message's text can become on screen; nothing outside these two unions is ever drawn. */
export type Inline =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "strong" | "emphasis" | "strike"; readonly children: readonly Inline[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "link"; readonly href: string; readonly children: readonly Inline[] }
  /** A name that the text calls; `isMe`: the reader's. */
  | { readonly type: "mention"; readonly text: string; readonly isMe: boolean }
  | { readonly type: "break" };

export type Block =
  | { readonly type: "paragraph"; readonly children: readonly Inline[] }
  | { readonly type: "quote"; readonly children: readonly Block[] }
  | {
      readonly type: "list";
      /** Number of the first item; `null` for bullets. */
      readonly start: number | null;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly type: "code"; readonly text: string; readonly language: string };
