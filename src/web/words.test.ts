import { strict as assert } from "node:assert";
import { test } from "node:test";
import { html, raw } from "./markup.ts";
import { bareTitle, longWords, titleClass } from "./titles.ts";
import { day, list, sentences, spokenOn, tell, words } from "./words.ts";

const said = (text: string, lang: string) => ({ text, lang });

test("what somebody typed never becomes markup", () => {
  assert.equal(html`<p>${`<b>"'&`}</p>`.toString(), "<p>&lt;b&gt;&quot;&#39;&amp;</p>");
  assert.equal(html`${raw("<b>")}`.toString(), "<b>");
  const message = tell("en", "confirm.asked.public", { words: html`${"<script>{x}</script>"}` });
  assert.equal(message.toString(), "You asked to appear as “&lt;script&gt;{x}&lt;/script&gt;”.");
});

test("a page made of something that is not there yet is a mistake, not a page", () => {
  assert.throws(() => html`${Promise.resolve("later") as unknown as string}`, TypeError);
});

test("words in another language than the page's are marked for voices, and turned where they run the other way", () => {
  assert.equal(words(said("Bonjour", "fr"), "fr").toString(), "Bonjour");
  assert.equal(words(said("Bonjour", "fr"), "en").toString(), '<span lang="fr">Bonjour</span>');
  assert.equal(words(said("مرحبا", "ar"), "en").toString(), '<span lang="ar" dir="rtl">مرحبا</span>');
});

test("the interface speaks English on pages in a language that it has not", () => {
  assert.equal(spokenOn("de"), "en");
  assert.equal(spokenOn("zh-Hant"), "zh-Hant");
  assert.equal(spokenOn("en-CA"), "en-CA");
});

test("days and lists are written as the reader's language writes them", () => {
  assert.equal(day("2027-03-08", "en").toString(), '<time datetime="2027-03-08">8 March 2027</time>');
  assert.equal(day("2027-03-08", "zh-Hant").toString(), '<time datetime="2027-03-08">2027年3月8日</time>');
  assert.equal(list([html`A`, html`B`, html`C`], "en").toString(), "A, B and C");
  assert.equal(list([html`A`, html`B`, html`C`], "zh-Hant").toString(), "A、B和C");
  assert.equal(list([html`A B`, html`C D`, html`E`], "th").toString(), "A B, C D และ E");
  assert.equal(list([], "en").toString(), "");
});

test("a Spanish list says e before an i, whatever marks the name has", () => {
  const of = (...names: string[]) =>
    list(
      names.map((name) => words(said(name, "en"), "es")),
      "es",
    );
  assert.match(of("Faros", "Iglesia").toString(), /<\/span> e <span lang="en">Iglesia/);
  assert.match(of("Faros", "Hijas del Puerto").toString(), / e <span/);
  assert.match(of("Faros", "Puerto").toString(), / y <span/);
  assert.equal(list([html`2`, html`A`, html`2`], "es").toString(), "2, A y 2");
});

test("two sentences stand apart by a blank, but not where the language has none", () => {
  const two = (language: string) => sentences(["A.", html`<b>B.</b>`], language).toString();
  assert.equal(two("en"), "A. <b>B.</b>");
  assert.equal(two("th"), "A. <b>B.</b>");
  assert.equal(two("zh-Hant"), "A.<b>B.</b>");
  assert.equal(two("zh-Hans"), "A.<b>B.</b>");
  assert.equal(two("ja"), "A. <b>B.</b>", "there the interface speaks English");
});

test("a short title is a poster, a long one is read, and a very long word never breaks a phone", () => {
  assert.equal(titleClass(said("Work without fear", "en")), "t1");
  assert.equal(titleClass(said("Night work without fear, for everyone who keeps us going", "en")), "t2");
  assert.equal(titleClass(said("x ".repeat(31), "en")), "t3");
  assert.equal(titleClass(said("Nachtarbeitsschutz", "de")), "t3");
  assert.equal(titleClass(said("在夜裡工作，不該活在恐懼裡", "zh-Hant")), "t2");
  assert.equal(titleClass(said("工作無懼", "zh-Hant")), "t1");
});

test("a word over 13 letters is told, and a soft hyphen in it lets the title be larger", () => {
  assert.deepEqual(longWords(said("Gegen die Arbeitnehmerüberlassung", "de")), ["Arbeitnehmerüberlassung"]);
  assert.deepEqual(longWords(said("Work without fear", "en")), []);
  assert.deepEqual(longWords(said("แถลงการณ์ว่าด้วยการทำงานกลางคืน", "th")), []);
  const soft = "Nachtarbeits\u00adschutz";
  assert.deepEqual(longWords(said(soft, "de")), [soft]);
  assert.equal(titleClass(said(soft, "de")), "t1");
  assert.equal(bareTitle(soft), "Nachtarbeitsschutz");
});
