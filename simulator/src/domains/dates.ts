import { z } from "zod";

/** What the state does not date was there before the simulation began. */
const BEFORE = "2025-01-01T00:00:00.000Z";

export const dates = {
  createdDate: z.iso.datetime().default(BEFORE),
  updatedDate: z.iso.datetime().default(BEFORE),
};

export function after(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds);
}

export function yearsAfter(instant: Date, years: number): Date {
  const later = new Date(instant);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
