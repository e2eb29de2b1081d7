/** Plain http has no notifications, and on Android only a service worker may show them (lan.md). */
export type NotificationWay = "open" | "blocked" | "missing";

export function findNotificationWay(): NotificationWay {
  if (!window.isSecureContext || !("Notification" in window)) return "missing";
  return Notification.permission === "denied" ? "blocked" : "open";
}

/** Asks the browser, which asks the person; must be called by a press. */
export async function askForNotifications(): Promise<boolean> {
  if (findNotificationWay() !== "open") return false;
  return (await Notification.requestPermission()) === "granted";
}

interface News {
  readonly title: string;
  readonly body: string;
  /** The same news of two tabs is shown once. */
  readonly tag: string;
  readonly onOpen: () => void;
}

export function showNotification({ title, body, tag, onOpen }: News): void {
  if (findNotificationWay() !== "open" || Notification.permission !== "granted") return;
  try {
    const { lang } = document.documentElement;
    const shown = new Notification(title, { body, tag, lang, icon: "/mark.svg" });
    shown.addEventListener("click", () => {
      window.focus();
      shown.close();
      onOpen();
    });
  } catch {
    // Chrome on Android has the name and refuses to construct it.
  }
}
