import { describe, expect, test } from "bun:test";
import { readSettings, type SettingSources } from "./read-settings.ts";
import {
  booleanSetting,
  choiceSetting,
  integerSetting,
  listSetting,
  listSettings,
  optionalTextSetting,
  portSetting,
  secretSetting,
  textSetting,
} from "./settings.ts";

const tree = {
  data: textSetting("./data", "DIR", "A folder."),
  config: optionalTextSetting({ placeholder: "FILE", absent: "none", help: "A file." }),
  log: choiceSetting("info", ["error", "info"], "How much."),
  hosts: listSetting("HOST", "Names."),
  irc: {
    tlsPort: portSetting("off", "A port."),
    password: secretSetting("none", "A password."),
    motd: booleanSetting(true, "A switch."),
    limits: { nickLength: integerSetting(32, { min: 1, max: 64, unit: "bytes" }, "A size.") },
  },
};

interface Given {
  readonly flags?: string;
  readonly variables?: SettingSources["variables"];
  readonly file?: unknown;
}

function read({ flags = "", variables = {}, file }: Given) {
  const args = flags.split(" ").filter(Boolean);
  return readSettings(tree, {
    fileKey: "config",
    foreignVariables: ["HEARTH_CMD"],
    args: file === undefined ? args : [...args, "--config", "h.json"],
    variables,
    readFile: () => (typeof file === "string" ? file : JSON.stringify(file)),
  });
}

function values(given: Given) {
  const result = read(given);
  if (!result.ok) throw new Error(result.problems.join("\n"));
  return result.values;
}

function problems(given: Given): readonly string[] {
  const result = read(given);
  return result.ok ? [] : result.problems;
}

test("each setting has a key, a flag and a variable", () => {
  expect(listSettings(tree).map(({ key, flag, variable }) => `${key} ${flag} ${variable}`)).toContain(
    "irc.limits.nickLength --irc-limits-nick-length HEARTH_IRC_LIMITS_NICK_LENGTH",
  );
});

describe("settings", () => {
  test("that nobody set are what is built in", () => {
    const irc = { tlsPort: null, password: null, motd: true, limits: { nickLength: 32 } };
    expect(values({})).toEqual({ data: "./data", config: null, log: "info", hosts: [], irc });
  });

  test("come from the flag before the variable before the file", () => {
    const all = { flags: "--data F", variables: { HEARTH_DATA: "V" }, file: { data: "J" } };
    expect(values(all).data).toBe("F");
    expect(values({ ...all, flags: "" }).data).toBe("V");
    expect(values({ ...all, flags: "", variables: {} }).data).toBe("J");
  });

  test("of the file are nested, and leave what they do not name", () => {
    const { irc } = values({ file: { irc: { motd: false, password: "p", limits: { nickLength: 9 } } } });
    expect(irc).toEqual({ tlsPort: null, password: "p", motd: false, limits: { nickLength: 9 } });
  });

  test("may be written with a space or an equals sign, and the last one counts", () => {
    expect(values({ flags: "--data=a=b --log error --log=info" })).toMatchObject({
      data: "a=b",
      log: "info",
    });
  });

  test("that are switches need no value", () => {
    expect(values({ flags: "--no-irc-motd --data x" })).toMatchObject({ data: "x", irc: { motd: false } });
    expect(values({ flags: "--irc-motd", file: { irc: { motd: false } } }).irc.motd).toBe(true);
    expect(values({ flags: "--irc-motd=off" }).irc.motd).toBe(false);
    expect(values({ variables: { HEARTH_IRC_MOTD: "No" } }).irc.motd).toBe(false);
  });

  test("that are lists have commas, and flags of one list add up", () => {
    expect(values({ flags: "--hosts a,b --hosts c", variables: { HEARTH_HOSTS: "x" } }).hosts).toEqual([
      "a",
      "b",
      "c",
    ]);
    expect(values({ variables: { HEARTH_HOSTS: "x, y" }, file: { hosts: ["z"] } }).hosts).toEqual(["x", "y"]);
  });

  test("that can be off are turned off by the word, or by null in the file", () => {
    const on = { HEARTH_IRC_TLS_PORT: "6697" };
    expect(values({ variables: on }).irc.tlsPort).toBe(6697);
    expect(values({ variables: on, flags: "--irc-tls-port off" }).irc.tlsPort).toBeNull();
    expect(values({ file: { irc: { tlsPort: null } } }).irc.tlsPort).toBeNull();
  });

  test("ignore empty variables and those of others", () => {
    expect(values({ variables: { HEARTH_DATA: "", HEARTH_CMD: "x", HOME: "/" } }).data).toBe("./data");
  });
});

describe("a problem with settings", () => {
  const cases: readonly (readonly [given: Given, ...problems: string[]])[] = [
    [{ flags: "--dta x" }, "There is no flag --dta. Did you mean --data?"],
    [{ flags: "--encryption" }, "There is no flag --encryption."],
    [{ flags: "x" }, '"x" stands alone, without a flag before it.'],
    [{ flags: "--data" }, "--data needs a value: --data DIR."],
    [{ flags: "--data --log info" }, "--data needs a value: --data DIR."],
    [{ flags: "--no-data" }, "There is no flag --no-data. Did you mean --data?"],
    [{ flags: "--data=" }, '--data must be text that is not empty, not "".'],
    [{ flags: "--log loud" }, '--log must be one of error, info, not "loud".'],
    [
      { flags: "--irc-tls-port 1e3" },
      '--irc-tls-port must be a whole number from 0 to 65535, or off, not "1e3".',
    ],
    [{ flags: "--irc-motd=maybe" }, '--irc-motd must be true or false, not "maybe".'],
    [
      { flags: "--irc-password p" },
      "--irc-password does not exist: a password on a command line can be read by every program on this machine. Set HEARTH_IRC_PASSWORD, or irc.password in the config file.",
    ],
    [
      { variables: { HEARTH_DATTA: "x" } },
      "There is no setting for the variable HEARTH_DATTA. Did you mean HEARTH_DATA?",
    ],
    [
      { variables: { HEARTH_IRC_LIMITS_NICK_LENGTH: "65" } },
      'HEARTH_IRC_LIMITS_NICK_LENGTH must be a whole number from 1 to 64, not "65".',
    ],
    [
      { file: { irc: { tlsport: 1 } } },
      "There is no setting irc.tlsport, as h.json has it. Did you mean irc.tlsPort?",
    ],
    [
      { file: { irc: { limits: { nickLength: 1.5 } } } },
      "irc.limits.nickLength in h.json must be a whole number from 1 to 64.",
    ],
    [
      { file: { irc: { tlsPort: "6697" } } },
      "irc.tlsPort in h.json must be a whole number from 0 to 65535, or off.",
    ],
    [{ file: { irc: [] } }, "irc in h.json must be an object in braces."],
    [{ file: [] }, "h.json must be an object in braces."],
    [{ file: { config: "x" } }, "config has no place in h.json: it names this file."],
    [
      { file: '{"__proto__": {}, "constructor": 1}' },
      "There is no setting __proto__, as h.json has it.",
      "There is no setting constructor, as h.json has it.",
    ],
    [
      { flags: "--dta x --log loud", variables: { HEARTH_X: "1" }, file: { data: 7 } },
      "There is no flag --dta. Did you mean --data?",
      '--log must be one of error, info, not "loud".',
      "There is no setting for the variable HEARTH_X.",
      "data in h.json must be text that is not empty.",
    ],
  ];
  for (const [given, ...sentences] of cases) {
    test(`reads ${sentences.join(" ")}`, () => expect(problems(given)).toEqual(sentences));
  }

  test("names a file that is not JSON, is missing, a folder or closed", () => {
    expect(problems({ file: "{" })[0]).toStartWith("The config file h.json is not JSON: ");
    const codes = ["ENOENT", "EISDIR", "EACCES"];
    const told = codes.map((code) => {
      const readFile = () => {
        throw Object.assign(new Error("no"), { code });
      };
      const sources = {
        fileKey: "config",
        foreignVariables: [],
        variables: {},
        args: ["--config", "h.json"],
        readFile,
      };
      const result = readSettings(tree, sources);
      return result.ok ? [] : result.problems;
    });
    expect(told).toEqual([
      ["There is no config file h.json."],
      ["The config file h.json is a folder."],
      ["The config file h.json may not be read by this user."],
    ]);
  });
});
