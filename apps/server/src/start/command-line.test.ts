import { describe, expect, test } from "bun:test";
import { type CommandLine, readCommandLine, type Subcommand } from "./command-line.ts";

const subcommand = (name: string): Subcommand => ({
  name,
  summary: `does ${name}`,
  formatHelp: (columns) => `help of ${name} in ${columns}`,
  run: () => Promise.resolve(0),
});
const serve = subcommand("serve");
const program = { version: "1.2.3", columns: 80, subcommands: [serve, subcommand("tail")] };
const read = (line: string): CommandLine => readCommandLine(program, line.split(" ").filter(Boolean));

describe("a command line", () => {
  test("names a command and gives it the rest", () => {
    expect(read("serve --port 5000")).toEqual({ kind: "run", subcommand: serve, args: ["--port", "5000"] });
  });

  test("without anything shows the overview, and starts nothing", () => {
    for (const line of ["", "--help", "-h", "help"]) {
      const shown = read(line);
      expect(shown).toMatchObject({
        kind: "print",
        text: expect.stringContaining("hearth serve       does serve"),
      });
    }
  });

  test("asks for a command's help in three ways", () => {
    for (const line of ["serve --help", "serve --port 1 -h", "help serve", "--help serve"]) {
      expect(read(line)).toEqual({ kind: "print", text: "help of serve in 80" });
    }
  });

  test("asks for the version", () => {
    expect(read("--version")).toEqual({ kind: "print", text: "hearth 1.2.3" });
    expect(read("-V")).toEqual({ kind: "print", text: "hearth 1.2.3" });
  });

  test("with an unknown command says so, and what may have been meant", () => {
    expect(read("serv --port 1")).toEqual({
      kind: "problem",
      problem: 'There is no command "serv". Did you mean serve? "hearth --help" lists them.',
    });
    expect(read("--port 1")).toEqual({
      kind: "problem",
      problem: "The flag --port needs a command before it, such as: hearth serve --port",
    });
  });
});
