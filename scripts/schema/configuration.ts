import type { PropertySpec } from "./spec.ts";

/** `provider/src/wix/settings.ts` reads them; texts, as Pulumi keeps all configuration. */
export const CONFIGURATION: Record<string, PropertySpec> = {
  apiKey: {
    type: "string",
    secret: true,
    description: "Account-level API key, made by the account's owner.",
    defaultInfo: { environment: ["WIX_API_KEY"] },
  },
  accountId: {
    type: "string",
    description: "GUID of the account of every call; a resource's own `accountId` wins.",
    defaultInfo: { environment: ["WIX_ACCOUNT_ID"] },
  },
};
