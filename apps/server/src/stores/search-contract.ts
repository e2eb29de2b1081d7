import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { RoomId, UploadId, UserId } from "@hearth/protocol";
import type { Found, SearchQuery, Store } from "../core/ports.ts";
import { Scene } from "./scene.ts";

/** A sentence, and words by which a person looks for it. Written for these tests. */
const said: readonly (readonly [script: string, text: string, ...words: string[]])[] = [
  ["Latin", "L’élève a déjà rendu son devoir", "eleve", "ÉLÈVE", "deja ren"],
  ["Vietnamese", "Ngày mai chúng ta học ở phòng máy tính", "ngay", "phòng máy", "may tinh"],
  ["Cyrillic", "Завтра контрольная, повторите третью главу", "контрол", "ГЛАВУ"],
  ["Greek", "Κάποιος ξέχασε την ομπρέλα του", "ομπρελα", "ΚΑΠΟΙΟΣ"],
  ["Armenian", "Բարև ձեզ, դասը կսկսվի տասին", "դասը"],
  ["Georgian", "ბიბლიოთეკა დღეს ადრე იხურება", "ბიბლიოთეკა", "დღეს"],
  ["Hebrew", "אפשר להחזיר את הסְּפָרִים עד יום חמישי", "הספרים", "חמישי"],
  ["Arabic with marks", "هَلْ أَحْضَرَ أَحَدُكُمْ مَفَاتِيحَ المُخْتَبَر", "مفاتيح", "المختبر", "مَفَاتِيحَ"],
  ["Arabic without marks", "نلتقي عند باب المدرسة", "المَدْرَسَة", "باب"],
  ["Urdu", "کل امتحان ہے، تیسرا باب ضرور دہرا لیں", "امتحان", "ضرور"],
  ["Devanagari", "आज की कक्षा पुस्तकालय में होगी", "पुस्तकालय", "कक्षा"],
  ["Bengali", "উদ্ভিদ কোষের ছবিটা কে আঁকতে পারবে", "কোষ", "ছবি"],
  ["Gurmukhi", "ਕੱਲ੍ਹ ਖੇਡਾਂ ਦਾ ਦਿਨ ਹੈ", "ਖੇਡਾਂ"],
  ["Tamil", "நாளை காலை ஆய்வகத்தில் சந்திப்போம்", "ஆய்வக", "நாளை"],
  ["Telugu", "రేపు మధ్యాహ్నం సైన్స్ ప్రాజెక్టు ఇవ్వాలి", "ప్రాజెక్టు"],
  ["Kannada, by the stem", "ನಾವು ಮನೆಯಲ್ಲಿ ಪುಸ್ತಕಗಳನ್ನು ಓದಿದೆವು", "ಮನೆ", "ಪುಸ್ತಕ"],
  ["Malayalam", "നാളെ രാവിലെ എല്ലാവരും നേരത്തെ വരണം", "രാവിലെ"],
  ["Sinhala", "හෙට උදේ පාසල් උත්සවය ආරම්භ වෙනවා", "පාසල්"],
  ["Thai", "พรุ่งนี้ใครจะเอาไม้บรรทัดมาบ้าง", "ไม้บรรทัด", "ใคร"],
  ["Lao", "ວັນນີ້ຝົນຕົກ ຮຽນຢູ່ໃນຫ້ອງ", "ຝົນຕົກ"],
  ["Burmese", "မနက်ဖြန် စာမေးပွဲရှိတယ်", "စာမေးပွဲ"],
  ["Khmer", "ថ្ងៃស្អែកយើងជួបគ្នានៅបណ្ណាល័យ", "បណ្ណាល័យ"],
  ["Chinese, two characters", "明天的實驗請帶上放大鏡和筆記本", "實驗", "放大鏡", "筆記"],
  ["Japanese", "理科室の鍵はどこですか", "理科", "鍵", "どこ"],
  ["Korean", "내일 발표 자료를 오늘 밤까지 올려 주세요", "발표", "자료"],
  ["Ethiopic", "ነገ ጠዋት በቤተ መጻሕፍት እንገናኛለን", "ጠዋት"],
  ["Canadian syllabics", "ᐊᐅᓪᓚᕐᓂᐊᖅᑐᒍᑦ ᖃᐅᑉᐸᑦ", "ᖃᐅᑉᐸᑦ"],
  [
    "an e-mail address",
    "write to lab.desk@school-9b.local please",
    "desk",
    "school-9b",
    "lab.desk@school",
    "9b",
  ],
  ["a hyphenated word", "a well-known fact", "known", "well-kn"],
];

/** What searching must do in every store: `docs/spec/search.md`. */
export function describeSearchContract(name: string, openStore: () => Promise<Store>): void {
  describe(`${name} keeps the contract of searching:`, () => {
    let scene: Scene;
    let store: Store;
    let ananya: UserId;
    let ravi: UserId;
    let room: RoomId;

    beforeEach(async () => {
      store = await openStore();
      scene = new Scene(store);
      ananya = await scene.join("Ananya");
      ravi = await scene.join("Ravi");
      room = await scene.addRoom(ananya);
      await scene.commit({ type: "room.join", room }, ravi);
    });
    afterEach(() => store.close());

    const search = (query: string, more: Partial<SearchQuery> = {}): Promise<Found> =>
      scene.search(ananya, query, more);
    const textsOf = ({ rows }: Found): string[] =>
      rows.map(({ message }) => (message?.body?.kind === "text" ? message.body.text : "(erased)"));
    const find = async (query: string, more: Partial<SearchQuery> = {}): Promise<string[]> =>
      textsOf(await search(query, more));

    describe("[SEA1] words are found in", () => {
      for (const [script, text, ...words] of said) {
        test(script, async () => {
          for (const [, other] of said) await scene.send(ananya, room, other);
          for (const word of words) {
            expect({ word, texts: await find(word) }).toEqual({
              word,
              texts: expect.arrayContaining([text]),
            });
          }
        });
      }
    });

    test("[SEA2] every word must be said, in any order; a phrase only as it stands", async () => {
      const bus = "the bus leaves at seven";
      await scene.send(ananya, room, bus);
      await scene.send(ananya, room, "seven people, no bus");
      expect(await find("bus seven")).toHaveLength(2);
      expect(await find("seven leaves")).toEqual([bus]);
      expect(await find('"the bus"')).toEqual([bus]);
      expect(await find('"bus the"')).toEqual([]);
      expect(await find("bus train")).toEqual([]);
    });

    test("[SEA3] a word's end is open, a letter's and a quoted one's are not", async () => {
      await scene.send(ananya, room, "osmosis");
      expect(await find("osmo")).toEqual(["osmosis"]);
      expect(await find('"osmo"')).toEqual([]);
      expect(await find("o")).toEqual([]);
    });

    test("a long query, and a phrase without end, are compared to the last word", async () => {
      const words = Array.from({ length: 20 }, (_, index) => `word${index}`);
      await scene.send(ananya, room, words.join(" "));
      await scene.send(ananya, room, words.slice(0, 19).join(" "));
      expect(await find(words.join(" "))).toHaveLength(1);
      expect(await find(`"${words.join(" ")}"`)).toHaveLength(1);
      expect(await find(words.slice(0, 19).join(" "))).toHaveLength(2);
      expect(await find(`"${words.slice(0, 19).join(" ")}"`)).toHaveLength(2);
      expect(await find(`${words.join(" ")} more`)).toEqual([]);
    });

    describe("[SEA4] only rooms that one may read now:", () => {
      test("not another's private room, until one is in it, and not after", async () => {
        const secret = await scene.addRoom(ravi, "private");
        await scene.send(ravi, secret, "osmosis in secret");
        await scene.send(ravi, room, "osmosis for all");
        expect(await find("osmosis")).toEqual(["osmosis for all"]);
        expect(await find("osmosis", { room: secret })).toEqual([]);
        expect(await find("osmosis", { reader: ravi })).toHaveLength(2);

        await scene.commit({ type: "room.invite", room: secret, users: [ananya] }, ravi);
        expect(await find("osmosis")).toEqual(["osmosis for all"]);
        await scene.commit({ type: "room.join", room: secret }, ananya);
        expect(await find("osmosis")).toEqual(["osmosis for all", "osmosis in secret"]);
        expect(await find("osmosis", { room: secret })).toEqual(["osmosis in secret"]);
        await scene.commit({ type: "member.remove", room: secret, user: ananya }, ravi);
        expect(await find("osmosis")).toEqual(["osmosis for all"]);
        expect(await find("", { by: ravi })).toEqual(["osmosis for all"]);
      });

      test("not a public room one is not in; a moderator finds it by naming it", async () => {
        const other = await scene.addRoom(ravi);
        await scene.send(ravi, other, "osmosis elsewhere");
        expect(await find("osmosis")).toEqual([]);
        expect(await find("osmosis", { room: other })).toEqual([]);
        const code = { hash: "h", kind: "owner", user: null, expiresAtMs: 9e15 } as const;
        await scene.commit({ type: "code.create", code });
        await scene.commit({ type: "owner.claimHash", hash: "h" }, ananya);
        expect(await find("osmosis")).toEqual([]);
        expect(await find("osmosis", { room: other })).toEqual(["osmosis elsewhere"]);
        const hidden = await scene.addRoom(ravi, "private");
        await scene.send(ravi, hidden, "osmosis in private");
        expect(await find("osmosis", { room: hidden })).toEqual([]);
      });

      test("words that look like the index's own find nothing of others", async () => {
        const secret = await scene.addRoom(ravi, "private");
        await scene.send(ravi, secret, "osmosis");
        for (const query of [
          "1:osmosis",
          "2:osmosis",
          "3:osmosis",
          '"x" OR "2:osmosis',
          "2::1",
          "@:osmosis",
          "NEAR(osmosis",
        ])
          expect(await find(query)).toEqual([]);
      });

      test("someone without rooms finds nothing", async () => {
        await scene.send(ananya, room, "osmosis");
        expect(await find("osmosis", { reader: scene.ids.uuid() as UserId })).toEqual([]);
      });
    });

    test("[SEA5] newest first, in pages without gap or repetition while messages come", async () => {
      const texts = Array.from({ length: 7 }, (_, index) => `osmosis ${index}`);
      const other = await scene.addRoom(ananya);
      for (const [index, text] of texts.entries())
        await scene.send(ananya, index % 2 === 0 ? room : other, text);
      const found: string[] = [];
      for (let after: string | null | undefined = null; after !== undefined; ) {
        const part: Found = await search("osmosis", { limit: 3, after });
        found.push(...textsOf(part));
        after = part.next ?? undefined;
        await scene.send(ananya, room, "osmosis while reading");
      }
      expect(found).toEqual(texts.toReversed());
      expect((await search("osmosis", { limit: 10 })).next).toBeNull();
    });

    test("[SEA6] ranked: more said, shorter, whole words before beginnings, then newer", async () => {
      const inOrder = ["mitosis, mitosis, mitosis", "mitosis", "mitosis and meiosis", "mitosislike"];
      for (const text of inOrder.toReversed()) await scene.send(ananya, room, text);
      await scene.send(ananya, room, "mitosis");
      const expected = [inOrder[0], "mitosis", ...inOrder.slice(1)];
      expect(await find("mitosis", { order: "ranked" })).toEqual(expected as string[]);
      const first = await search("mitosis", { order: "ranked", limit: 2 });
      const second = await search("mitosis", { order: "ranked", limit: 9, after: first.next });
      expect([...textsOf(first), ...textsOf(second)]).toEqual(expected as string[]);
      expect(second.next).toBeNull();
    });

    test("[SEA7] by a person, with links, from and to a time, in one room", async () => {
      await scene.send(ananya, room, "osmosis of mine");
      await scene.send(ravi, room, "osmosis of his: http://library.local/page");
      const other = await scene.addRoom(ravi);
      await scene.commit({ type: "room.join", room: other }, ananya);
      const seq = await scene.send(ravi, other, "osmosis elsewhere, see www.library.local");
      const atMs = (await store.event(other, seq))?.atMs ?? 0;
      expect(await find("osmosis", { by: ananya })).toEqual(["osmosis of mine"]);
      expect(await find("", { by: ravi, room })).toEqual(["osmosis of his: http://library.local/page"]);
      expect(await find("", { has: "link" })).toHaveLength(2);
      expect(await find("osmosis", { has: "link", by: ananya })).toEqual([]);
      expect(await find("osmosis", { room: other })).toHaveLength(1);
      expect(await find("osmosis", { toMs: atMs })).toHaveLength(2);
      expect(await find("osmosis", { fromMs: atMs })).toHaveLength(1);
      expect(await find("osmosis", { fromMs: atMs, toMs: atMs })).toEqual([]);
      expect(await find("osmosis", { fromMs: 0, toMs: atMs + 1 })).toHaveLength(3);
      expect(await find("osmosis", { by: scene.ids.uuid() as UserId })).toEqual([]);
      expect(await find("osmosis", { order: "ranked", by: ravi, has: "link" })).toHaveLength(2);
    });

    test("[FILE16] messages with files are listed newest first, in parts, each once", async () => {
      const quotas = { maxUploads: 9, maxBytesPerPerson: 99, maxBytesInAll: 99 };
      const attach = (file: number) => ({ file, name: `${file}.pdf`, type: "application/pdf", bytes: 1 });
      const sendFiles = async (count: number): Promise<number> => {
        const files = Array.from({ length: count }, () => scene.ids.uuid() as UploadId);
        for (const upload of files) {
          await scene.commit({ type: "upload.create", upload, bytes: 1, quotas }, ananya);
          await scene.commit({ type: "upload.finish", upload, hash: "h" });
        }
        const body = { kind: "text", text: "", attachments: files.map((_, index) => attach(index + 1)) };
        return scene.send(ananya, room, "", { files, body });
      };
      const seqs: number[] = [];
      for (const count of [1, 3, 1, 2, 1]) {
        seqs.unshift(await sendFiles(count));
        await scene.send(ananya, room, "words alone");
      }
      const listed: number[] = [];
      let parts = 0;
      for (let after: string | null | undefined; after !== null; parts += 1) {
        const { rows, next } = await scene.store.messagesWithFiles(room, after ?? null, 2);
        listed.push(...rows.map(({ seq }) => seq));
        after = next;
      }
      expect([listed, parts]).toEqual([seqs, 3]);
      expect(await scene.store.messagesWithFiles(await scene.addRoom(ananya), null, 2)).toEqual({
        rows: [],
        next: null,
      });
      await scene.commit({ type: "message.delete", room, seq: seqs[1] ?? 0 }, ananya);
      const { rows, next } = await scene.store.messagesWithFiles(room, null, 4);
      expect([rows.map(({ seq }) => seq), next]).toEqual([seqs.filter((_, index) => index !== 1), null]);
    });

    test("[SEA7] by their files, and by what these are called and show", async () => {
      const file = { file: 1, name: "Lab-sheet 4.pdf", type: "application/pdf", bytes: 9, alt: "a cell" };
      const upload = scene.ids.uuid() as UploadId;
      const quotas = { maxUploads: 9, maxBytesPerPerson: 99, maxBytesInAll: 99 };
      await scene.commit({ type: "upload.create", upload, bytes: 9, quotas }, ananya);
      await scene.commit({ type: "upload.finish", upload, hash: "h" });
      const deed = { ...scene.sendDeed(room, ""), files: [upload] };
      const seqs = [await scene.send(ananya, room, "lab without a file")];
      const body = { kind: "text", text: "", attachments: [file] };
      const { events } = await scene.commit({ ...deed, body } as never, ananya);
      seqs.push(events[0]?.seq ?? 0);
      const seqsOf = async (query: string, more: Partial<SearchQuery> = {}): Promise<number[]> =>
        (await search(query, more)).rows.map(({ seq }) => seq);
      expect(await seqsOf("lab")).toEqual(seqs.toReversed());
      expect(await seqsOf("sheet cell pdf")).toEqual(seqs.slice(1));
      expect(await seqsOf("", { has: "file" })).toEqual(seqs.slice(1));
      expect(await seqsOf("lab", { has: "file", order: "ranked" })).toEqual(seqs.slice(1));
      expect(await seqsOf("", { has: "link" })).toEqual([]);
    });

    test("[SEA8] edits, deletions and deleted rooms change what is found; sealed messages are not", async () => {
      const seq = await scene.send(ananya, room, "osmosis at nine");
      const other = await scene.send(ananya, room, "osmosis at ten");
      const body = { kind: "text", text: "diffusion at nine" } as const;
      await scene.commit({ type: "message.edit", room, seq, body }, ananya);
      expect(await find("osmosis")).toEqual(["osmosis at ten"]);
      expect(await find("diffusion")).toEqual(["diffusion at nine"]);
      await scene.commit({ type: "message.delete", room, seq }, ananya);
      await scene.commit({ type: "message.pin", room, seq: other }, ananya);
      expect(await find("diffusion")).toEqual([]);
      expect(await find("", { by: ananya })).toEqual(["osmosis at ten"]);

      const sealed = { kind: "sealed", contentType: "text/plain", data: "osmosis" } as const;
      await scene.commit({ ...scene.sendDeed(room, ""), body: sealed } as never, ananya);
      expect(await find("osmosis")).toHaveLength(1);
      await scene.commit({ type: "room.delete", room }, ananya);
      expect(await find("osmosis")).toEqual([]);
    });

    test("[SEA8] what was sent and deleted in one batch, or refused, is not found", async () => {
      const before = (await store.get("rooms", room))?.lastSeq ?? 0;
      const deeds = [
        { deed: scene.sendDeed(room, "osmosis first"), user: ananya },
        { deed: { type: "message.delete" as const, room, seq: before + 1 }, user: ananya },
        { deed: scene.sendDeed(room, " "), user: ananya },
        { deed: scene.sendDeed(room, "osmosis last"), user: ananya },
      ];
      await Promise.all(deeds.map(({ deed, user }) => store.commit(scene.change(deed, user))));
      expect(await find("osmosis")).toEqual(["osmosis last"]);
    });

    describe("[SEA9] a suggestion", () => {
      test("names the nearest word that most messages say, and how many say it", async () => {
        for (const text of ["mitosis", "mitosis again", "meiosis", "the mitten"])
          await scene.send(ravi, room, text);
        expect((await search("mitosys")).suggestion).toEqual({ query: "mitosis", count: 2 });
        expect((await search("imtosis agian")).suggestion).toEqual({ query: "mitosis again", count: 1 });
        expect((await search("nitosis")).suggestion).toBeNull();
        expect((await search("mito")).suggestion).toBeNull();
      });

      test("is not made of words that one may not read, of short words, or to no end", async () => {
        const secret = await scene.addRoom(ravi, "private");
        await scene.send(ravi, secret, "mitosis");
        await scene.send(ravi, room, "the cat");
        await scene.send(ravi, room, "a house");
        expect((await search("mitosys", { reader: ravi })).suggestion).toEqual({
          query: "mitosis",
          count: 1,
        });
        expect((await search("mitosys")).suggestion).toBeNull();
        expect((await search("cut")).suggestion).toBeNull();
        expect((await search("housw cat")).suggestion).toBeNull();
        expect((await search("house cat")).suggestion).toBeNull();
        expect((await search("housw", { by: ananya })).suggestion).toBeNull();
      });
    });
  });
}
