// Runs poalint once and gives what it printed.

import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import type { Command } from "./finding";

/** What a run gave. `status` is null where the program could not be started or was stopped. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run. Without `cwd` in the folder for temporary files, where nobody's configuration lies. */
export interface Manner {
  readonly cwd?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string | undefined;
  readonly signal?: AbortSignal;
  /** Milliseconds. */
  readonly timeout?: number;
}

const MOST_BYTES = 64 * 1024 * 1024;

/** Run a command to its end; never throws. */
export function run(command: Command, args: readonly string[], manner: Manner = {}): Promise<Outcome> {
  const { cwd = tmpdir(), env, input, signal, timeout = 0 } = manner;
  return new Promise((resolve) => {
    const child = execFile(
      command.file,
      [...command.args, ...args],
      { cwd, env, timeout, maxBuffer: MOST_BYTES, encoding: "utf8", windowsHide: true, ...(signal && { signal }) },
      (error, stdout, stderr) => {
        const status = error === null ? 0 : typeof error.code === "number" ? error.code : null;
        resolve({ status, stdout, stderr: stderr || (status === null ? (error?.message ?? "") : "") });
      },
    );
    // A program that does not read its input closes the pipe; its exit status tells the rest.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input ?? "");
  });
}
