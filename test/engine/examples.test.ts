import { readdirSync } from "node:fs";
import { expect, jest, test } from "@jest/globals";
import { languagesOf } from "../../scripts/example-languages.ts";
import { PLAYS } from "../../scripts/plays.ts";
import { examples, followsItsReadme } from "../support/example-steps";

/*
 * Each example does what its README says, in the order that Wix's article has it: the table of steps there names a call
 * each, and the simulator's journal is held against it.
 */

const names = readdirSync(examples).filter(name => languagesOf(examples, name).includes("typescript"));

jest.setTimeout(300_000);

/** What the stack tells at the end of each play. */
const OUTPUTS: Readonly<Record<string, object>> = {
  "change-the-primary-domain": {
    domains: [
      { domain: "example.com", assignmentType: "PRIMARY" },
      { domain: "example.org", assignmentType: "REDIRECT" },
    ],
  },
  "connect-a-subdomain": { propagation: "COMPLETED" },
  "connect-by-name-servers": {
    propagation: "COMPLETED",
    recordSets: ["A bakery.example", "CNAME www.bakery.example"],
  },
  "connect-by-pointing": { propagation: "COMPLETED" },
  "dns-records": { recordSets: ["MX example.com", "TXT _dmarc.example.com", "TXT example.com"] },
  "hand-over-a-site": { siteName: "Florist", planStatus: "ENABLED" },
  "purchase-a-domain": { site: "Florist", status: "ACTIVE" },
  "reassign-a-service": { site: "20000000-0000-4000-8000-000000000004", status: "ENABLED" },
  "register-a-domain-with-mail": { status: "ACTIVE" },
};

test("there is a play and an expectation for each example", () => {
  expect(Object.keys(PLAYS).sort()).toEqual(names.sort());
  expect(Object.keys(OUTPUTS).sort()).toEqual(names.sort());
});

test.concurrent.each(names)(
  "%s makes the calls of its README, in that order and no other writes",
  async name => {
    expect(await followsItsReadme(name, "typescript")).toMatchObject(OUTPUTS[name]!);
  },
);
