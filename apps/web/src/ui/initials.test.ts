import { expect, test } from "bun:test";
import { chooseTint, formatInitials } from "./initials.ts";

const people: readonly (readonly [name: string, initials: string])[] = [
  ["Kavitha Rao", "KR"],
  ["Joseph D’Souza", "JD"],
  ["Ananya", "A"],
  ["maria del carmen", "MC"],
  ["Éva Nagy", "ÉN"],
  ["Αλέξης Παππάς", "ΑΠ"],
  ["Иван Петров", "ИП"],
  ["李小龙", "李"],
  ["محمد عرفان", "م"],
  ["ಕಾವ್ಯ ರಾವ್", "ಕಾ"],
  ["कविता राव", "क"],
  ["👩‍🔬 Zoya", "👩‍🔬"],
  ["(guest) Tom", "GT"],
  ["@@@", "@"],
];

for (const [name, initials] of people) {
  test(`${name} is ${initials} in a circle`, () => {
    expect(formatInitials(name)).toBe(initials);
  });
}

test("a room's square holds one letter", () => {
  expect(formatInitials("Class 9B Biology", 1)).toBe("C");
});

test("the same id always has the same tint, and all eight are used", () => {
  const tints = Array.from({ length: 200 }, (_, index) => chooseTint(`0199-${index}`));
  expect(new Set(tints)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
  expect(chooseTint("0199-7")).toBe(chooseTint("0199-7"));
});
