// What the set-up link shows in a browser. The link's secret stands behind # and never reaches the server, so the
// page can only say in words how the first run is done. Pure.
import words from "../locales/organiser/en/start.json" with { type: "json" };
import { layout } from "../web/layout.ts";
import { html } from "../web/markup.ts";
import type { Site } from "../web/view.ts";

/** What is typed on one's own computer; the link is a placeholder, since only its owner has it. */
function command(baseUrl: string): string {
  return [
    `undersigned begin '${baseUrl}/desk/start#…'`,
    "--network 'NAME' --name 'NAME' --email 'ADDRESS'",
    "--words-file words.txt --envelope-file envelope.txt",
  ].join(" \\\n  ");
}

/**
 * The page at `/desk/start`.
 * @param site the installation
 * @param begun whether there is a key holder already
 * @returns a full HTML document
 */
export function startPage(site: Site, begun: boolean): string {
  const main = begun
    ? html`<header class="head g">
<h1 class="t3">${words.begun_heading}</h1>
<p class="lead">${words.begun_lead}</p>
</header>`
    : html`<header class="head g">
<h1 class="t3">${words.heading}</h1>
<p class="lead">${words.lead}</p>
</header>
<section class="g text">
<p>${words.how}</p>
<p>${words.clone}</p>
<p>${words.run}</p>
<pre><code>${command(site.baseUrl)}</code></pre>
<p>${words.files}</p>
</section>`;
  return layout({ site, language: "en", languages: [], title: `${words.title} – ${site.name}`, main });
}
