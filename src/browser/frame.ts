// The frame of the desk: which page an address shows, what stands around it, what went wrong.
// Pages change without a load, since the opened keys live in this tab's memory alone.
import { html, nothing, render, type TemplateResult } from "lit-html";
import { sayAtDesk } from "../locales/desk.ts";
import { bar, lockLine, SIGN_IN } from "./bar.ts";
import { type CampaignAtDesk, campaignAt, campaignBar } from "./campaign-pages.ts";
import { sayError } from "./errors.ts";
import type { Context, Opened, Page } from "./page.ts";
import { inSight, keepPlace, placeOf } from "./place.ts";
import { openSession, type Session } from "./session.ts";

/** What the addresses of a campaign's pages begin with. */
const OF_A_CAMPAIGN = "/desk/:slug/";

/** Compares an address with a page's path. @returns what stands for its names, or null */
function match(path: string, pathname: string): Record<string, string> | null {
  const [wanted, given] = [path.split("/"), pathname.replace(/(.)\/+$/, "$1").split("/")];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const found = given[at] ?? "";
    if (part.startsWith(":") && found !== "") params[part.slice(1)] = decodeURIComponent(found);
    else if (part !== found) return null;
  }
  return params;
}

/** Starts the desk in a document. */
export async function startDesk(body: HTMLElement, pages: readonly Page[]): Promise<void> {
  const root = document.documentElement;
  let language = root.lang;
  let t = sayAtDesk(language);
  const session: Session = openSession(root.dataset.network ?? location.origin, {
    changed: () => void changed(),
    leaving: async () => opened?.leaving?.(),
  });
  let page: Page | null = null;
  let opened: Opened | null = null;
  let wrong: string | null = null;
  let visit = 0;
  /** The address that is shown. */
  let shown = "";
  /** Whose page it is, once the network said so. */
  let campaign: CampaignAtDesk | null = null;

  /** Whoever is signed in has chosen a language; before that it is the browser's. */
  const speak = () => {
    language = session.me?.kind === "account" ? session.me.language : root.lang;
    if (language === root.lang) return;
    root.lang = language;
    t = sayAtDesk(language);
  };
  const draw = () => keepPlace(body, () => render(frame(), body));
  /** Locked, signed out, opened: pages that need what is gone ask for it again. */
  const changed = async () => {
    if (page && !mayShow(page, session)) await show();
    else draw();
  };
  const go = (path: string) => {
    if (path !== location.pathname + location.search + location.hash) history.pushState(null, "", path);
    void show();
  };
  const attempt = async (work: () => Promise<void>) => {
    const back = placeOf(body);
    wrong = null;
    try {
      await work();
    } catch (error) {
      wrong = sayError(t, error);
      await session.look().catch(() => undefined);
    }
    draw();
    if (wrong !== null) body.querySelector<HTMLElement>("#wrong")?.focus();
    // A button was off while its work was done: whoever pressed it with the keyboard is put back to it.
    else back();
  };

  /** Reads again what is said above a campaign's pages. */
  const readCampaign = async (slug: string) => {
    const mine = visit;
    const found = await campaignAt(session, slug).catch(() => campaign);
    if (mine !== visit) return;
    campaign = found;
    title();
    draw();
    inSight(body.querySelector<HTMLElement>(".campaign [aria-current]"));
  };

  const show = async () => {
    const mine = ++visit;
    shown = location.href;
    opened?.close?.();
    [opened, wrong] = [null, null];
    const { pathname } = location;
    let params: Record<string, string> | null = null;
    page =
      pages.find((one) => {
        params = match(one.path, pathname);
        return params !== null;
      }) ?? null;
    if (page && !mayShow(page, session)) {
      const next = encodeURIComponent(pathname + location.search);
      history.replaceState(null, "", `${SIGN_IN}?next=${next}`);
      return show();
    }
    speak();
    const slug = page?.path.startsWith(OF_A_CAMPAIGN) ? params?.["slug"] : undefined;
    if (campaign?.slug !== slug) campaign = null;
    title();
    draw();
    if (!page || !params || !mayEver(page, session)) return;
    const again = async () => {
      if (slug !== undefined) await readCampaign(slug);
    };
    void again();
    const context: Context = {
      session,
      t,
      language,
      params,
      fragment: location.hash.slice(1),
      query: new URLSearchParams(location.search),
      redraw: draw,
      campaignChanged: again,
      go,
      attempt,
    };
    await attempt(async () => {
      const made = await page?.open(context);
      if (mine === visit) opened = made ?? null;
      else made?.close?.();
    });
    if (mine !== visit) return;
    const heading = body.querySelector<HTMLElement>("h1");
    // Whoever uses a keyboard or a voice is told where they are; the first page is told by the browser itself.
    if (visit > 1 && document.activeElement === document.body) heading?.focus();
    scrollTo(0, 0);
  };
  const title = () => {
    const network = session.me?.network.name ?? "";
    document.title = [t(page?.title ?? "frame.missing.title"), campaign?.title, network]
      .filter(Boolean)
      .join(" – ");
  };

  const signOut = () =>
    void attempt(async () => {
      await opened?.leaving?.();
      await session.signOut();
      go(SIGN_IN);
    });
  const frame = (): TemplateResult => html`<a class="skip" href="#main">${t("frame.skip")}</a>
    ${page?.bare ? (opened?.band?.() ?? nothing) : lockLine(t, language, session, page)}
    ${page?.bare || !session.me ? nothing : html`<header>${bar(t, pages, signOut)}${campaign && page ? campaignBar(t, session, campaign, page.path.slice(OF_A_CAMPAIGN.length)) : nothing}</header>`}
    <main id="main" tabindex="-1">
      ${
        wrong === null
          ? nothing
          : html`<div class="check" id="wrong" role="alert" tabindex="-1"><h2>${t("frame.error.title")}</h2><p>${wrong}</p></div>`
      }
      ${page && !mayEver(page, session) ? forHolders(page) : (opened?.view() ?? (page ? loading() : missing()))}
    </main>`;
  const loading = () => (wrong === null ? html`<p role="status">${t("frame.loading")}</p>` : nothing);
  const forHolders = ({ title }: Page) =>
    html`<h1 tabindex="-1">${t(title)}</h1><p>${t("frame.holders_only")}</p><p><a class="tap" href="/desk/team">${t("frame.holders_only.who")}</a></p>`;
  const missing = () =>
    html`<h1 tabindex="-1">${t("frame.missing.title")}</h1><p>${t("frame.missing")}</p><p><a class="tap" href="/desk">${t("frame.back")}</a></p>`;

  document.addEventListener("click", (event) => {
    const url = ledWithin(event);
    if (!url) return;
    event.preventDefault();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    go(url.pathname + url.search + url.hash);
  });
  addEventListener("popstate", () => {
    if (location.href === shown && opened?.stepped) opened.stepped();
    else void show();
  });
  addEventListener("beforeunload", (event) => {
    if (opened?.unsaved?.()) event.preventDefault();
  });
  for (const kind of ["pointerdown", "keydown"]) {
    addEventListener(kind, () => session.touched(), { passive: true });
  }
  // What the server wrote was for browsers without scripts.
  body.replaceChildren();
  wrong = await session.look().then(
    () => null,
    (error: unknown) => sayError(t, error),
  );
  await show();
}

/** Where a click leads within the desk, without another tab or a load; null where the browser shall follow it itself. */
function ledWithin(event: MouseEvent): URL | null {
  const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button !== 0) return null;
  const other = event.metaKey || event.ctrlKey || event.shiftKey || link.target || link.download;
  const url = new URL(link.href);
  if (other || url.origin !== location.origin || !/^\/desk(?:\/|$)/.test(url.pathname)) return null;
  const same = url.pathname === location.pathname && url.search === location.search;
  return same && url.hash !== "" ? null : url;
}

/** Whether it can be shown now; a page that this account may never open is shown with why. */
function mayShow(page: Page, session: Session): boolean {
  return {
    nothing: true,
    session: session.me !== null,
    keys: session.desk !== null || !mayEver(page, session),
  }[page.needs];
}

/** Whoever is signed in without being a key holder has no words that open: asking for them would lead nowhere. */
function mayEver({ needs }: Page, { me }: Session): boolean {
  return needs !== "keys" || me === null || me.role === "key_holder";
}
