import type { Mistake, Subject } from "../mistake.ts";

const command = (title: string, type: string, name: string, id: string): Mistake => ({
  title,
  program: `new wix.${type}("${name}", {});`,
  shown: `pulumi import wix:index:${type} ${name} ${/\s/.test(id) ? `"${id}"` : id}`,
  command: "import",
  id,
});

export const IMPORT: Subject = {
  title: "Import",
  mistakes: {
    "import-dynamic": {
      title: "The option `import` of a dynamic resource",
      program:
        'new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [mx] }, { import: "example.com" });',
    },
    "import-no-id": command("An id that is none", "Package", "plan", "crm-1"),
    "import-no-package": command(
      "A package that Wix does not show",
      "Package",
      "plan",
      "90000000-0000-4000-8000-000000000009",
    ),
    "import-no-zone": command("A zone that Wix does not host", "DnsZoneRecords", "mail", "nowhere.com"),
    "import-no-set": command(
      "A record set that the zone does not have",
      "DnsZoneRecords",
      "mail",
      "example.com/MX @,SRV _sip._tcp",
    ),
    "import-wrong-form": command(
      "A list of record sets in another form",
      "DnsZoneRecords",
      "mail",
      "example.com/MX, TXT",
    ),
    "import-transfer": command(
      "A transfer of a site, which leaves no trace",
      "SiteTransfer",
      "move",
      "20000000-0000-4000-8000-000000000001",
    ),
  },
};
