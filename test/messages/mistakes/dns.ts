import type { Mistake, Subject } from "../mistake.ts";

const records = (...sets: readonly string[]): string =>
  `new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [${sets.join(", ")}] });`;

const zone = (domainName: string): string =>
  `new wix.DnsZoneRecords("mail", { domainName: "${domainName}", records: [mx] });`;

const wrong = (title: string, ...sets: readonly string[]): Mistake => ({ title, program: records(...sets) });

export const DNS: Subject = {
  title: "DNS records",
  mistakes: {
    "zone-www": { title: "`www` is written as a zone", program: zone("www.example.com") },
    "zone-tld": { title: "A TLD is written as a zone", program: zone("co.uk") },
    "zone-address": { title: "An address is written as a zone", program: zone("https://example.com/") },
    "no-records": { title: "The list of records is empty", program: records() },
    "no-values": wrong("The list of values is empty", '{ type: "MX", hostName: "@", values: [] }'),
    "values-text": wrong(
      "A text stands in place of a list",
      '{ type: "A", hostName: "www", values: "192.0.2.1" }',
    ),
    "words-of-others": wrong(
      "Properties are named as in another tool",
      '{ type: "MX", name: "@", content: "mx1.example.net", priority: 10 }',
    ),
    "host-empty": wrong("The host name of the zone itself is empty", '{ ...mx, hostName: "" }'),
    "host-elsewhere": wrong(
      "A host name is one of another domain",
      '{ ...mx, hostName: "mail.example.org" }',
    ),
    "mx-no-preference": wrong(
      "An MX value has no preference",
      '{ type: "MX", hostName: "@", values: ["mx1.example.net"] }',
    ),
    "mx-address": wrong(
      "An MX value is an address",
      '{ type: "MX", hostName: "@", values: ["10 192.0.2.1"] }',
    ),
    "a-ipv6": wrong(
      "An A record holds an IPv6 address",
      '{ type: "A", hostName: "www", values: ["2001:db8::1"] }',
    ),
    "cname-apex": wrong(
      "A CNAME for the domain itself",
      '{ type: "CNAME", hostName: "@", values: ["shop.example.net"] }',
    ),
    "cname-beside": wrong(
      "A CNAME beside another record of its name",
      '{ type: "CNAME", hostName: "shop", values: ["shop.example.net"] }',
      '{ type: "TXT", hostName: "shop", values: ["hello"] }',
    ),
    "set-twice": wrong(
      "The values of one record set stand in two",
      "mx",
      '{ type: "MX", hostName: "@", values: ["20 mx2.example.net"] }',
    ),
    "type-lacking": wrong(
      "A type that Wix does not have",
      '{ type: "CAA", hostName: "@", values: ["0 issue ca.example.net"] }',
    ),
    "type-of-wix": wrong(
      "Name servers as records",
      '{ type: "NS", hostName: "@", values: ["ns1.example.net"] }',
    ),
    "txt-quoted": wrong(
      "A TXT value in double quotes",
      `{ type: "TXT", hostName: "@", values: ['"v=spf1 -all"'] }`,
    ),
    "ttl-minutes": wrong("A TTL that is no number of seconds", '{ ...mx, ttl: "1h" }'),
    "zone-of-subdomain": {
      title: "A subdomain that has no zone of its own",
      program: zone("shop.example.com"),
      command: "up",
    },
    "zone-not-here": {
      title: "A domain whose zone Wix does not host",
      program: zone("example.net"),
      command: "up",
    },
    "somebody-elses": {
      title: "The zone holds other values already",
      program: records('{ type: "TXT", hostName: "@", values: ["hello"] }'),
      command: "up",
      meanwhile: [
        [
          "dns-zones",
          "example.com",
          { set: [{ type: "TXT", hostName: "example.com", ttl: 3600, values: ["theirs"] }] },
        ],
      ],
    },
    "changed-meanwhile": {
      title: "Somebody has changed the records since the last run",
      before: records('{ type: "TXT", hostName: "@", values: ["one"] }'),
      meanwhile: [
        [
          "dns-zones",
          "example.com",
          { set: [{ type: "TXT", hostName: "example.com", ttl: 3600, values: ["theirs"] }] },
        ],
      ],
      program: records('{ type: "TXT", hostName: "@", values: ["two"] }'),
      command: "up",
    },
    "dnssec-no-zone": {
      title: "DNSSEC for a domain whose zone Wix does not host",
      program: 'new wix.DnsSettings("signed", { domainName: "example.net", dnssecEnabled: true });',
      command: "up",
    },
    "kept-records": {
      title: "A destroy keeps what the program says to keep",
      before:
        'new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [mx], onDestroy: "keep" });',
      program: "",
      command: "destroy",
    },
  },
};
