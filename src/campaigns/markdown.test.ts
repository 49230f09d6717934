import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { demandsMarks, renderText } from "./markdown.ts";

const html = (markdown: string) => renderText(markdown).before;

test("the calls stand where [demands] stands, and after the text when it does not", () => {
  const marked = renderText("One.\n\n[demands]\n\nTwo.");
  assert.deepEqual(marked, { before: "<p>One.</p>\n", after: "<p>Two.</p>\n", hasDemands: true });
  assert.deepEqual(renderText("One."), { before: "<p>One.</p>\n", after: "", hasDemands: false });
});

test("[demands] needs its line for itself, but no empty lines around it", () => {
  assert.equal(renderText("One.\n[demands]\nTwo.").after, "<p>Two.</p>\n");
  assert.equal(renderText("- a\n- b\n[demands]\nTwo.").after, "<p>Two.</p>\n");
  for (const other of [
    "See [demands] below.",
    "```\n[demands]\n```",
    "    [demands]",
    "> [demands]",
    "- [demands]",
  ]) {
    assert.equal(renderText(other).hasDemands, false, other);
  }
  assert.deepEqual(demandsMarks("One.\n\n[demands]\n\nx\n[demands]"), [2, 5]);
});

test("headings begin at the second level: the first is the title's", () => {
  assert.equal(html("# One"), "<h2>One</h2>\n");
  assert.equal(html("## Two"), "<h2>Two</h2>\n");
  assert.equal(html("### Three"), "<h3>Three</h3>\n");
  assert.equal(html("One\n==="), "<h2>One</h2>\n");
});

test("links lead to the web, a mailbox or a telephone, and nowhere else", () => {
  const rel = 'rel="noopener noreferrer nofollow"';
  assert.equal(html("[a](https://x.example/)"), `<p><a href="https://x.example/" ${rel}>a</a></p>\n`);
  assert.equal(html("[a](mailto:a@x.example)"), `<p><a href="mailto:a@x.example" ${rel}>a</a></p>\n`);
  assert.equal(html("[a](tel:+14165550100)"), `<p><a href="tel:+14165550100" ${rel}>a</a></p>\n`);
  assert.match(html("see https://x.example/a now"), /<a href="https:\/\/x\.example\/a" /);
  for (const href of [
    "javascript:alert(1)",
    "java&#115;cript:alert(1)",
    "data:text/html,x",
    "/desk",
    "//x.example",
    "ftp://x.example",
    "#a",
  ]) {
    assert.doesNotMatch(html(`[a](${href})`), /<a /, href);
    assert.doesNotMatch(html(`<${href}>`), /<a /, href);
  }
});

test("raw HTML and images never reach the page", () => {
  assert.equal(html("<b onclick=x>a</b>"), "<p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>\n");
  assert.equal(html("![a <picture>](https://x.example/a.png)"), "<p>a &lt;picture&gt;</p>\n");
});

test("whatever is written, the page holds only harmless elements and no style, class or handler", () => {
  const allowed =
    /^<\/?(?:p|h[2-6]|ul|ol|li|em|strong|blockquote|pre|code|hr|br)>$|^<ol start="\d+">$|^<a href="(?:https?:\/\/|mailto:|tel:)[^"<>]*"(?: title="[^"<>]*")? rel="noopener noreferrer nofollow">$|^<\/a>$/i;
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.constantFrom(
      "<script>",
      "](",
      "[a](javascript:x)",
      "![x](y)",
      "\n",
      "\n\n",
      "# ",
      "> ",
      "- ",
      "1) ",
      "```js\n",
      "<!--",
      "&lt;",
      "|a|b|\n|:-|-|\n",
      "[demands]\n",
      '<https://x.example/">',
      "**",
      "_",
      "`",
      "[x]: y 'z'\n",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { before, after } = renderText(pieces.join(""));
      for (const [tag] of `${before}${after}`.matchAll(/<[^>]*>?/g)) assert.match(tag, allowed);
    }),
    { numRuns: 300 },
  );
});
