// Which of the candidates is poalint: the first that says so itself.

import { type Command, type Surroundings, candidates, versionIn } from "./finding";
import { type Outcome, run } from "./running";

/** poalint as it was found. */
export interface Located extends Command {
  readonly version: string;
}

// The first start after installing compiles Python's files, on a slow disk for many seconds.
const PATIENCE = 30_000;

type Run = (command: Command, args: readonly string[]) => Promise<Outcome>;

/** The first candidate that answers as poalint; `tell` hears of those that do not. */
export async function locate(
  around: Surroundings,
  tell: (line: string) => void,
  runner: Run = (command, args) => run(command, args, { timeout: PATIENCE }),
): Promise<Located | undefined> {
  for (const candidate of candidates(around)) {
    const { file, args } = candidate;
    const outcome = await runner(candidate, ["--version"]);
    const version = versionIn(outcome.stdout);
    const called = [file, ...args].join(" ");
    if (outcome.status === 0 && version !== undefined) {
      tell(`${called}: poalint ${version} (${candidate.origin})`);
      return { file, args, version };
    }
    tell(`${called}: not poalint (${outcome.stderr.trim().split("\n").at(-1) || `exit status ${outcome.status}`})`);
  }
  return undefined;
}
