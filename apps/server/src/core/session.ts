import type { Author, DeviceId, ServerFrame, SessionEnd, SessionId, UserId } from "@hearth/protocol";
import type { Topic } from "./ports.ts";

/** One live connection, as core sees it. The door owns it and closes it. */
export interface Session {
  readonly id: SessionId;
  readonly actor: Author;
  /** `null` for a guest. */
  readonly user: UserId | null;
  readonly device: DeviceId | null;
  /** Address and port, such as `192.168.1.57:51022`. */
  readonly address: string;
  readonly client: string;
  readonly door: string;
  readonly openedAtMs: number;
  /** Joins or leaves a topic's audience at the door. Doing it twice changes nothing. */
  subscribe(topic: Topic): void;
  unsubscribe(topic: Topic): void;
  /** Sends a frame to this session alone. */
  send(frame: ServerFrame): void;
  /** Says `bye` and closes. */
  end(why: SessionEnd): void;
}

/** A way in. Frames are formatted once per wire format, never once per person. */
export interface Door {
  publish(topic: Topic, frame: ServerFrame): void;
}
