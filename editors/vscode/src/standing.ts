// What the server says of a letter, for the status bar. It says it in a code lens, in words for the writer.

/** The command behind the lens with the score. */
export const SCORE_COMMAND = "poalint.mendFirst";

/** A code lens as the protocol has it. */
export interface Lens {
  readonly command?: { readonly title: string; readonly command: string } | undefined;
}

/** What the status bar shows of a letter. */
export interface Standing {
  /** Score, grade and verdict. */
  readonly short: string;
  /** The same with the counts of findings. */
  readonly long: string;
}

/** The score and verdict among a letter's code lenses; undefined where the server does not say. */
export function standingIn(lenses: readonly Lens[] | null | undefined): Standing | undefined {
  const title = lenses?.find(({ command }) => command?.command === SCORE_COMMAND)?.command?.title;
  if (title === undefined) {
    return undefined;
  }
  // “poalint: 48 of 100, grade F, not ready · errors 6, …”, the colon as each language writes it.
  const [short = title] = title.replace(/^poalint\s*[:：]\s*/, "").split(" · ");
  return { short, long: title };
}
