import type { Fault } from "../http/faults";
import type { ClockMode } from "../kernel/clock";

/** What the page shows, as its server tells it. No secret is in it. Instants are ISO texts on the simulator's clock. */
export interface PageView {
  readonly now: string;
  readonly clock: ClockMode;
  readonly seed: number;
  readonly accounts: readonly AccountView[];
  readonly sites: readonly SiteView[];
  readonly packages: readonly PackageView[];
  /** All that was charged to the reseller, in the catalog's currency. */
  readonly charged: number;
  readonly products: readonly ProductView[];
  readonly domains: readonly DomainView[];
  /** The zone that was asked for, if it is there. */
  readonly zone: ZoneView | null;
  readonly journal: JournalView;
  readonly faults: readonly Fault[];
  /** Method and template of every call that there is. */
  readonly routes: readonly RouteView[];
}

/** Something that a thing waits for. */
export interface Wait {
  /** What is awaited, such as `the registrar: ACTIVE`. */
  readonly what: string;
  /** When time brings it; `null`: it takes somebody's hand. */
  readonly until: string | null;
}

export interface AccountView {
  readonly id: string;
  readonly parentAccountId: string | null;
}

export interface SiteView {
  readonly id: string;
  readonly displayName: string;
  readonly ownerAccountId: string;
  readonly premium: boolean;
  readonly published: boolean;
  readonly blocked: boolean;
  readonly trashed: boolean;
  /** The names it answers to, its primary first. */
  readonly domains: readonly { readonly name: string; readonly role: string }[];
}

export interface ProductView {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

export interface PackageView {
  readonly id: string;
  readonly accountId: string;
  readonly externalId: string | null;
  /** What was charged for it so far. */
  readonly charged: number;
  readonly instances: readonly InstanceView[];
}

export interface InstanceView {
  readonly id: string;
  readonly product: ProductView;
  readonly status: string;
  /** What Wix says of a failure. */
  readonly failure: string | null;
  readonly site: { readonly id: string; readonly displayName: string } | null;
  /** Such as `1 year`, or `once`. */
  readonly cycle: string;
  /** Of one cycle; `null` where the catalog has no such cycle. */
  readonly price: number | null;
  readonly expires: string | null;
  readonly waits: readonly Wait[];
}

export interface DomainView {
  readonly name: string;
  readonly via: "registered" | "name servers" | "pointing" | "subdomain";
  readonly accountId: string;
  /** Of a registered domain. */
  readonly registration: {
    readonly status: string;
    readonly failure: string | null;
    readonly icann: string;
    readonly expires: string | null;
  } | null;
  /** Whether the plan of its site covers a connected domain. */
  readonly covered: boolean;
  readonly propagation: { readonly status: string; readonly registrarChanged: boolean } | null;
  readonly site: { readonly id: string; readonly displayName: string; readonly role: string } | null;
  /** How many record sets its zone has; `null` where it has no zone. */
  readonly recordSets: number | null;
  readonly waits: readonly Wait[];
}

export interface ZoneView {
  readonly name: string;
  readonly dnssecEnabled: boolean;
  /** The first of them, by host name and type. */
  readonly records: readonly RecordSetView[];
  /** How many more there are. */
  readonly more: number;
}

export interface RecordSetView {
  readonly type: string;
  readonly hostName: string;
  /** In seconds. */
  readonly ttl: number;
  readonly values: readonly string[];
}

export interface RouteView {
  readonly method: string;
  readonly template: string;
}

export interface JournalView {
  /** Newest first. */
  readonly lines: readonly JournalLine[];
  /** How many older ones there are. */
  readonly older: number;
  readonly requests: number;
  readonly violations: number;
  readonly warnings: number;
}

export type JournalLine = RequestLine | EditLine;

export interface RequestLine {
  readonly kind: "request";
  readonly sequence: number;
  readonly method: string;
  readonly path: string;
  readonly at: string;
  /** `null` while it is not answered. */
  readonly milliseconds: number | null;
  /** `null`: no whole answer. */
  readonly status: number | null;
  readonly performed: boolean;
  readonly faults: readonly string[];
  readonly violations: number;
  readonly warnings: number;
}

/** What somebody did past the API. */
export interface EditLine {
  readonly kind: "edit";
  /** Which of all edits it is, counted from 1. */
  readonly number: number;
  readonly family: string;
  readonly subject: string;
  readonly change: unknown;
  readonly at: string;
}

/** All that is known of one request. */
export interface RequestView {
  readonly sequence: number;
  readonly requestId: string;
  readonly accountId: string | null;
  readonly siteId: string | null;
  readonly body: unknown;
  readonly isAnswered: boolean;
  /** `null` while there is none, and where it is no longer kept. */
  readonly answer: AnswerView | null;
  /** What was wrong with it, or better not sent. */
  readonly remarks: readonly string[];
}

export interface AnswerView {
  /** `null`: the connection broke off before the first byte. */
  readonly status: number | null;
  /** Whether it came whole. */
  readonly whole: boolean;
  /** JSON where it is some, else text. */
  readonly body: unknown;
}
