// What is printed, made from made-up data: posters whose titles and calls are as short and as long as they come, in
// every language of the interface and from right to left.
import type { CampaignText, Demand, Edition, Said } from "../../src/campaigns/campaign.ts";
import { posterPage } from "../../src/campaigns/pages/poster.ts";
import { printedTextPage } from "../../src/campaigns/pages/printed-text.ts";
import { signingSheetPage } from "../../src/campaigns/pages/signing-sheet.ts";
import type { CampaignView, PrintView } from "../../src/campaigns/view.ts";
import { printedNames } from "../../src/signing/pages/printed-names.ts";
import type { CountView } from "../../src/signing/view.ts";
import type { Paper } from "../../src/web/paper.ts";
import {
  ARABIC,
  LETTER,
  LETTER_COUNT,
  LONG,
  NAMES,
  NONE,
  SAMPLE,
  SHORT,
  SITE,
  SOME,
  TODAY,
  view,
} from "./samples.ts";

const ACCENTS = ["#15305f", "#ffd21f", "#0b6a3c"] as const;

/** About as long as they come: titles of 10, 56 and 120 letters, a call, and a call of forty words. */
interface Words {
  titles: readonly [string, string, string];
  call: string;
  long: string;
}

export const WORDS: Readonly<Record<string, Words>> = {
  en: {
    titles: [
      "Night work",
      "Night work without fear, for everyone who keeps us going",
      "Declaration on the undocumentable circumstances of night work, and on the right of everyone in this city to a safe day",
    ],
    call: "Repeal the by-laws that punish workers",
    long: "End the fines and raids that fall on the people the by-laws claim to protect, and return what was taken from those who were fined while they were only on their way home from work, with interest, and with an apology in writing.",
  },
  fr: {
    titles: [
      "La nuit à vif",
      "Travailler la nuit sans peur, pour tous ceux qui la portent",
      "Déclaration sur les circonstances du travail de nuit, et sur le droit de chaque personne de cette ville à une journée sûre",
    ],
    call: "Abroger les arrêtés qui punissent les travailleurs",
    long: "Mettre fin aux amendes et aux descentes qui frappent celles et ceux que les arrêtés prétendent protéger, et rendre ce qui a été pris aux personnes verbalisées alors qu’elles rentraient simplement du travail, avec intérêts et des excuses écrites.",
  },
  es: {
    titles: [
      "La noche es",
      "Trabajar de noche sin miedo, por quienes nos sostienen a diario",
      "Declaración sobre las circunstancias del trabajo nocturno y sobre el derecho de todas las personas a un día seguro aquí",
    ],
    call: "Derogar las ordenanzas que castigan a quienes trabajan",
    long: "Acabar con las multas y las redadas que caen sobre las personas a las que las ordenanzas dicen proteger, y devolver lo que se quitó a quienes fueron multadas cuando solo volvían a casa del trabajo, con intereses y con una disculpa por escrito.",
  },
  "zh-Hant": {
    titles: [
      "夜間工作不再恐懼人人",
      "讓每一個在夜裡支撐著這座城市的人都能夠不再恐懼地工作和回家，並且得到應有的尊重與休息，這是我們共同的要求",
      "關於夜間工作的處境，以及每一個住在這座城市的人都有權利在白天和夜晚平安地工作、求助、看病、回家的共同宣言，由清潔、廚房、駕駛與陪伴的人一起寫成，獻給所有在夜裡讓城市繼續運轉的人，也獻給他們的家人、鄰居與朋友，以及所有願意傾聽的人們",
    ],
    call: "廢除懲罰勞動者的條例",
    long: "停止對條例聲稱要保護的人開罰單與突擊搜查，並且把從那些只是在下班回家路上就被罰款的人身上拿走的一切連同利息一起歸還，再附上一份書面的道歉。",
  },
  "zh-Hans": {
    titles: [
      "夜间工作不再恐惧人人",
      "让每一个在夜里支撑着这座城市的人都能够不再恐惧地工作和回家，并且得到应有的尊重与休息，这是我们共同的要求",
      "关于夜间工作的处境，以及每一个住在这座城市的人都有权利在白天和夜晚平安地工作、求助、看病、回家的共同宣言，由清洁、厨房、驾驶与陪伴的人一起写成，献给所有在夜里让城市继续运转的人，也献给他们的家人、邻居与朋友，以及所有愿意倾听的人们",
    ],
    call: "废除惩罚劳动者的条例",
    long: "停止对条例声称要保护的人开罚单与突击搜查，并且把从那些只是在下班回家路上就被罚款的人身上拿走的一切连同利息一起归还，再附上一份书面的道歉。",
  },
  th: {
    titles: [
      "งานกลางคืน",
      "ทำงานกลางคืนโดยไม่ต้องกลัว เพื่อทุกคนที่ค้ำจุนเมืองของเรา",
      "คำประกาศว่าด้วยสภาพการทำงานกลางคืนที่ไม่เคยถูกบันทึก และสิทธิของทุกคนในเมืองนี้ที่จะมีวันที่ปลอดภัยและได้กลับบ้านอย่างสงบ",
    ],
    call: "ยกเลิกข้อบัญญัติที่ลงโทษคนทำงาน",
    long: "ยุติค่าปรับและการบุกตรวจค้นที่เกิดกับคนที่ข้อบัญญัติอ้างว่าปกป้อง และคืนสิ่งที่เอาไปจากคนที่ถูกปรับทั้งที่เพียงกำลังเดินทางกลับบ้านจากที่ทำงาน พร้อมดอกเบี้ย และคำขอโทษเป็นลายลักษณ์อักษร",
  },
  ar: {
    titles: [
      "عمل الليل",
      "العمل ليلا بلا خوف من أجل كل من يبقي مدينتنا حية كل يوم",
      "إعلان عن ظروف العمل الليلي التي لا تسجلها الأوراق، وعن حق كل من يعيش في هذه المدينة في يوم آمن وعودة هادئة إلى البيت",
    ],
    call: "إلغاء اللوائح التي تعاقب العاملين",
    long: "أوقفوا الغرامات والمداهمات التي تقع على من تدعي اللوائح حمايتهم، وأعيدوا ما أخذ ممن غرموا وهم في طريقهم إلى بيوتهم بعد العمل، مع الفوائد، ومع اعتذار مكتوب يقرأ أمام الجميع في مجلس المدينة.",
  },
};

/** Calls of a poster. */
export type Calls = "none" | "three" | "eight" | "eight of forty words" | "ten of forty words";

/** A campaign in one language, with a title and calls of a length. */
function campaignWith(sample: CampaignText, language: string, title: 0 | 1 | 2, calls: Calls): CampaignText {
  const words = WORDS[language];
  if (words === undefined) throw new Error(`no words in ${language}`);
  const say = (text: string): Said => ({ text, lang: language });
  const short: Demand = { title: say(words.call), text: say(words.long) };
  const long: Demand = { title: null, text: say(words.long) };
  const many = { none: 0, three: 3, eight: 8, "eight of forty words": 8, "ten of forty words": 10 }[calls];
  const demands = Array.from({ length: many }, () => (calls.endsWith("words") ? long : short));
  const original = sample.editions[0];
  if (original === undefined) throw new Error("no edition");
  const edition: Edition = { ...original, language, title: say(words.titles[title]), demands };
  return { ...sample, languages: [language], editions: [edition], in: () => edition };
}

/** The view of such a campaign, with an accent for each length. */
export function printView(language: string, title: 0 | 1 | 2, calls: Calls, paper: Paper): PrintView {
  const campaign = { ...campaignWith(SAMPLE, language, title, calls), accent: ACCENTS[title] };
  return { site: SITE, campaign, language, phase: "open", today: TODAY, paper };
}

/** What is printed of the made-up campaigns. */
export function printedPages(): { name: string; language: string; html: string }[] {
  const pages: { name: string; language: string; html: string }[] = [];
  const add = (name: string, language: string, html: string) => pages.push({ name, language, html });
  const paper = "a4" as const;
  add("print-poster", "en", posterPage({ ...view(SAMPLE, "en"), paper }));
  add("print-poster.zh-Hant", "zh-Hant", posterPage({ ...view(LONG, "zh-Hant"), paper: "letter" }));
  add("print-poster.th", "th", posterPage({ ...view(LONG, "th"), paper }));
  add("print-poster.ar", "ar", posterPage({ ...view(ARABIC, "ar"), paper }));
  add("print-sheet", "en", signingSheetPage({ ...view(SAMPLE, "en"), paper }));
  add("print-sheet.zh-Hant", "zh-Hant", signingSheetPage({ ...view(LONG, "zh-Hant"), paper: "letter" }));
  add("print-sheet.th", "th", signingSheetPage({ ...view(LONG, "th"), paper }));
  add("print-sheet.ar", "ar", signingSheetPage({ ...view(ARABIC, "ar"), paper }));
  add("print-sheet-letter", "en", signingSheetPage({ ...view(LETTER, "en"), paper: "letter" }));
  const printed = (at: CampaignView, count: CountView, part = 1) => ({
    body: printedNames(at, count, { ...NAMES, first: part === 1, last: true }),
    part,
    parts: part,
  });
  for (const language of ["en", "zh-Hant", "th"]) {
    const at = view(LONG, language);
    add(`print-text.${language}`, language, printedTextPage({ ...at, paper }, printed(at, SOME)));
  }
  const sample = view(SAMPLE, "en");
  add("print-text", "en", printedTextPage({ ...sample, paper: "letter" }, printed(sample, NONE)));
  add("print-text-later", "en", printedTextPage({ ...sample, paper }, printed(sample, SOME, 3)));
  const letter = view(LETTER, "en");
  add("print-text-letter", "en", printedTextPage({ ...letter, paper }, printed(letter, LETTER_COUNT)));
  const arabic = view(ARABIC, "ar");
  add("print-text.ar", "ar", printedTextPage({ ...arabic, paper }, printed(arabic, SOME)));
  add("print-poster-closed", "en", posterPage({ ...view(SHORT, "en", "closed"), paper: "letter" }));
  return pages;
}
