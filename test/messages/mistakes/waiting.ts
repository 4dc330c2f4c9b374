import type { Subject } from "../mistake.ts";

const propagation = 'new wix.DomainPropagation("seen", { domain: "bakery.example" }';
const connected =
  'new wix.ConnectedDomain("bakery", { domain: "bakery.example", connectionType: "NAMESERVERS" });';

export const WAITING: Subject = {
  title: "Waiting",
  mistakes: {
    "registrar-not-changed": {
      title: "Nobody has changed the registrar, and the time is up",
      before: connected,
      program: `${connected}\n${propagation}, { customTimeouts: { create: "5m" } });`,
      command: "up",
    },
    "max-wait": {
      title: "`wix:maxWait` ends a wait before its time",
      before: connected,
      program: `${connected}\n${propagation});`,
      config: { maxWait: "2m" },
      command: "up",
    },
    "propagation-of-nothing": {
      title: "A wait for a domain that the account does not have",
      program:
        'new wix.DomainPropagation("seen", { domain: "nowhere.com" }, { customTimeouts: { create: "5m" } });',
      command: "up",
    },
    "package-failed": {
      title: "Wix does not deliver what was bought",
      program: 'new wix.Package("plan", { products: [plan] });',
      meanwhile: [
        [
          "resellers",
          "10000000-0000-4000-8000-000000000001",
          { of: "product", outcome: { status: "FAILED" } },
        ],
      ],
      command: "up",
    },
  },
};
