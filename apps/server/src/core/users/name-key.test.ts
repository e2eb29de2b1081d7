import { describe, expect, test } from "bun:test";
import { createNameKey, foldName } from "./name-key.ts";

const isSameName = (one: string, other: string) => createNameKey(one) === createNameKey(other);

describe("these are one name", () => {
  const pairs: readonly (readonly [why: string, one: string, other: string])[] = [
    ["case", "Ananya Iyer", "aNANYA iYER"],
    ["case in Cyrillic", "Анастасия", "АНАСТАСИЯ"],
    ["case in Greek, with its final sigma", "Νίκος", "ΝΊΚΟΣ"],
    ["case in Armenian", "Արամ", "ԱՐԱՄ"],
    ["ß and SS", "Groß", "GROSS"],
    ["the Turkish dotted I", "İpek", "ipek"],
    ["width", "Ａｎａｎｙａ", "Ananya"],
    ["font", "𝓐𝓷𝓪𝓷𝔂𝓪", "Ananya"],
    ["small capitals", "ᴀɴᴀɴʏᴀ", "Ananya"],
    ["circles and squares", "Ⓐ🅽🄰🅝Ⓨ🅰", "Ananya"],
    ["composed and decomposed", "Jose\u0301", "Jos\u00E9"],
    ["joiners", "علی\u200Cرضا", "علیرضا"],
    ["the two writings of a Malayalam chillu", "രമേശൻ", "രമേശന്\u200D"],
    ["apostrophes", "O\u2019Brien", "O'Brien"],
    ["hyphens", "Anna\u2010Maria", "Anna-Maria"],
    ["a name and its nick", "Ananya Iyer", "Ananya_Iyer"],
    ["script g", "Meɡ", "Meg"],
    ["dotless i", "Alı", "Ali"],
    ["a Cyrillic А among Latin letters", "Аnanya", "Ananya"],
    ["four Cyrillic letters among Latin ones", "Аnаnуа", "Ananya"],
    ["a Greek capital among Latin letters", "Νick", "Nick"],
    ["a small Greek letter among Latin ones", "νictor", "Victor"],
    ["a Cherokee letter", "Ꭺnanya", "Ananya"],
    ["an Armenian letter", "Հasmik", "hasmik"],
    ["a palochka for the L", "Ameӏia", "Amelia"],
    ["the Ukrainian І for the I", "Іvan", "Ivan"],
    ["a Bengali digit among Latin letters", "Ravi৪", "Ravi8"],
    ["a foreign letter in the second word only", "Ananya Iуer", "Ananya Iyer"],
    ["a wholly Cyrillic word", "Оса", "Oca"],
    ["the same in small letters", "оса", "Oca"],
    ["a Cyrillic word whose capitals are Latin ones", "Тома", "TOMA"],
    ["a wholly Greek word", "Νοα", "Noa"],
    ["a wholly Cherokee word", "ᎪᏔᎪᎩ", "AWAY"],
    ["Kannada letters that are drawn as Telugu ones", "ಜಯ", "జయ"],
    ["a double in one word beside a true one in another", "Оса Анастасия", "Oca Анастасия"],
  ];
  for (const [why, one, other] of pairs) {
    test(why, () => {
      expect(one).not.toBe(other);
      expect(createNameKey(one)).toBe(createNameKey(other));
    });
  }
});

describe("these stay apart", () => {
  const pairs: readonly (readonly [why: string, one: string, other: string])[] = [
    ["rn and m in Latin", "Arno", "Amo"],
    ["a mixed Amo is Amo, not Arno", "Аmo", "Arno"],
    ["a mixed Arno is Arno, not Amo", "Аrno", "Amo"],
    ["0 and O in Latin", "R0n", "Ron"],
    ["1 and l in Latin", "E1la", "Ella"],
    ["I and l in Latin", "Ian", "lan"],
    ["accents", "José", "Jose"],
    ["a letter more", "Ananya", "Ananyaa"],
    ["a space", "Anna Bell", "Annabell"],
    ["a trailing underscore, as a client adds when its nick is taken", "Ananya_", "Ananya"],
    ["Cyrillic words that nobody reads as Latin", "Анастасия", "Anastasia"],
    ["Han and Kana, which are written together", "カ也", "力也"],
    ["languages' own Latin letters", "Łukasz", "Lukasz"],
    ["Kannada and its neighbour where letters differ", "ಕವಿತಾ", "కవితా"],
    ["families of different people", "👩‍👧", "👩‍👦"],
    ["skin tones", "👍🏽", "👍🏿"],
  ];
  for (const [why, one, other] of pairs) {
    test(why, () => expect(isSameName(one, other)).toBe(false));
  }
});

test("common names of many languages stay apart from one another", () => {
  const names = [
    "Александр Алексей Анатолий Анна Антон Борис Вадим Валентина Вера Виктор Владимир Галина Дарья Денис Егор",
    "Екатерина Елена Зоя Иван Игорь Инна Кирилл Ксения Лариса Максим Марина Мария Михаил Надежда Наталья Никита",
    "Нина Олег Ольга Оксана Павел Полина Пётр Роман Рома Светлана Сергей София Степан Тамара Татьяна Тимур Тома",
    "Фёдор Юлия Юрий Яна Ярослав Андрій Євген Іван Ірина Їжак Ганна Дмитро",
    "Άννα Ελένη Γιώργος Νίκος Νίνα Ιωάννης Κατερίνα Μαρία Σοφία Παύλος Ιάσων Χρήστος Ζωή Κώστας Ρένα",
    "Anna Ann Amo Arno Ali Alia All Ana Boris Bop Emma Erna Ian Ivan Jan Kim Lia Mia Mila Nia Noa Nina Oca Olga",
    "Rena Roman Sofia Toma Vera Vadim Zoya José Jose Zoë Łucja İpek Işıl Şirin Đức Nguyễn Ọlá Ŋaŋa",
    "Արամ Անի Հասմիկ Օհան Սոնա ნინო გიორგი אבי נועה דוד שרה يوسف فاطمة عمر علی زهرا پروین وحید",
    "अनन्या कविता राज ज़ोया ಅನನ್ಯಾ ಕವಿತಾ ರಾಜ್ ಜಯಾ అనన్య కవిత రాజు అనిత அனன்யா கவிதா ராஜ் അനന്യ കവിത রাজু অনন্যা",
    "ਰਾਜ ગીતા ස්‍රී ลลิตา ໂນ ကျော် សុខា ሰላም ᏣᎳᎩ 山田太郎 やまだ ヤマダ 김지민 李明 王芳 陳",
  ].flatMap((line) => line.split(" "));
  const byKey = Map.groupBy(names, createNameKey);
  const doubles = [...byKey.values()].filter((group) => group.length > 1);
  // Written in capitals these two are the same letters: "ТОМА", "TOMA".
  expect(doubles).toEqual([["Тома", "Toma"]]);
});

test("a key does not depend on case, for every assigned letter that stands alone among letters of its script", () => {
  const broken: string[] = [];
  for (let code = 0x41; code < 0x1f000; code++) {
    const letter = String.fromCodePoint(code);
    if (!/^[\p{Lu}\p{Ll}]$/u.test(letter)) continue;
    for (const word of [letter, letter + letter, `${letter}${letter}${letter}`]) {
      if (createNameKey(word) !== createNameKey(word.toUpperCase())) broken.push(word);
    }
  }
  expect(broken).toEqual([]);
});

test("a key is its own key, so that a stored nick and a stored name are compared alike", () => {
  for (const name of [
    "Аnanya Iyer",
    "Оса",
    "Groß",
    "İpek",
    "Νick",
    "രമേശൻ",
    "ᴀɴᴀɴʏᴀ",
    "ಜಯ",
    "김지민",
    "ヤマダ",
  ]) {
    expect(createNameKey(createNameKey(name))).toBe(createNameKey(name));
  }
});

test("a folded name is found by each beginning of it, in any case and font", () => {
  for (const [name, typed] of [
    ["Анна Петрова", "АНН"],
    ["Νίνα", "νί"],
    ["𝓐𝓷𝓪𝓷𝔂𝓪", "anan"],
    ["علی\u200Cرضا", "علیر"],
  ] as const) {
    expect(foldName(name)).toStartWith(foldName(typed));
  }
});
