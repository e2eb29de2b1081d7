import { expect, test } from "bun:test";
import { parseRange } from "./ranges.ts";

test("[FILE12] a range is one span of what is there, or all of it, or none", () => {
  const cases = [
    [null, 10, "whole"],
    ["bytes=0-0", 10, { start: 0, end: 1 }],
    ["bytes=9-", 10, { start: 9, end: 10 }],
    ["bytes=2-4", 10, { start: 2, end: 5 }],
    ["bytes=2-99999", 10, { start: 2, end: 10 }],
    ["bytes=-4", 10, { start: 6, end: 10 }],
    ["bytes=-40", 10, { start: 0, end: 10 }],
    ["bytes=10-", 10, "unsatisfiable"],
    ["bytes=-0", 10, "unsatisfiable"],
    ["bytes=0-", 0, "unsatisfiable"],
    ["bytes=-1", 0, "unsatisfiable"],
    ["bytes=4-2", 10, "whole"],
    ["bytes=0-1,4-5", 10, "whole"],
    ["bytes=-", 10, "whole"],
    ["bytes=0x1-2", 10, "whole"],
    ["bytes=1-2000000000000000000000", 10, "whole"],
    ["octets=0-1", 10, "whole"],
  ] as const;
  for (const [header, bytes, span] of cases) expect(parseRange(header, bytes)).toEqual(span);
});
