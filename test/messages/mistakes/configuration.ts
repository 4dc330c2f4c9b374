import type { Mistake, Subject } from "../mistake.ts";

const program = 'new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [mx] });';

const set = (title: string, key: string, value: string, command: Mistake["command"] = "up"): Mistake => ({
  title,
  program,
  shown: `pulumi config set wix:${key} ${value}`,
  config: { [key]: value },
  command,
});

export const CONFIGURATION: Subject = {
  title: "Configuration",
  mistakes: {
    "key-misspelt": set(
      "A key of the configuration is misspelt",
      "acountId",
      "00000000-0000-4000-8000-000000000001",
      "preview",
    ),
    "key-unknown": set("A key that there is not", "region", "eu", "preview"),
    "key-plain": {
      title: "The API key is not a secret",
      program,
      shown: "pulumi config set wix:apiKey simulated-api-key",
      plain: ["apiKey"],
    },
    "key-missing": { title: "No API key is set", program, config: { apiKey: undefined }, command: "up" },
    "account-missing": {
      title: "No account is set",
      program,
      config: { accountId: undefined },
      command: "up",
    },
    "account-no-guid": set("The account is a name", "accountId", "bakery"),
    "base-url-http": set(
      "An address that would show the key to everybody",
      "baseUrl",
      "http://wix.example.com",
    ),
    "max-wait-no-unit": set("A duration without a unit", "maxWait", "20"),
    "pace-zero": set("A pace of nothing", "requestsPerMinute", "0"),
    "read-only-word": set("Neither true nor false", "readOnly", "yes"),
    "read-only": set("A change while `wix:readOnly` is set", "readOnly", "true"),
  },
};
