// stub
import type { SiteView } from "../../web/view.ts";
import type { ConfirmedView, ConfirmRequestView, ConfirmView } from "../view.ts";
/** `/c/…`: shows what the link carries and asks again. Holds STAMP_MARK once. */
export function confirmPage(view: ConfirmView): string { return view.language; }
/** `/c/…` of a request to be taken off: asks again. Holds STAMP_MARK once. */
export function confirmRequestPage(view: ConfirmRequestView): string { return view.language; }
/** The answer to a confirmed signature. Holds CODE_MARK once. */
export function confirmedPage(view: ConfirmedView): string { return view.language; }
/** The page of a link that was used, has expired or was forged: one and the same. */
export function deadLinkPage(view: SiteView): string { return view.language; }
