import "./device-list.css";
import type { Client } from "@hearth/client";
import type { DeviceCard } from "@hearth/protocol";
import { useCallback, useEffect, useState } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { type PageOf, usePages } from "../app/use-pages.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tag } from "../ui/Tag.tsx";
import { showToast } from "../ui/toasts.ts";
import { formatDateTime, formatTime } from "../words/format.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { LinkDialog } from "./LinkDialog.tsx";

/** Where one is signed in, with every open connection, and the way to end or add one. */
export function DeviceList() {
  const client = useClient();
  const isLive = client.status.value.phase === "live";
  const load = useCallback(() => loadDevices(client), [client]);
  const pages = usePages(load);
  const [ending, setEnding] = useState<DeviceCard | null>(null);
  const [isAdding, setAdding] = useState(false);
  useReloadOnChange(client, pages.reload);
  return (
    <section class="settings-part">
      <h2>{say("settings.devices")}</h2>
      <p class="muted">{say("settings.devicesBody")}</p>
      {pages.phase === "loading" && <Skeleton label={say("app.loading")} rows={1} />}
      {pages.phase === "failed" && <ErrorNote text={sayFailure(pages.error)} />}
      <ul>
        {pages.items.map((device) => (
          <DeviceRow key={device.id} device={device} onEnd={() => setEnding(device)} />
        ))}
      </ul>
      <Button icon="plus" disabled={!isLive} onClick={() => setAdding(true)}>
        {say("settings.deviceAdd")}
      </Button>
      {isAdding && <LinkDialog onClose={() => setAdding(false)} />}
      {ending && <EndDevice device={ending} onDone={pages.reload} onClose={() => setEnding(null)} />}
    </section>
  );
}

interface DeviceRowProps {
  readonly device: DeviceCard;
  readonly onEnd: () => void;
}

function DeviceRow({ device, onEnd }: DeviceRowProps) {
  return (
    <li class="device">
      <div class="grow">
        <p class="device-name">
          <bdi>{device.label}</bdi> {device.current && <Tag tone="ok">{say("settings.thisDevice")}</Tag>}
        </p>
        {device.sessions.length === 0 && (
          <p class="device-note">
            {say("settings.deviceSeen", { when: formatDateTime(device.lastSeenAtMs) })}
          </p>
        )}
        {device.sessions.map((session) => (
          <p key={session.id} class="device-note">
            {say("settings.deviceSession", {
              client: session.client,
              address: session.address,
              time: formatTime(session.openedAtMs),
            })}
          </p>
        ))}
      </div>
      {!device.current && (
        <Button
          kind="line"
          size="compact"
          label={say("settings.deviceEndLabel", { device: device.label })}
          onClick={onEnd}
        >
          {say("settings.deviceEnd")}
        </Button>
      )}
    </li>
  );
}

interface EndDeviceProps {
  readonly device: DeviceCard;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function EndDevice({ device, onDone, onClose }: EndDeviceProps) {
  const client = useClient();
  const end = async () => {
    await client.ask({ type: "device.end", device: device.id });
    showToast({ tone: "ok", title: say("settings.deviceEnded", { device: device.label }) });
    onDone();
  };
  return (
    <Confirm
      title={say("settings.deviceEndTitle", { device: device.label })}
      body={say("settings.deviceEndBody")}
      keepLabel={say("action.cancel")}
      doLabel={say("settings.deviceEnd")}
      onDo={end}
      onClose={onClose}
    />
  );
}

/** Another device may come or go while this one looks. */
function useReloadOnChange(client: Client, reload: () => void): void {
  useEffect(
    () =>
      client.listen((entry) => {
        if (entry.type === "feed" && entry.change.type === "devices.changed") reload();
      }),
    [client, reload],
  );
}

async function loadDevices(client: Client): Promise<PageOf<DeviceCard>> {
  const { devices } = await client.ask({ type: "device.list" });
  return { items: devices, next: null };
}
