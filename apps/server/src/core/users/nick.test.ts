import { describe, expect, test } from "bun:test";
import { createNameKey } from "./name-key.ts";
import { createNick, createNickKey, maxNickBytes } from "./nick.ts";

const bytes = (text: string) => new TextEncoder().encode(text).length;

describe("a nick", () => {
  const nicks: readonly (readonly [why: string, name: string, nick: string])[] = [
    ["has _ for spaces", "Ananya Iyer", "Ananya_Iyer"],
    ["keeps UTF-8", "ಕವಿತಾ ರಾವ್", "ಕವಿತಾ_ರಾವ್"],
    ["keeps what IRC allows", "[Zoya]^{|}\\`-", "[Zoya]^{|}\\`-"],
    ["drops what a mask, a list or a prefix would mean", "@+%&~#Zo!y*a?,:.$", "Zoya"],
    ["drops the other illegal ASCII", 'O\'Brien (7B) <x>="y"/z;', "OBrien_7B_xyz"],
    ["does not begin with a digit", "42", "_42"],
    ["does not begin with a hyphen", "-Zoya", "_-Zoya"],
    ["keeps an emoji", "Zoya 🔥", "Zoya_🔥"],
    ["keeps a family in one piece", "👩‍👩‍👧", "👩‍👩‍👧"],
    ["is a word when nothing is left", "#️⃣", "person"],
    ["is not cut inside a grapheme", `${"a".repeat(30)}👍🏽b`, "a".repeat(30)],
    ["is not cut inside a syllable", "कविता".repeat(4), "कविताकविता"],
    ["does not end in the space where it was cut", `${"a".repeat(31)} b`, "a".repeat(31)],
  ];
  for (const [why, name, nick] of nicks) {
    test(why, () => {
      expect(createNick(name, 1)).toBe(nick);
      expect(bytes(nick)).toBeLessThanOrEqual(maxNickBytes);
    });
  }

  test("of a later attempt ends in its number, and makes room for it", () => {
    expect(createNick("Zoya", 2)).toBe("Zoya_2");
    expect(createNick("a".repeat(40), 1)).toBe("a".repeat(32));
    expect(createNick("a".repeat(40), 12)).toBe(`${"a".repeat(29)}_12`);
  });

  test("has the key of its name, so that nobody's nick is another's name", () => {
    expect(createNickKey("aNANYA_iYER")).toBe(createNameKey("Ananya Iyer"));
    expect(createNickKey("Ananya_Iyer_2")).not.toBe(createNameKey("Ananya Iyer"));
  });
});
