import { describe, expect, test } from "bun:test";
import { foldText, tokenize } from "./search-tokens.ts";

describe("[SEA1] folding", () => {
  const cases: readonly (readonly [what: string, text: string, folded: string])[] = [
    ["case and Latin marks", "Élève ÉCOLE naïve Łódź", "eleve ecole naive lodz"],
    ["letters that are typed as others", "Straße smørrebrød œuvre ısı", "strasse smorrebrod oeuvre isi"],
    ["Greek, its final sigma included", "ΟΔΟΣ οδός", "οδοσ οδοσ"],
    ["Cyrillic", "Ёлка и Йод", "елка и иод"],
    ["Arabic marks, hamza and kashida", "مُحَمَّد أحمد كـــتاب", "محمد احمد كتاب"],
    ["the Persian kaf and yeh", "کتابی", "كتابي"],
    ["Hebrew points", "שָׁלוֹם", "שלום"],
    ["vowel signs of Indic scripts stay", "ಮನೆಯಲ್ಲಿ कक्षा", "ಮನೆಯಲ್ಲಿ कक्षा"],
    ["joiners are not there", "ಅರ್\u200Dಥ می\u200Cخواهم co\u00ADop", "ಅರ್ಥ ميخواهم coop"],
    ["each Han letter by itself", "下课以后abc见", "下 课 以 后 abc 见"],
    ["kana, with the long sound", "カレーを たべる", "カ レ ー を た べ る"],
    ["half-width kana", "ｶﾞｯｺｳ", "カ\u3099 ッ コ ウ"],
    ["Thai with its marks", "น้ำ", "น\u0E49\u0E4D า"],
    ["Hangul by its parts, so that a beginning is one", "한", "\u1112\u1161\u11AB"],
    ["full-width letters and squared units", "Ｈｅａｒｔｈ ５㎏", "hearth 5kg"],
    ["parts of an e-mail address", "lab.desk@school-9b.local", "lab desk school 9b local"],
    ["pictures and signs are nothing", "👍🏽 !? — ❤️", ""],
    ["a letter beyond the first plane", "𞤀𞤣𞤤𞤢𞤥", "𞤢𞤣𞤤𞤢𞤥"],
  ];
  for (const [what, text, folded] of cases) {
    test(what, () => expect(foldText(text)).toBe(folded.normalize("NFKD")));
  }

  test("the same letters in another normal form fold alike", () => {
    for (const text of ["Élève", "한국어", "が", "क़लम", "ế"]) {
      expect(foldText(text.normalize("NFD"))).toBe(foldText(text.normalize("NFC")));
    }
  });

  test("each unit of a token knows the letter it came from", () => {
    const text = "wir: Stra\u00DFe, e\u0301cole";
    const origin = tokenize(text).map(({ text: token, sourceAt }) => [
      token,
      text.slice(sourceAt(0).start, sourceAt(token.length - 1).end),
    ]);
    expect(origin).toEqual([
      ["wir", "wir"],
      ["strasse", "Stra\u00DFe"],
      ["ecole", "e\u0301cole"],
    ]);
    const [token] = tokenize("xß");
    expect([0, 1, 2].map((unit) => token?.sourceAt(unit).start)).toEqual([0, 1, 1]);
  });

  test("a run without end is cut, never inside a letter", () => {
    expect(foldText("a".repeat(16_000))).toBe("a".repeat(64));
    expect(foldText(`a${"𞤢".repeat(100)}`)).toBe(`a${"𞤢".repeat(31)}`);
  });

  test("the largest message of the strangest letters is folded at once", () => {
    const startedAtMs = performance.now();
    for (const letter of ["क्ष", "ﷺ", "e\u0301\u0302\u0303", "\u0301", "한", "字", "a-"]) {
      tokenize(letter.repeat(16_384 / letter.length));
    }
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
  });
});
