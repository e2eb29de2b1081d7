import type { Pending, Row } from "@hearth/client";
import { type Author, assertNever, type Body, type Message, type Seq } from "@hearth/protocol";
import { describeNotice, isAction, type NameSource, textOf } from "../print/entry.ts";
import { plainText } from "../print/plain.ts";
import { describeRefusal } from "../words/refusals.ts";
import type { Block } from "./scroll.ts";
import { describeFile } from "./text/describe-file.ts";
import { markWords } from "./text/mark-words.ts";
import { fitText, type Line, type Span, type Tone, wrapSpans } from "./text/wrap.ts";

/** What the timeline is drawn with. */
export interface Setting {
  readonly columns: number;
  readonly me: string | undefined;
  readonly myName: string | undefined;
  readonly names: NameSource;
  readonly newLineSeq: Seq | null;
  readonly selected: string | null;
  /** In a thread the roots are not counted again. */
  readonly isThread: boolean;
}

const timeColumns = 6;
/** Neighbouring messages of one person within this time share one head. */
const togetherMs = 5 * 60_000;

/** The rows of a timeline as lines of the screen. */
export function layoutRows(rows: readonly Row[], setting: Setting): Block[] {
  const blocks: Block[] = [];
  let before: Row | null = null;
  let isNewShown = false;
  for (const row of rows) {
    const lines: Line[] = [];
    if (isNewDay(before, row)) lines.push(dayLine(timeOf(row), setting.columns));
    if (!isNewShown && isNew(row, setting)) {
      isNewShown = true;
      lines.push(newLine(countNew(rows, setting), setting.columns));
    }
    lines.push(...layoutRow(row, before, rows, setting));
    blocks.push({ key: row.key, lines });
    before = row;
  }
  return blocks;
}

function layoutRow(row: Row, before: Row | null, rows: readonly Row[], setting: Setting): Line[] {
  switch (row.kind) {
    case "message":
      return layoutMessage(row.message, before, rows, setting, row.key === setting.selected);
    case "notices":
      return row.notices.map((notice) => {
        const text = `* ${plainText(describeNotice(notice, setting.names))}`;
        return withHead(clockOf(notice.atMs), "", [{ text, tone: "muted" }], setting)[0] ?? [];
      });
    case "pending":
      return layoutPending(row.pending, setting);
    default:
      return assertNever(row);
  }
}

function layoutMessage(
  message: Message,
  before: Row | null,
  rows: readonly Row[],
  setting: Setting,
  isSelected: boolean,
): Line[] {
  const isTogether = followsOn(before, message);
  const { author, atMs } = message;
  const isMine = "user" in author && author.user === setting.me;
  const name = isMine ? "You" : setting.names.of(author);
  const head = { time: isTogether ? "" : clockOf(atMs), name: isTogether ? "" : name };
  const quote = message.replyTo === undefined ? [] : [[quoteLine(message.replyTo, rows, setting)]];
  return [
    ...stack(head, [...quote, ...wrapMessage(message, setting)], setting, isSelected),
    ...stack({ time: "", name: "" }, footOf(message, setting), setting, isSelected),
  ];
}

interface Wrapped {
  readonly columns: number;
  readonly actor: string;
  readonly lines: readonly Line[];
}

/** A message that did not change is the same object, and most do not: only new ones are wrapped. */
const wrapped = new WeakMap<Message, Wrapped>();

function wrapMessage(message: Message, setting: Setting): readonly Line[] {
  const columns = textColumns(setting);
  const actor = isAction(message.body) ? setting.names.of(message.author) : "";
  const known = wrapped.get(message);
  if (known?.columns === columns && known.actor === actor) return known.lines;
  const lines = wrapSpans(spansOf(message, actor, setting.myName), columns);
  wrapped.set(message, { columns, actor, lines });
  return lines;
}

function spansOf({ body, editedAtMs }: Message, actor: string, myName: string | undefined): Span[] {
  const spans = markWords(bodyText(body), myName, body === null ? "muted" : "plain");
  if (actor !== "") spans.unshift({ text: `* ${plainText(actor)} `, tone: "muted" });
  if (editedAtMs !== undefined && body !== null) spans.push({ text: " (edited)", tone: "muted" });
  return spans;
}

function layoutPending(pending: Pending, setting: Setting): Line[] {
  const state = describePending(pending);
  const spans = [...markWords(bodyText(pending.body), undefined, "muted"), state];
  return withHead("", "You", spans, setting);
}

function describePending(pending: Pending): Span {
  switch (pending.phase) {
    case "sending":
      return { text: "  sending", tone: "muted" };
    case "waiting":
      return { text: "  waits for the host", tone: "warning" };
    case "failed":
      return { text: `  not sent: ${describeRefusal(pending.refusal)} /retry or /discard`, tone: "warning" };
    default:
      return assertNever(pending);
  }
}

function bodyText(body: Body | null): string {
  const files = body?.kind === "text" ? (body.attachments ?? []) : [];
  return plainText([textOf(body), ...files.map(describeFile)].filter((part) => part !== "").join("\n"));
}

function quoteLine(seq: Seq, rows: readonly Row[], setting: Setting): Span {
  const quoted = rows.find((row) => row.kind === "message" && row.seq === seq);
  if (quoted?.kind !== "message") return { text: "> an earlier message", tone: "muted" };
  const { author, body } = quoted.message;
  const text = bodyText(body).replaceAll("\n", " ");
  const whole = `> ${setting.names.of(author)}: ${text}`;
  return { text: fitText(whole, textColumns(setting)).trimEnd(), tone: "muted" };
}

/** Reactions and the way into a thread. */
function footOf({ reactions, thread, pinned }: Message, setting: Setting): Line[] {
  const parts: Span[] = (reactions ?? []).map(({ emoji, count }) => ({
    text: `${emoji} ${count}   `,
    tone: "muted",
  }));
  if (pinned) parts.push({ text: "pinned   ", tone: "muted" });
  if (thread && !setting.isThread) {
    const replies = thread.replies === 1 ? "1 reply" : `${thread.replies} replies`;
    parts.push(
      { text: replies, tone: "link" },
      { text: `, last at ${clockOf(thread.lastAtMs)}`, tone: "muted" },
    );
  }
  return parts.length === 0 ? [] : wrapSpans(parts, textColumns(setting));
}

function withHead(time: string, name: string, spans: readonly Span[], setting: Setting): Line[] {
  return stack({ time, name }, wrapSpans(spans, textColumns(setting)), setting, false);
}

interface Head {
  readonly time: string;
  readonly name: string;
}

/** Puts time and name before the first line and keeps their place free before the others. */
function stack({ time, name }: Head, lines: readonly Line[], setting: Setting, isSelected: boolean): Line[] {
  const nameTone: Tone = isSelected ? "selected" : "strong";
  return lines.map((line, at) => [
    { text: at === 0 ? `${time.padStart(timeColumns - 1)} ` : " ".repeat(timeColumns), tone: "muted" },
    {
      text: fitText(at === 0 ? plainText(name) : "", nameColumns(setting) - 1),
      tone: at === 0 && (name !== "" || isSelected) ? nameTone : "plain",
    },
    isSelected ? { text: "›", tone: "ember" } : { text: " ", tone: "plain" },
    ...line,
  ]);
}

function nameColumns({ columns }: Setting): number {
  if (columns < 56) return 11;
  return columns < 90 ? 14 : 18;
}

function textColumns(setting: Setting): number {
  return Math.max(8, setting.columns - timeColumns - nameColumns(setting));
}

function followsOn(before: Row | null, { author, atMs, replyTo }: Message): boolean {
  if (before?.kind !== "message" || replyTo !== undefined) return false;
  const last = before.message;
  return sameAuthor(last.author, author) && atMs - last.atMs < togetherMs && !isNewDayAt(last.atMs, atMs);
}

function sameAuthor(a: Author, b: Author): boolean {
  return "user" in a ? "user" in b && a.user === b.user : "guest" in b && a.guest === b.guest;
}

function isNew(row: Row, { newLineSeq, me }: Setting): boolean {
  if (row.kind !== "message" || newLineSeq === null || row.seq <= newLineSeq) return false;
  const { author } = row.message;
  return !("user" in author && author.user === me);
}

function countNew(rows: readonly Row[], setting: Setting): number {
  return rows.filter((row) => isNew(row, setting)).length;
}

function newLine(count: number, columns: number): Line {
  const words = `── ${count} new `;
  return [{ text: words + "─".repeat(Math.max(0, columns - words.length - 1)), tone: "ember" }];
}

function dayLine(atMs: number, columns: number): Line {
  const day = ` ${formatDay(atMs)} `;
  const left = Math.max(0, Math.floor((columns - 1 - day.length) / 2));
  const right = Math.max(0, columns - 1 - day.length - left);
  return [
    { text: "─".repeat(left), tone: "muted" },
    { text: day, tone: "muted" },
    { text: "─".repeat(right), tone: "muted" },
  ];
}

function isNewDay(before: Row | null, row: Row): boolean {
  if (row.kind === "pending") return false;
  return before === null || before.kind === "pending" || isNewDayAt(timeOf(before), timeOf(row));
}

function isNewDayAt(beforeMs: number, atMs: number): boolean {
  return new Date(beforeMs).toDateString() !== new Date(atMs).toDateString();
}

function timeOf(row: Row): number {
  switch (row.kind) {
    case "message":
      return row.message.atMs;
    case "notices":
      return row.notices.at(-1)?.atMs ?? 0;
    case "pending":
      return row.pending.createdAtMs;
    default:
      return assertNever(row);
  }
}

/** `9:05`, as the machine's clock has it. */
export function clockOf(atMs: number): string {
  const date = new Date(atMs);
  return `${date.getHours()}:${String(date.getMinutes()).padStart(2, "0")}`;
}

function formatDay(atMs: number): string {
  return new Date(atMs).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
}
