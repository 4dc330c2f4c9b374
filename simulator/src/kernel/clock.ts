import { z } from "zod";

/** `running` follows the machine's clock, `frozen` moves only when told to. */
export type ClockMode = "running" | "frozen";

export interface Clock {
  readonly mode: ClockMode;
  now(): Date;
  /** Moves the clock forward by `milliseconds`. */
  advance(milliseconds: number): void;
  set(instant: Date): void;
}

const FROZEN_START = new Date("2026-01-01T00:00:00.000Z");

/** A frozen clock starts at 2026-01-01T00:00:00Z, so that a run can be repeated to the millisecond. */
export const createClock = (mode: ClockMode): Clock => {
  const tick = mode === "running" ? () => Date.now() : () => FROZEN_START.getTime();
  let offset = 0;
  return {
    mode,
    now: () => new Date(tick() + offset),
    advance: milliseconds => {
      offset += milliseconds;
    },
    set: instant => {
      offset = instant.getTime() - tick();
    },
  };
};

/** What the state does not date was there before the simulation began. */
const BEFORE = "2025-01-01T00:00:00.000Z";

export const dates = {
  createdDate: z.iso.datetime().default(BEFORE),
  updatedDate: z.iso.datetime().default(BEFORE),
};

export const after = (instant: Date, milliseconds: number): Date =>
  new Date(instant.getTime() + milliseconds);

export const yearsAfter = (instant: Date, years: number): Date => {
  const later = new Date(instant);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
};
