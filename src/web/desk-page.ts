// The one document of the desk: the same for every page under /desk, without any data. What people see is made in
// the browser by the desk's script, so that one's own copy can serve the very same page (`undersigned desk`).
import { DESK_LANGUAGES, sayAtDesk } from "../locales/desk.ts";
import { html } from "./markup.ts";
import type { Scripts } from "./scripts.ts";
import { DESK_STYLE } from "./stylesheet.ts";

/** The desk's language for a browser: the first of its own that the browser asks for, else English. */
export function deskLanguage(acceptLanguage: string | undefined): string {
  const asked = (acceptLanguage ?? "").toLowerCase().split(",");
  const wanted = asked.map((tag) => tag.split(/[-;]/)[0]?.trim());
  return wanted.find((tag) => DESK_LANGUAGES.some((one) => one === tag)) ?? "en";
}

/**
 * The document.
 * @param scripts the bundled scripts; null when there are none
 * @param language `en` or `fr`
 * @param own the network's address, when one's own copy serves the page
 */
export function deskPage(scripts: Scripts | null, language: string, own: string | null = null): string {
  const t = sayAtDesk(language);
  const page = html`<!doctype html>
<html lang="${language}"${own === null ? null : html` data-network="${own}"`}>
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">
<title>${t("frame.nav")}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${DESK_STYLE.path}">${
    scripts === null
      ? null
      : html`
<script type="module" src="${scripts.desk.path}" integrity="sha256-${scripts.desk.sha256}" data-worker="${scripts.worker.path}" data-stretching="${scripts.stretching.path}"></script>`
  }
</head>
<body class="desk">
<main id="main"><p>${t(scripts === null ? "frame.no_scripts" : "frame.loading")}</p><noscript><p>${t("frame.no_script")}</p></noscript></main>
</body></html>
`;
  return page.toString();
}
