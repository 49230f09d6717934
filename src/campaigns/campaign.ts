// What a campaign is once its file and its translations were read: the words of one page in each of its
// languages, and the rules they share. No I/O, no HTML. file.ts and translations.ts make these; pages,
// the desk and signing read them. Days are ISO strings (2027-12-31) and never carry an hour.

/** What a campaign may be; the first of its page's choices. */
export type CampaignKind = "declaration" | "petition" | "open-letter" | "alert" | "gathering";

/** As whom one signs. */
export type As = "person" | "organisation";

/** How a signer may appear, from the least to the most seen. */
export type Appear = "counted" | "addressee" | "public";

/** Actions whose rooms are not built yet: a draft may hold them, a published campaign may not. */
export type LaterRoom = "letter" | "attend" | "memorial" | "comments";

/** Words together with the language they are in: what a translation leaves out is the original's. */
export interface Said {
  readonly text: string;
  /** BCP 47, canonical: "en", "zh-Hant". */
  readonly lang: string;
}

/** Whom to ask. At least one of the three ways is given. */
export interface Contact {
  readonly name: Said;
  readonly email: string | null;
  readonly phone: string | null;
  readonly url: string | null;
}

export interface Host {
  readonly name: Said;
  readonly url: string | null;
}

/** To whom the campaign speaks. */
export interface Target {
  readonly name: Said;
  readonly role: Said | null;
  readonly organisation: Said | null;
  readonly email: string | null;
}

/** What is decided, by whom, on which day. */
export interface Decision {
  readonly what: Said;
  readonly on: string;
  readonly by: Said | null;
}

/** The one picture of a campaign's page. */
export interface Picture {
  /** Its name at the network: of its bytes, its size in pixels and its kind. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** What is seen in it, for whoever does not see it. */
  readonly alt: Said;
  /** Who made it. */
  readonly credit: Said;
}

/** One call: a title, a text, or both. */
export interface Demand {
  readonly title: Said | null;
  readonly text: Said | null;
}

/** Signatures collected elsewhere; never mixed into the total. */
export interface BroughtIn {
  readonly label: Said;
  readonly people: number;
  readonly organisations: number;
}

export interface LinkAction {
  readonly label: Said;
  readonly url: string;
}

/** The words of one field in one language. */
export interface FieldWords {
  /** null: a known field whose label is the catalogue's. */
  readonly label: Said | null;
  readonly hint: Said | null;
  /** The options as shown, in the order of `Field.options`; empty unless the field is a choice. */
  readonly options: readonly Said[];
}

/** All that a page says in one language. */
export interface Edition {
  readonly language: string;
  readonly title: Said;
  readonly plainName: Said;
  readonly summary: Said | null;
  readonly hosts: readonly Host[];
  readonly contact: Contact;
  readonly press: Contact | null;
  readonly target: Target | null;
  readonly decision: Decision | null;
  readonly opposition: Said | null;
  readonly picture: Picture | null;
  readonly demandsHeading: Said | null;
  readonly demands: readonly Demand[];
  readonly founders: readonly Said[];
  readonly broughtIn: readonly BroughtIn[];
  readonly links: readonly LinkAction[];
  /** The text to copy when one shares; null when the file gives none (or does not ask to share). */
  readonly shareText: Said | null;
  /** By field id; an entry for each field of the sign action. */
  readonly fields: Readonly<Record<string, FieldWords>>;
  /** Markdown; markdown.ts renders it. */
  readonly body: Said;
}

export type FieldType = "text" | "long" | "choice" | "choices";

/** One field of the form. Its words are in `Edition.fields`. */
export interface Field {
  readonly id: string;
  /** A field the catalogue has a label for (fields.ts, KNOWN_FIELDS). */
  readonly known: boolean;
  readonly type: FieldType;
  /** Values that can be chosen: the options' texts in the original's language. */
  readonly options: readonly string[];
  readonly for: As | "both";
  readonly optional: boolean;
  /** UTF-8 bytes of one value after trimming and NFC. */
  readonly maxBytes: number;
  /** HTML's autocomplete and inputmode tokens; null where nothing fits. */
  readonly autocomplete: string | null;
  readonly inputmode: string | null;
}

export interface SignAction {
  readonly as: readonly As[];
  readonly email: "optional" | "required" | "none";
  /** At least one; in the order counted, addressee, public. */
  readonly appear: readonly Appear[];
  /** In the form's order, for everyone; `fieldsFor` in fields.ts picks. */
  readonly fields: readonly Field[];
  /** Whether an unticked box offers news from the hosts. */
  readonly follow: boolean;
}

/** An action of the file, in the file's order. `at` counts the links before this one. */
export type Step =
  | { readonly action: "sign" }
  | { readonly action: "share" }
  | { readonly action: "link"; readonly at: number }
  | { readonly action: "letter" }
  | { readonly action: "attend" }
  | { readonly action: "memorial" };

/** A campaign as its files say it: what every language shares, and an edition for each. */
export interface CampaignText {
  readonly slug: string;
  readonly kind: CampaignKind;
  /** The original's language first, then translations in the order given. */
  readonly languages: readonly string[];
  /** `#rrggbb`, lower case; null for the house's colour. */
  readonly accent: string | null;
  readonly opens: string | null;
  readonly closes: string | null;
  /** The last day on which what people typed is kept; null only where nothing is asked. */
  readonly keepUntil: string | null;
  readonly sign: SignAction | null;
  readonly share: boolean;
  readonly steps: readonly Step[];
  readonly laterRooms: readonly LaterRoom[];
  /** In the order of `languages`. */
  readonly editions: readonly Edition[];
  /** The edition in that language; the original's when the campaign does not speak it. */
  in(language: string): Edition;
}

/** What can be wrong with an answer. */
export type FieldErrorKind =
  /** required and empty */
  | "missing"
  /** past the bytes or the graphemes allowed */
  | "too_long"
  /** a name holds a web address */
  | "url"
  /** a name begins with = + - @ */
  | "leading"
  /** control characters, or text that is not well-formed */
  | "control"
  /** not an e-mail address */
  | "email"
  /** not among the options */
  | "not_offered"
  /** given more than once */
  | "repeated"
  /** a field the form does not have */
  | "unknown";

/** An answer that cannot be taken, by the id of its field (or `email`, `appear`, `shown_as`). */
export interface FieldError {
  readonly field: string;
  readonly kind: FieldErrorKind;
}

/** The answers of one form by field id: one value, or several for `choices`. */
export type Answers = Record<string, string | string[]>;
