import { createContext, useContext } from "react";
import type { Chat } from "../chat.ts";
import type { Theme } from "../theme.ts";

/** What every part of the screen draws with. */
export interface Look {
  readonly chat: Chat;
  readonly theme: Theme;
  /** Where the host is, as a person would type it. */
  readonly address: string;
}

export const LookContext = createContext<Look | null>(null);

export function useLook(): Look {
  const look = useContext(LookContext);
  if (!look) throw new Error("drawn outside of the screen");
  return look;
}
