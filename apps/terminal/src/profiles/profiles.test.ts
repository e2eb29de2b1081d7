import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { ProfileSchema } from "./profile.ts";
import { chooseProfileName, findProfilesFolder, Profiles } from "./profiles.ts";

const dir = mkdtempSync(join(tmpdir(), "hearth-profiles-"));
afterAll(() => rmSync(dir, { recursive: true }));

const id = "019b0000-0000-7000-8000-000000000001";
const samuel = v.parse(ProfileSchema, {
  origin: "http://127.0.0.1:4327",
  communityName: "School",
  community: id,
  user: id,
  name: "Samuel",
  device: id,
  secret: "s3cret",
});

test("a profile comes back as it was kept, in a file for its owner alone", () => {
  const profiles = new Profiles(join(dir, "deep", "profiles"));
  expect(profiles.list()).toEqual([]);
  expect(profiles.read("default")).toBeNull();
  profiles.write("default", samuel);
  expect(profiles.read("default")).toEqual(samuel);
  expect(profiles.list()).toEqual(["default"]);
  expect(statSync(join(dir, "deep", "profiles", "default.json")).mode & 0o777).toBe(0o600);
  profiles.remove("default");
  expect(profiles.list()).toEqual([]);
});

test("a spoilt file is named, never guessed at", () => {
  for (const text of ["", "{", '{"name":"Samuel"}']) {
    writeFileSync(join(dir, "spoilt.json"), text);
    expect(() => new Profiles(dir).read("spoilt")).toThrow(/spoilt\.json is spoilt/);
  }
});

test("the folder is the one that is named, else the one for settings", () => {
  expect(findProfilesFolder({ HEARTH_PROFILES: "/p" })).toBe("/p");
  expect(findProfilesFolder({ XDG_CONFIG_HOME: "/x" })).toBe("/x/hearth/profiles");
  expect(findProfilesFolder({})).toEndWith("/.config/hearth/profiles");
});

test("a profile's name can never be a path", () => {
  expect(chooseProfileName(undefined, {})).toBe("default");
  expect(chooseProfileName(undefined, { HEARTH_PROFILE: "robot" })).toBe("robot");
  expect(chooseProfileName("class-9b", { HEARTH_PROFILE: "robot" })).toBe("class-9b");
  for (const name of ["../up", "a/b", ".hidden", "", "a b"])
    expect(() => chooseProfileName(name, {})).toThrow("cannot name a profile");
});
