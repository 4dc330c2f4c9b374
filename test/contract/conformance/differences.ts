/*
 * Every way in which the two shells differ, each with its reason. `docs/shells.md` shows this table; nothing else may
 * differ, since the runner compares whatever comes out of a call.
 */
export interface Difference {
  readonly dynamic: string;
  readonly native: string;
  /** Why that is intended. */
  readonly reason: string;
}

export const DIFFERENCES = {
  "what is secret": {
    dynamic: "an argument that holds a secret is secret as a whole",
    native:
      "only its secret parts are, where each is found again in the canonical form and shows nowhere else",
    reason: "A dynamic provider is given values without their marks.",
  },
  "what is not made yet": {
    dynamic: "a preview shows what is declared",
    native: "a preview shows what comes from Wix as not known yet, so that others that need it are shown too",
    reason: "Pulumi asks no dynamic provider in a preview.",
  },
  "the order of a replacement": {
    dynamic: "the class sets `deleteBeforeReplace`, for every reason of a replacement",
    native: "the answer to a diff sets it, where an argument demands the replacement",
    reason: "A native plugin has no constructor, which alone could set the option.",
  },
  "detailed differences": {
    dynamic: "a diff names no paths",
    native: "a diff names the path of each value that differs",
    reason: "A dynamic provider cannot answer with them.",
  },
  "the id of what is read by its id alone": {
    dynamic: "the one that was asked for",
    native: "the one that a creation would have given",
    reason: "What a class looks up stays a look; what is imported is managed from then on.",
  },
  cancel: {
    dynamic: "goes on until it is done, or the process is killed",
    native: "ends every wait at once; what exists is saved as half-made",
    reason: "The plugin process of the SDK tells no provider that a run is being cancelled.",
  },
} as const satisfies Record<string, Difference>;

export type DifferenceName = keyof typeof DIFFERENCES;
