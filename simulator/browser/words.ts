/** A status as people write it: `PENDING_REGISTRATION` is `pending registration`. */
export const plain = (status: string): string => status.toLowerCase().replaceAll("_", " ");

export type Tone = "good" | "wait" | "bad" | "quiet";

const TONES: readonly (readonly [RegExp, Tone])[] = [
  [/FAILED|EXPIRED|CANCELED|^[45]\d\d$|^cut$/, "bad"],
  [/PENDING|PROGRESS|AWAITING|^UNKNOWN|^3\d\d$|^…$/, "wait"],
  [/ACTIVE|ENABLED|SUCCEEDED|CONFIRMED|^2\d\d$/, "good"],
];

export const toneOf = (status: string): Tone => TONES.find(([form]) => form.test(status))?.[1] ?? "quiet";

/** An id of 36 characters, shortened to what tells it from others. */
export const shortId = (id: string): string => (id.length === 36 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id);

const UNITS: readonly (readonly [least: number, unit: string])[] = [
  [86_400_000, "day"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1000, "s"],
];

/** How long until an instant, such as `in 3 min`. */
export const untilWords = (until: string, now: number): string => {
  const left = Date.parse(until) - now;
  if (left <= 0) return "any moment";
  const [size, unit] = UNITS.find(([least]) => left >= least) ?? [1000, "s"];
  const count = Math.ceil(left / size);
  return `in ${count} ${unit}${unit === "day" && count > 1 ? "s" : ""}`;
};

/** `2026-01-31 10:15:02`, as UTC. */
export const instant = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ");

export const clockTime = (iso: string): string => iso.slice(11, 19);

export const day = (iso: string): string => iso.slice(0, 10);

export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

export const money = (amount: number): string => amount.toLocaleString("en-GB", { maximumFractionDigits: 2 });
