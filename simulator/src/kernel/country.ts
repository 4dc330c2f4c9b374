import { iso31661 } from "iso-3166";
import { z } from "zod";

const ASSIGNED = new Set(iso31661.map(({ alpha2 }) => alpha2));

/** A country that ISO 3166-1 has assigned a code to; Wix's reference names the standard and no list of its own. */
export const countryCodeSchema = z
  .string()
  .refine(code => ASSIGNED.has(code), "is no ISO 3166-1 alpha-2 code in upper case");
