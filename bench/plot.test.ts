import { expect, test } from "bun:test";
import { formatPlot, listLogTicks, listTicks, type Plot } from "./plot.ts";

const plot: Plot = {
  title: "Cost & <more>",
  x: "members",
  y: "milliseconds",
  series: [
    {
      name: "one",
      points: [
        [1, 0.3],
        [100, 7],
      ],
    },
    {
      name: "two",
      points: [
        [1, 2],
        [100, 12],
      ],
    },
    {
      name: "three",
      points: [
        [1, 4],
        [100, 5],
      ],
    },
  ],
};

test("round numbers stand around all that is shown", () => {
  expect(listTicks(0, 9.3)).toEqual([0, 5, 10]);
  expect(listTicks(0, 0.61)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
  expect(listLogTicks(0.3, 12)).toEqual([0.2, 0.5, 1, 2, 5, 10, 20]);
  expect(listLogTicks(0.3, 1_200)).toEqual([0.1, 1, 10, 100, 1_000, 10_000]);
});

test("a plot says what it shows, in which unit, and looks right on a dark page, too", () => {
  const svg = formatPlot(plot);
  for (const text of ["Cost &#38; &#60;more&#62;", ">members<", ">milliseconds<", ">three<"])
    expect(svg).toContain(text);
  expect(svg).toContain("prefers-color-scheme: dark");
  expect(svg).not.toContain("NaN");
});

test("lines are told apart without colour, and stay inside the picture", () => {
  for (const one of [plot, { ...plot, isLogX: true, isLogY: true } as const]) {
    const svg = formatPlot(one);
    const [width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.slice(1).map(Number) ?? [];
    const lines = [...svg.matchAll(/stroke-dasharray="([^"]*)" points="([^"]*)"/g)];
    expect(new Set(lines.map(([, dash]) => dash)).size).toBe(3);
    for (const [, , points = ""] of lines) {
      for (const place of points.split(" ")) {
        const [x, y] = place.split(",").map(Number);
        expect(x).toBeWithin(0, (width ?? 0) + 1);
        expect(y).toBeWithin(0, (height ?? 0) + 1);
      }
    }
  }
});
