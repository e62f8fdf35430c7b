// What the writer sets, as the server and the command line take it.

/** The settings that poalint itself knows, by their names in .poalint.yml. Left out: the file, or the letter, decides. */
export interface Wanted {
  readonly lang?: string;
  readonly violation?: string;
  readonly marketplace?: string;
  readonly profile?: string;
  readonly ignore?: readonly string[];
}

const WORDS = ["lang", "violation", "marketplace", "profile"] as const;

/** What was set, of a `poalint` section as the editor gives it: nothing for “auto”, empty words and empty lists. */
export function wanted(section: unknown): Wanted {
  const given = (typeof section === "object" && section !== null ? section : {}) as Record<string, unknown>;
  const told: Record<string, string | string[]> = {};
  for (const key of WORDS) {
    const value = given[key];
    if (typeof value === "string" && value.trim() !== "" && value !== "auto") {
      told[key] = value.trim();
    }
  }
  const ignore = Array.isArray(given["ignore"]) ? given["ignore"].filter((name) => typeof name === "string" && name) : [];
  return ignore.length > 0 ? { ...told, ignore } : told;
}

/** The same as options of `poalint check`. */
export function asOptions(settings: Wanted): string[] {
  return [
    ...WORDS.flatMap((key) => (settings[key] === undefined ? [] : [`--${key}`, settings[key]])),
    ...(settings.ignore ?? []).flatMap((name) => ["--ignore", name]),
  ];
}

/** The environment poalint runs in: UTF-8 on every pipe, and the editor's language where no configuration names one. */
export function environment(env: NodeJS.ProcessEnv, editorLanguage: string): NodeJS.ProcessEnv {
  const chinese = editorLanguage.toLowerCase().startsWith("zh");
  return { ...env, PYTHONUTF8: "1", PYTHONIOENCODING: "utf-8", LC_ALL: chinese ? "zh_CN.UTF-8" : "en_US.UTF-8" };
}
