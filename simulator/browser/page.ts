import type { PageView, RequestView } from "../src/page/model.js";
import type { Call } from "./calls.js";
import type { Sheet } from "./sheet.js";

/** What stands on the page at an instant. */
export interface Shown {
  readonly view: PageView;
  /** On the simulator's clock, in milliseconds. */
  readonly now: number;
  /** Whether changes arrive. */
  readonly live: boolean;
  /** The name of the zone that is shown. */
  readonly zone: string;
  /** By their numbers, the requests that are unfolded; `undefined` until they are there. */
  readonly unfolded: ReadonlyMap<number, RequestView | undefined>;
  readonly filter: Filter;
  readonly sheet: Sheet | undefined;
  /** Why the last thing in the sheet was not done. */
  readonly fault: string;
  /** What was done last. */
  readonly notice: string;
}

export const FILTERS = ["everything", "writes", "trouble"] as const;

/** Which lines of the journal are shown. */
export type Filter = (typeof FILTERS)[number];

/** What a person does on the page. */
export interface Hands {
  /** @param done what to say afterwards */
  act(call: Call, done: string): void;
  open(sheet: Sheet): void;
  close(): void;
  showZone(name: string): void;
  unfold(sequence: number): void;
  filter(filter: Filter): void;
}
