import type { Subject } from "../mistake.ts";

const records = (sets: string, more = ""): string =>
  `new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [${sets}]${more} });`;
const txt = (value: string, hostName = "@"): string =>
  `{ type: "TXT", hostName: "${hostName}", values: ["${value}"] }`;
const MANY = [
  'const hosts = Array.from({ length: 30 }, (_, i) => ({ type: "A", hostName: `host${i}`, values: ["192.0.2.1"] }));',
  'new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [spf, ...hosts] });',
].join("\n");

export const MAIL: Subject = {
  title: "Mail",
  mistakes: {
    "mx-removed": {
      title: "The mail servers are taken out, the rest stays",
      before: records("mx, spf"),
      program: records("spf"),
    },
    "spf-removed": {
      title: "SPF is taken out, the mail servers stay",
      before: records("mx, spf"),
      program: records("mx"),
    },
    "mass-change": {
      title: "Most of a zone is taken out at once",
      before: MANY,
      program: 'new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [spf] });',
    },
    "spf-twice": {
      title: "Two SPF policies",
      program: records(
        '{ type: "TXT", hostName: "@", values: ["v=spf1 mx -all", "v=spf1 include:_spf.example.net -all"] }',
      ),
    },
    "spf-all": { title: "SPF lets everybody send", program: records(txt("v=spf1 +all")) },
    "spf-broken": {
      title: "SPF with a word that is none",
      program: records(txt("v=spf1 includes:_spf.example.net -all")),
    },
    "dmarc-broken": { title: "DMARC without a policy", program: records(txt("v=DMARC1", "_dmarc")) },
    "dkim-broken": {
      title: "A DKIM key without the key",
      program: records(txt("v=DKIM1; k=rsa; key=MIGf", "s1._domainkey")),
    },
    "mx-to-cname": {
      title: "An MX that leads to a CNAME",
      program: records(
        '{ type: "MX", hostName: "@", values: ["10 mail.example.com"] }, { type: "CNAME", hostName: "mail", values: ["mx.example.net"] }',
      ),
    },
    "word-unknown": {
      title: "An allowance that there is not",
      program: records("mx", ', allow: ["remove-mail"]'),
    },
  },
};
