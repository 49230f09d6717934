// What each command's file exports, and how commands speak: results on stdout, everything else on stderr. A
// command that fails throws; main.ts says why and exits with 1.
import { parseArgs } from "node:util";

/** The shape of a command's file in this folder. */
export interface Command {
  /** What `undersigned NAME --help` prints. */
  readonly help: string;
  /** Runs with what stands behind the command's name. @throws Mistake, or whatever went wrong */
  run(args: string[]): Promise<void>;
}

/** Something that whoever typed the command can mend; its message is all that they see. */
export class Mistake extends Error {}

interface Options {
  /** `multiple`: may be given more than once, and what is given adds up. */
  readonly [name: string]: {
    readonly type: "string" | "boolean";
    readonly short?: string;
    readonly multiple?: boolean;
  };
}

type One<T> = T extends "boolean" ? boolean : string;
type Read<O extends Options> = {
  [name in keyof O]?: O[name]["multiple"] extends true ? One<O[name]["type"]>[] : One<O[name]["type"]>;
};

/**
 * Reads a command's arguments.
 * @param args what stands behind the command's name
 * @param options what may be given with `--`
 * @returns the options given, and the words without `--` in their order
 * @throws Mistake for an option that there is not, or one that is given twice where only one can hold
 */
export function readArguments<const O extends Options>(
  args: string[],
  options: O,
): { given: Read<O>; words: string[] } {
  const read = parsed(args, options);
  const once = read.tokens.filter(
    (token) =>
      token.kind === "option" && options[token.name]?.type === "string" && !options[token.name]?.multiple,
  );
  const names = once.map((token) => (token.kind === "option" ? token.name : ""));
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw new Mistake(`--${twice} is given twice.`);
  return { given: read.values as Read<O>, words: read.positionals };
}

function parsed(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    throw new Mistake(error instanceof Error ? error.message : String(error));
  }
}

/** Takes a value that has to be given. @throws Mistake naming it when it is not */
export function needed<T>(value: T | undefined, name: string): T {
  if (value === undefined || value === "") throw new Mistake(`${name} is missing.`);
  return value;
}

/** Says something to whoever typed the command, on stderr. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Gives a line of the result, on stdout. */
export function give(line: string): void {
  process.stdout.write(`${line}\n`);
}
