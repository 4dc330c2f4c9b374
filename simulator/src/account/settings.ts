import { z } from "zod";
import { domainSettings } from "../domains/settings";
import { resellerSettings } from "../resellers/settings";
import { siteSettings } from "../sites/settings";

export const settingsSchema = z.strictObject({
  /** Requests a minute and key above which 429 is answered; `null` is no limit. Wix documents 200. */
  requestsPerMinute: z.int().positive().nullable().default(null),
  /** Wix's own texts name two codes for a second record set of one type and host name. */
  duplicateRecordsCode: z
    .enum(["DOMAIN_DUPLICATE_RECORDS", "DOMAIN_MX_RECORD_VALUE_INVALID"])
    .default("DOMAIN_DUPLICATE_RECORDS"),
  /** Wix's own texts name two outcomes of Create DNS Zone for a zone that exists. */
  createOnExistingZone: z.enum(["replace", "refuse"]).default("replace"),
  ...domainSettings,
  ...resellerSettings,
  ...siteSettings,
});

/** Any of the settings; what is not named stays as it is. */
export const settingsChangeSchema = z.strictObject(withoutDefaults(settingsSchema.shape));

export type Settings = z.output<typeof settingsSchema>;
export type SettingsChange = z.output<typeof settingsChangeSchema>;

type WithoutDefaults<Shape extends Record<string, z.ZodDefault>> = {
  [Name in keyof Shape]: z.ZodOptional<ReturnType<Shape[Name]["unwrap"]>>;
};

function withoutDefaults<Shape extends Record<string, z.ZodDefault>>(shape: Shape): WithoutDefaults<Shape> {
  const entries = Object.entries(shape).map(([name, schema]) => [name, z.optional(schema.unwrap())]);
  return Object.fromEntries(entries) as WithoutDefaults<Shape>;
}
