/** Things people say around a school, a desk and a ship, in many scripts. Written for these tests. */
export const sentences: readonly string[] = [
  "Good morning everyone, the lab is open from half past nine.",
  "Can somebody bring the long ruler back to room 4?",
  "I wrote it down: x² + y² = z², and the answer is 13.",
  "No, that's Tuesday's sheet; today's is the green one.",
  "e-mail it to lab.desk@school.local, please",
  "¿Quién tiene la llave del laboratorio? La dejé en la mesa.",
  "L’élève a déjà rendu son devoir, merci à tous.",
  "Não se esqueçam: a reunião começa às dez.",
  "Die Straße ist gesperrt, wir treffen uns hinter der Turnhalle.",
  "Jutro przyniosę książki, które zostawiłaś w sali.",
  "Çay hazır, isteyen mutfağa gelsin.",
  "Ngày mai chúng ta học ở phòng máy tính.",
  "Kesho tutakutana chini ya mti mkubwa saa nne.",
  "Jangan lupa membawa buku catatan besok pagi.",
  "Ẹ káàárọ̀, ẹ jọ̀ọ́ ẹ wá sí yàrá ìkàwé.",
  "Завтра контрольная, повторите третью главу.",
  "Κάποιος ξέχασε την ομπρέλα του στην είσοδο.",
  "Բարև ձեզ, դասը կսկսվի տասին։",
  "გამარჯობა, ბიბლიოთეკა დღეს ადრე იხურება.",
  "אפשר להחזיר את הספרים עד יום חמישי.",
  "هل أحضر أحدكم مفاتيح المختبر؟ نحتاجها الآن.",
  "کل امتحان ہے، تیسرا باب ضرور دہرا لیں۔",
  "جلسه به ساعت چهار منتقل شد، لطفاً خبر بدهید.",
  "सुप्रभात, आज की कक्षा पुस्तकालय में होगी।",
  "উদ্ভিদ কোষের ছবিটা কে আঁকতে পারবে?",
  "ਕੱਲ੍ਹ ਖੇਡਾਂ ਦਾ ਦਿਨ ਹੈ, ਪਾਣੀ ਨਾਲ ਲਿਆਉਣਾ।",
  "આવતીકાલે સવારે બધા મેદાનમાં ભેગા થજો.",
  "நாளை காலை ஆய்வகத்தில் சந்திப்போம்.",
  "రేపు మధ్యాహ్నం సైన్స్ ప్రాజెక్టు ఇవ్వాలి.",
  "ಎಲ್ಲರಿಗೂ ಶುಭೋದಯ, ಪುಸ್ತಕಗಳನ್ನು ಮರೆಯಬೇಡಿ.",
  "നാളെ രാവിലെ എല്ലാവരും നേരത്തെ വരണം.",
  "හෙට උදේ පාසල් උත්සවය ආරම්භ වෙනවා.",
  "พรุ่งนี้ใครจะเอาไม้บรรทัดมาบ้าง",
  "ວັນນີ້ຝົນຕົກ ຮຽນຢູ່ໃນຫ້ອງ",
  "မနက်ဖြန် စာမေးပွဲရှိတယ် မမေ့ပါနဲ့",
  "ថ្ងៃស្អែកយើងជួបគ្នានៅបណ្ណាល័យ",
  "སང་ཉིན་ང་ཚོ་སློབ་གྲྭར་འགྲོ་དགོས།",
  "明天的實驗請帶上放大鏡和筆記本。",
  "下课以后在操场集合，别迟到。",
  "理科室の鍵はどこですか？先生が探しています。",
  "내일 발표 자료를 오늘 밤까지 올려 주세요.",
  "ነገ ጠዋት በቤተ መጻሕፍት እንገናኛለን።",
  "ᐊᐅᓪᓚᕐᓂᐊᖅᑐᒍᑦ ᖃᐅᑉᐸᑦ",
  "👩🏽‍🔬🔬🌱 look at this one!",
  "👍🏿👍🏻 🇮🇳 🇧🇷 🏳️‍🌈 1️⃣2️⃣3️⃣",
  "**Bring:** goggles, _gloves_, `ruler` and ~~phones~~ paper",
  "> goggles on, no phones near the burner\nI will remember.",
  "```\ndef average(tally):\n    return sum(tally) / len(tally)\n```",
  "1. fill the dish\n2. add three drops\n3. wait ten minutes\n4. draw what you see",
  "see http://library.local/osmosis?page=62#cells (page 62)",
  "ﷺ ﷽ and a very_long_name_with_underscores_that_must_not_be_italic",
  "a<b && c>d; \"quotes\" & 'apostrophes' — <b>not bold</b>",
  "tabs\tand  double  spaces   stay",
];

/** A small generator of repeatable chance: the same seed, the same sequence of numbers in [0, 1). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // Mulberry32, a 32-bit generator in the public domain.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One message: mostly a sentence, sometimes several lines, now and then a long text; `tag` makes it unique. */
export function createText(random: () => number, tag: string): string {
  const pick = (): string => sentences[Math.floor(random() * sentences.length)] ?? "";
  const kind = random();
  if (kind < 0.75) return `${pick()} ${tag}`;
  if (kind < 0.95) return `${pick()}\n${pick()}\n\n${pick()} ${tag}`;
  return `${Array.from({ length: 30 }, pick).join(" ")} ${tag}`;
}
