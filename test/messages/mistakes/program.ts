import type { Subject } from "../mistake.ts";

export const PROGRAM: Subject = {
  title: "The program",
  mistakes: {
    "argument-misspelt": {
      title: "An argument is misspelt",
      program: 'new wix.DnsZoneRecords("mail", { domainName: "example.com", record: [mx] });',
    },
    "nested-misspelt": {
      title: "A property inside of an argument is misspelt",
      program: 'new wix.Package("plan", { products: [{ ...plan, siteID: site }] });',
    },
    "word-misspelt": {
      title: "A word is misspelt",
      program:
        'new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [mx], onDestroy: "restor" });',
    },
    "arguments-missing": {
      title: "Arguments are left out",
      program: 'new wix.RegisteredDomain("bakery", { domain: "bakery.com" });',
    },
    "no-arguments": {
      title: "All arguments are left out, past the type checker",
      program: 'new wix.DnsZoneRecords("mail");',
    },
    "no-guid": {
      title: "A name stands where an id belongs",
      program: 'new wix.DomainAssignment("place", { domain: "example.com", siteId: "bakery" });',
    },
    "declared-twice": {
      title: "Two resources declare the same record set",
      program: [
        'new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [mx] });',
        'new wix.DnsZoneRecords("office", { domainName: "example.com", records: [mx] });',
      ].join("\n"),
    },
    "too-many-to-show": {
      title: "Everything is wrong at once",
      program: [
        'const records = Array.from({ length: 30 }, (_, i) => ({ type: "A", hostName: `host${i}`, values: ["192.0.2.256"] }));',
        'new wix.DnsZoneRecords("hosts", { domainName: "example.com", records });',
      ].join("\n"),
    },
    "transfer-to-itself": {
      title: "A site is transferred to the account that has it",
      program: [
        'const account = "00000000-0000-4000-8000-000000000001";',
        'new wix.SiteTransfer("move", { siteId: site, sourceAccountId: account, targetAccountId: account });',
      ].join("\n"),
    },
  },
};
