import { iso31661Alpha2ToAlpha3 as COUNTRIES } from "iso-3166";
import * as z from "zod";

/**
 * A country by the codes that ISO 3166-1 has assigned, upper case; none that are reserved (`UK`), in private use (`XK`)
 * or of groups (`EU`). See docs/wix/registered-domains.md#contactdata and docs/wix/resellers.md#object-productinstance.
 * @param allowed what to write
 */
export const countryCode = (allowed: string): z.ZodType<string> =>
  z
    .string(allowed)
    .trim()
    .refine(code => Object.hasOwn(COUNTRIES, code.toUpperCase()), allowed)
    .toUpperCase();
