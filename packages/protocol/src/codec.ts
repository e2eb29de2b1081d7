import * as v from "valibot";
import { type Command, commandSchemas, type Hello, HelloSchema, RequestIdSchema } from "./commands.ts";
import { Refusal, WireError } from "./errors.ts";
import type { ServerFrame } from "./events.ts";
import { sizes } from "./limits.ts";

/** A decoded frame from a client; a refusal keeps the request's number so that it can be answered. */
export type ClientFrame =
  | { readonly kind: "hello"; readonly hello: Hello }
  | { readonly kind: "command"; readonly id: number; readonly command: Command }
  | { readonly kind: "pong" }
  | { readonly kind: "refused"; readonly id: number; readonly refusal: Refusal };

/**
 * Decodes one text frame of a client, once.
 * Throws `WireError` when the frame is not a JSON object with a known shape of envelope
 * (the peer is not speaking this protocol); everything else wrong is `refused`.
 */
export function decodeClientFrame(text: string): ClientFrame {
  const { id, ...fields } = parseObject(text);
  switch (fields["type"]) {
    case "pong":
      return { kind: "pong" };
    case "hello":
      return decodeHello(fields);
    default:
      return decodeCommand(id, fields);
  }
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed("not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw malformed("not an object");
  const fields = value as Record<string, unknown>;
  if (typeof fields["type"] !== "string") throw malformed("no type");
  return fields;
}

function decodeHello(fields: Record<string, unknown>): ClientFrame {
  const hello = v.safeParse(HelloSchema, fields);
  if (!hello.success) throw malformed(describe(hello.issues));
  return { kind: "hello", hello: hello.output };
}

function decodeCommand(id: unknown, fields: Record<string, unknown>): ClientFrame {
  const request = v.safeParse(RequestIdSchema, id);
  if (!request.success) throw malformed("id: a number from 1");
  const type = String(fields["type"]);
  const schema = commandSchemas.get(type);
  if (!schema) return refused(request.output, new Refusal("command_unknown", { command: type.slice(0, 64) }));
  const command = v.safeParse(schema, fields, { abortEarly: true });
  if (command.success) return { kind: "command", id: request.output, command: command.output };
  return refused(request.output, refusalOf(command.issues));
}

function refused(id: number, refusal: Refusal): ClientFrame {
  return { kind: "refused", id, refusal };
}

function malformed(detail: string): WireError {
  return new WireError(new Refusal("frame_malformed", { detail }));
}

type Issues = readonly v.BaseIssue<unknown>[];

/** The commonest mistakes have their own sentence; the rest name the field. */
export function refusalOf(issues: Issues): Refusal {
  const issue = issues[0];
  const path = pathOf(issue);
  if (issue?.message === "too_large" && path.endsWith("text")) {
    return new Refusal("message_too_large", { maxBytes: sizes.maxTextBytes });
  }
  if (path === "name" || path === "title") return new Refusal("name_invalid", { rule: issue?.message ?? "" });
  return new Refusal("frame_malformed", { detail: describe(issues) });
}

function describe(issues: Issues): string {
  const issue = issues[0];
  return `${pathOf(issue) || "frame"}: ${issue?.message ?? "invalid"}`.slice(0, 200);
}

function pathOf(issue: v.BaseIssue<unknown> | undefined): string {
  return (issue?.path ?? []).map((item) => String(item.key)).join(".");
}

/** Formats one frame of a server, as text. */
export function formatServerFrame(frame: ServerFrame): string {
  return JSON.stringify(frame);
}
