import { type Body, type SearchMark, searchMarks } from "@hearth/protocol";

/** What a message brings besides words. */
export function listMarks(body: Body): SearchMark[] {
  return searchMarks.filter((mark) => isMarked[mark](body));
}

const isMarked: Readonly<Record<SearchMark, (body: Body) => boolean>> = {
  link: (body) => body.kind === "text" && /\bhttps?:\/\/\S|\bwww\.\S/iu.test(body.text),
  file: (body) => body.kind === "text" && body.attachments !== undefined,
};
