// The sentences as people read them, with every place filled: that none is left in English, that each has the
// punctuation of its language, and that a word of ours is always the same word.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { IntlMessageFormat } from "intl-messageformat";
import { LANGUAGES, type Language, localeOf } from "./languages.ts";

const FILES = ["pages", "mail", "share"] as const;
const TRANSLATED = LANGUAGES.filter((language) => language !== "en");

/** What stands for a name: written as the language is, so that what stands around it can be judged. */
const NAME: Readonly<Record<Language, string>> = {
  en: "Name",
  fr: "Nom",
  es: "Nombre",
  "zh-Hant": "名字",
  "zh-Hans": "名字",
  th: "ชื่อ",
};
const NUMBERS = [0, 1, 2, 3, 7, 10, 100, 1000, 1_000_000];
const SELECTED = ["yes", "no", "folder", "process"];

interface Line {
  /** `fr/pages.json, sign.button`, to find it by. */
  id: string;
  key: string;
  /** The message as it stands in the file. */
  raw: string;
  /** Every sentence that it makes. */
  read: string[];
}

/** All that a message can say, each sentence once. */
function allReadings(raw: string, language: Language): string[] {
  let format: IntlMessageFormat;
  try {
    format = new IntlMessageFormat(raw, localeOf(language));
  } catch (error) {
    throw new Error(`${language} cannot be read: ${raw}`, { cause: error });
  }
  const said = new Set<string>();
  for (const number of NUMBERS) {
    for (const selected of SELECTED) {
      const values = new Proxy<Record<string, unknown>>(
        {},
        {
          has: () => true,
          getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
          get: (_, name) => {
            if (name === "b" || name === "ask") return (inside: readonly string[]) => inside.join("");
            if (name === "envelope" || name === "memory") return selected;
            return new RegExp(`\\{${String(name)}, (?:plural|number)`).test(raw) ? number : NAME[language];
          },
        },
      );
      const parts = format.format(values as never) as unknown;
      said.add(Array.isArray(parts) ? parts.join("") : String(parts));
    }
  }
  return [...said];
}

function linesOf(language: Language): Line[] {
  return FILES.flatMap((file) => {
    const url = new URL(`./signer/${language}/${file}.json`, import.meta.url);
    const texts = JSON.parse(readFileSync(url, "utf8")) as Record<string, string>;
    return Object.entries(texts).map(([key, raw]) => ({
      id: `${language}/${file}.json, ${key}`,
      key,
      raw,
      read: allReadings(raw, language),
    }));
  });
}

const LINES = new Map(LANGUAGES.map((language) => [language, linesOf(language)]));
const lines = (language: Language): readonly Line[] => LINES.get(language) ?? [];
const english = new Map(lines("en").map((line) => [line.key, line]));

/** What may not be read, and why. */
type Fault = readonly [RegExp, string];

const EVERYWHERE: readonly Fault[] = [
  [/['"`´]/, "a straight quote: ’ “ ” and the language's own"],
  [/\.\.\./, "three full stops"],
  [/ {2}|^\s|\s$/, "a blank too many"],
  [/[\u00ad\u200b-\u200d\u2060\ufeff]/, "something unseen"],
  [/[{}<>]|undefined|#/, "a place that was not filled"],
];
const CHINESE: readonly Fault[] = [
  [/\p{sc=Han}[,;:!?()]|[,;:!?()]\p{sc=Han}/u, "half-wide punctuation beside Han"],
  [/\p{sc=Han}[A-Za-z]|[A-Za-z]\p{sc=Han}/u, "no blank between Han and Latin letters"],
  [/[，。；：？！（）「」]\s|\s[，。；：？！（）「」]/, "a blank beside wide punctuation"],
  [/您/, "您: we say 你"],
];
/** What the two catalogues use, where each way of writing has a form of its own. */
const SIMPLIFIED =
  /[签为复来个们备传储内两册删则刚划动区问单吗国团写将专对属帮几厨张强后从凭忆应择携数时暂会东条标样机检毁决没减浏现当畴发监确码称纪纳纸组结络给经维网线编缩总义联声职脑与旧处号萤装视觉览订计讯记设诉询试话认语说谁谈请识护读变让资踪载输转办这连进运过递迟选还边邮钮销录错锁长开间阅关随离电页项头题愿显马骤体么点]/u;
const TRADITIONAL =
  /[簽為裡複並來個們備傳儲內兩冊刪則剛劃動區問單嗎國團寫將專對屬幫幾廚張強後徑從憑憶應擇攜數時暫會東條標樣機檢毀決沒減瀏現當疇發監確碼稱籲紀納紙組結絡給經維網線編縮總義聯聲職腦與舊處號螢裝視覺覽訂計訊記設訴詢試話認語說誰談請識護讀變讓資蹤載輸轉辦這連進運過遞遲選還邊郵鈕銷錄錯鎖長開間閱關隨離電頁項頭題願顯馬驟體麼點]/u;

const FAULTS: Readonly<Record<Language, readonly Fault[]>> = {
  en: [[/\s[,;:!?.]/, "a blank before punctuation"]],
  fr: [
    [/[^\u202f][;:!?»]/, "no narrow no-break space (U+202F) before ; : ! ? »"],
    [/«[^\u202f]/, "no narrow no-break space (U+202F) after «"],
    [/\u202f(?![;:!?»\d\p{L}])/u, "a narrow no-break space (U+202F) that holds nothing"],
    [/[“”„]/, "other quotes than « »"],
    [/\p{L}[·•.]\p{L}*(?:e|es|s)\b(?!xample|org)/u, "a point inside a word: say it neutrally"],
    [/(?<!\p{L})(?:tu|ton|tes|toi)(?!\p{L})/iu, "tu: we say vous"],
  ],
  es: [
    [/\s[,;:!?.]/, "a blank before punctuation"],
    [/[«»]/, "other quotes than “ ”"],
    [/(?:^|[.:;,“(]\s?)[^¿?]*\?/, "a question that does not begin with ¿"],
    [/^[^¡]*!/, "a call that does not begin with ¡"],
    [/(?<!\p{L})(?:tú|tu|tus|te|ti|contigo)(?!\p{L})/iu, "tú: we say usted"],
    [/@(?!example|\.|$)|\p{L}[/·]\p{L}|\(a\)/u, "two genders at once: say it neutrally"],
  ],
  "zh-Hant": [...CHINESE, [/[“”‘’«»]/, "other quotes than 「 」"], [SIMPLIFIED, "a simplified character"]],
  "zh-Hans": [
    ...CHINESE,
    [/[「」『』«»]/, "other quotes than “ ”"],
    [TRADITIONAL, "a traditional character"],
    [/電郵|连结|网路|软体|程式码|伺服器|掌匙人/u, "a word of Hong Kong or Taiwan"],
  ],
  th: [
    [/ครับ|ค่ะ|นะคะ/, "a particle that gives the speaker a gender"],
    [/\.$|[\u0e00-\u0e7f]\.\s/, "a full stop: Thai leaves a blank"],
    [/\s[,;:!?]/, "a blank before punctuation"],
    [/[\u0e00-\u0e7f]\?/, "a question mark: Thai asks by its words"],
  ],
};

/** Pairs that must be whole; the first is Spanish alone, elsewhere a question has only its end. */
const PAIRS = ["¿?", "“”", "«»", "「」", "（）", "()"] as const;

function faultsOf(sentence: string, language: Language): string[] {
  const told = sentence.replace("= + - ", "");
  const found = [...EVERYWHERE, ...FAULTS[language]]
    .filter(([fault]) => fault.test(told))
    .map(([, why]) => why);
  const pairs = language === "es" ? PAIRS : PAIRS.slice(1);
  const halves = pairs.filter(
    ([open = "", close = ""]) => told.split(open).length !== told.split(close).length,
  );
  return [...found, ...halves.map((pair) => `half of ${pair}`)];
}

for (const language of LANGUAGES) {
  test(`${language}: punctuation and forms of address are those of the language`, () => {
    const found = lines(language).flatMap(({ id, read }) =>
      read.flatMap((sentence) => faultsOf(sentence, language).map((why) => `${id}: ${why}: ${sentence}`)),
    );
    assert.deepEqual(found, []);
  });
}

test("what is wrong with a sentence is found", () => {
  const wrong: readonly (readonly [Language, string])[] = [
    ["en", "Don't sign here"],
    ["en", "“Half a quote"],
    ["fr", "Est-ce vous ?"],
    ["fr", "Signé par les signataire·s"],
    ["fr", "Écris ton nom"],
    ["es", "Firmar por tu organización"],
    ["es", "Ahora mire. Fue usted?"],
    ["zh-Hant", "你的签署"],
    ["zh-Hant", "你的簽署,還沒有計算"],
    ["zh-Hant", "“簽署”"],
    ["zh-Hans", "你的簽名"],
    ["zh-Hans", "Tor浏览器"],
    ["th", "ลงชื่อค่ะ"],
    ["th", "ลงชื่อแล้ว."],
  ];
  for (const [language, sentence] of wrong) assert.notDeepEqual(faultsOf(sentence, language), [], sentence);
});

/** Nothing of ours in them, or the same word in both languages. */
const ALIKE: Readonly<Partial<Record<Language, readonly string[]>>> = {
  fr: ["namesPage.organisations"],
};
/** Names and words that are written in Latin letters by everybody. */
const LATIN = /Cookie|WeChat|WhatsApp|LINE|Tor|SMS|IP|(?:name|nom|nombre)@example\.org/g;
const ENGLISH = /\b(?:the|and|you|your|with|that|this|from|was|were|what|who|not|it|of|is|be|been)\b/i;

for (const language of TRANSLATED) {
  test(`${language}: nothing is left in English`, () => {
    const latin = language === "fr" || language === "es";
    const found = lines(language).filter(({ key, raw, read }) => {
      const wordless = !/\p{L}/u.test(raw.replace(/\{[^{}]*\}/g, ""));
      if (wordless || ALIKE[language]?.includes(key)) return false;
      const bare = read.join("\n").replace(LATIN, "");
      return read.join() === english.get(key)?.read.join() || (latin ? ENGLISH : /[A-Za-z]/).test(bare);
    });
    assert.deepEqual(
      found.map(({ id, raw }) => `${id}: ${raw}`),
      [],
    );
  });
}

/** Words with a meaning of ours: wherever English says one, each language says its own. */
const TERMS: readonly { english: RegExp; own: Readonly<Record<Exclude<Language, "en">, RegExp>> }[] = [
  {
    english: /key holder/i,
    own: {
      fr: /gard(?:e|ent) la clé/,
      es: /guardan? la llave/,
      "zh-Hant": /掌匙人/,
      "zh-Hans": /钥匙保管人/,
      th: /ผู้ถือกุญแจ/,
    },
  },
  {
    english: /\benvelope\b(?!,)/i,
    own: { fr: /enveloppe/, es: /sobre/, "zh-Hant": /信封/, "zh-Hans": /信封/, th: /ซอง/ },
  },
  {
    english: /\b(?:your|this|no|the) code\b/i,
    own: { fr: /code/, es: /código/, "zh-Hant": /專屬碼/, "zh-Hans": /专属码/, th: /รหัส/ },
  },
  {
    english: /\block(?:ed|s)?\b/i,
    own: { fr: /sous clé/, es: /llave/, "zh-Hant": /鎖/, "zh-Hans": /锁/, th: /ล็อก/ },
  },
  {
    english: /\baccept/i,
    own: { fr: /accept/, es: /acept/, "zh-Hant": /接納/, "zh-Hans": /接受/, th: /ยอมรับ/ },
  },
  {
    english: /\btak(?:e|es|en)\b[^.]* off\b/i,
    own: { fr: /retir/i, es: /ret[ií]r/i, "zh-Hant": /撤下/, "zh-Hans": /撤下/, th: /ถอน/ },
  },
  {
    english: /\bcount(?:ed)?\b/i,
    own: {
      fr: /compt/i,
      es: /cu[eé]nt|cont(?:e|a)/i,
      "zh-Hant": /計算|總數|數/,
      "zh-Hans": /计|总数|数/,
      th: /นับ/,
    },
  },
  {
    english: /\bmark\b/i,
    own: { fr: /marque/, es: /marca/, "zh-Hant": /圈/, "zh-Hans": /圈/, th: /เครื่องหมาย/ },
  },
  {
    english: /\bsign(?:ed|ing)?\b/i,
    own: { fr: /sign/i, es: /firm/i, "zh-Hant": /簽/, "zh-Hans": /签/, th: /ลงชื่อ/ },
  },
];

for (const language of TRANSLATED) {
  test(`${language}: a word of ours is the same word on every page`, () => {
    const found = lines(language).flatMap(({ id, key, read }) =>
      TERMS.filter(({ english: word, own }) => {
        const first = english.get(key)?.read.join("\n") ?? "";
        return word.test(first) && !own[language as Exclude<Language, "en">].test(read.join("\n"));
      }).map(({ english: word }) => `${id}: ${word}: ${read[0]}`),
    );
    assert.deepEqual(found, []);
  });
}

test("who waits for a mail is told that a second one may take a day, as the budget has it, and not to hurry it", () => {
  // One an hour, one a day from one network (memory/budgets.ts): what is asked for again waits until the next day.
  const day: Record<Language, RegExp> = {
    en: /up to a day/,
    fr: /jusqu’à un jour/,
    es: /hasta un día/,
    "zh-Hant": /等一天/,
    "zh-Hans": /等一天/,
    th: /หนึ่งวัน/,
  };
  for (const language of LANGUAGES) {
    const said = lines(language).find(({ key }) => key === "next.mail.text")?.raw ?? "";
    assert.match(said, day[language]);
    assert.doesNotMatch(said, /\d/, "no number of minutes brings it sooner");
  }
});
