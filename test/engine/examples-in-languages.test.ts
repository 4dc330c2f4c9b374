import { readdirSync } from "node:fs";
import { beforeAll, expect, jest, test } from "@jest/globals";
import { ensureEngine } from "../../engine/ensure.ts";
import { languagesOf, type Language } from "../../scripts/example-languages.ts";
import { examples, followsItsReadme } from "../support/example-steps";

/*
 * Each example once more, by the native plugin: in YAML, and some in Python. The same table of steps holds. The language
 * hosts, and what Python needs, come as engine/README.md says; where they cannot be had, that fails here.
 */

const HALF_AN_HOUR = 1_800_000;

jest.setTimeout(300_000);

beforeAll(async () => {
  await ensureEngine({ languages: ["yaml", "python"] });
}, HALF_AN_HOUR);

const recordSets = (...sets: readonly string[]): object =>
  Object.fromEntries(sets.map(set => [set, { values: expect.any(Array) }]));

/** What the stack tells at the end of each play; YAML knows no functions that would take apart what a resource tells. */
const IN_YAML: Readonly<Record<string, object>> = {
  "change-the-primary-domain": {
    domains: [
      { domain: "example.com", assignmentType: "PRIMARY" },
      { domain: "example.org", assignmentType: "REDIRECT" },
    ],
  },
  "connect-a-subdomain": { propagation: "COMPLETED" },
  "connect-by-name-servers": {
    propagation: "COMPLETED",
    recordSets: recordSets("A bakery.example", "CNAME www.bakery.example"),
  },
  "connect-by-pointing": { propagation: "COMPLETED" },
  "dns-records": { recordSets: recordSets("MX example.com", "TXT _dmarc.example.com", "TXT example.com") },
  "hand-over-a-site": { siteName: "Florist", planStatus: "ENABLED" },
  "purchase-a-domain": { site: "Florist", status: "ACTIVE" },
  "reassign-a-service": { site: "20000000-0000-4000-8000-000000000004", status: "ENABLED" },
  "register-a-domain-with-mail": { status: "ACTIVE" },
};

const IN_PYTHON: Readonly<Record<string, object>> = {
  "dns-records": { recordSets: ["MX example.com", "TXT _dmarc.example.com", "TXT example.com"] },
  "purchase-a-domain": { site: "Florist", status: "ACTIVE" },
};

const writtenIn = (language: Language): string[] =>
  readdirSync(examples)
    .filter(name => languagesOf(examples, name).includes(language))
    .sort();

test("every example is there in YAML, and those with an expectation in Python", () => {
  expect(writtenIn("yaml")).toEqual(writtenIn("typescript").filter(name => name !== "gitops"));
  expect(Object.keys(IN_YAML).sort()).toEqual(writtenIn("yaml"));
  expect(Object.keys(IN_PYTHON).sort()).toEqual(writtenIn("python"));
});

test.concurrent.each(Object.entries(IN_YAML))(
  "%s in YAML makes the calls of its README, in that order and no other writes",
  async (name, outputs) => {
    expect(await followsItsReadme(name, "yaml")).toMatchObject(outputs);
  },
);

test.concurrent.each(Object.entries(IN_PYTHON))(
  "%s in Python makes the calls of its README, in that order and no other writes",
  async (name, outputs) => {
    expect(await followsItsReadme(name, "python")).toMatchObject(outputs);
  },
);
