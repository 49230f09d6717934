// What a check finds: how grave it is, what is wrong and what to do, in one line.

/** `danger` may show who signed; `wrong` does not work or will not; `hint` is worth a look. */
export type Gravity = "danger" | "wrong" | "hint";

export interface Finding {
  gravity: Gravity;
  /** What is wrong. */
  what: string;
  /** What to do. */
  mend: string;
}

export interface Check {
  /** What is looked at, as it stands in the list of what is fine. */
  name: string;
  /** @throws whatever kept it from looking, which is a finding of its own */
  look(): Promise<Finding[]>;
}

const GRAVEST_FIRST: readonly Gravity[] = ["danger", "wrong", "hint"];

/** Something that may show who signed. */
export const danger = (what: string, mend: string): Finding => ({ gravity: "danger", what, mend });
/** Something that does not work, or will not for long. */
export const wrong = (what: string, mend: string): Finding => ({ gravity: "wrong", what, mend });
/** Something worth a look. */
export const hint = (what: string, mend: string): Finding => ({ gravity: "hint", what, mend });

export interface Findings {
  /** Gravest first. */
  found: Finding[];
  /** The names of checks that found nothing. */
  fine: string[];
}

/** Makes all checks at once. A check that could not look is wrong itself. */
export async function makeChecks(checks: readonly Check[]): Promise<Findings> {
  const each = await Promise.all(
    checks.map(async ({ name, look }) => {
      const found = await look().catch((error: Error) => [
        wrong(`${name}: could not be looked at (${error.message})`, "see what keeps this command from it"),
      ]);
      return { name, found };
    }),
  );
  return joinFindings(each.map(({ name, found }) => ({ found, fine: found.length === 0 ? [name] : [] })));
}

/** Several findings as one, gravest first; what two of them say is said once. */
export function joinFindings(all: readonly Findings[]): Findings {
  const each = new Map(all.flatMap(({ found }) => found.map((one) => [`${one.gravity} ${one.what}`, one])));
  const found = [...each.values()];
  return {
    found: found.sort((a, b) => GRAVEST_FIRST.indexOf(a.gravity) - GRAVEST_FIRST.indexOf(b.gravity)),
    fine: all.flatMap((one) => one.fine),
  };
}
