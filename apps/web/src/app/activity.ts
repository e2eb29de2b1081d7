import type { Client } from "@hearth/client";

const signsOfLife = ["pointerdown", "keydown", "wheel", "touchstart", "focus"] as const;

/** Tells the client when somebody is at the device, and when the network came back. */
export function watchActivity(client: Client): void {
  const onSign = () => client.setActive(true);
  for (const sign of signsOfLife) window.addEventListener(sign, onSign, { passive: true });
  document.addEventListener("visibilitychange", () => {
    client.setActive(document.visibilityState === "visible");
    if (document.visibilityState === "visible") client.retryNow();
    else client.flush();
  });
  window.addEventListener("pagehide", () => client.flush());
  window.addEventListener("online", () => client.retryNow());
}
