import {
  initialState,
  type Exchange,
  type SimulatedAccount,
  type Simulator,
  type StateDocument,
} from "../../../simulator/src";

export const ACCOUNT = "00000000-0000-4000-8000-000000000001";
export const OTHER_ACCOUNT = "00000000-0000-4000-8000-000000000002";
export const CHILD_ACCOUNT = "00000000-0000-4000-8000-000000000003";

/** The account that a simulator starts with, beside a stranger, a child, and keys of every sort. */
export function crowdedState(): StateDocument {
  const state = initialState();
  return {
    ...state,
    accounts: [{ id: ACCOUNT }, { id: OTHER_ACCOUNT }, { id: CHILD_ACCOUNT, parentAccountId: ACCOUNT }],
    apiKeys: [
      ...state.apiKeys,
      { key: "reading-key", accountId: ACCOUNT, permissions: ["DOMAINS.READ_DNS_ZONES"] },
      { key: "co-owner-key", accountId: ACCOUNT, createdBy: "co-owner" },
    ],
    domains: {
      ...state.domains,
      "foreign.example": { kind: "registered", accountId: OTHER_ACCOUNT },
      "zoneless.example": { kind: "registered", accountId: ACCOUNT },
      "uncovered.example": {
        kind: "connected",
        accountId: ACCOUNT,
        connectionType: "NAMESERVERS",
        coveredByPlan: false,
      },
    },
  };
}

export interface ZoneAnswer {
  dnsZone: {
    id: string;
    dnssecEnabled: boolean;
    dnssecInfo?: { keyTag: number; digest: string };
    records: { type: string; hostName: string; ttl: number; values: string[] }[];
  };
}

export interface ErrorAnswer {
  message: string;
  details: {
    applicationError?: { code: string };
    validationError?: { fieldViolations: { field: string; violatedRule: string; ruleName?: string }[] };
  };
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  zone(): ZoneAnswer["dnsZone"];
  error(): ErrorAnswer;
  /** The code of Wix's tables, else the name of the broken rule, else the violated rule. */
  code(): string | undefined;
}

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string | undefined>,
) => Promise<Reply>;

/** Over HTTP where the account listens, else in this process: both answer alike (`simulated-account.test.ts`). */
type Account = Pick<Simulator, "url"> | Pick<SimulatedAccount, "handle">;

/** Sends as a correct client does; a header given as `undefined` is left out. */
export function sender(account: Account): Send {
  const exchange = "url" in account ? overHttp(account.url) : inProcess(account);
  return async (method, path, body, headers = {}) => {
    const all: Record<string, string | undefined> = {
      authorization: "simulated-api-key",
      "wix-account-id": ACCOUNT,
      accept: "application/json",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    };
    const sent = Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return exchange({ method, url: path, headers: sent, body: text });
  };
}

interface Sent extends Exchange {
  readonly headers: Record<string, string>;
}

const overHttp =
  (base: string) =>
  async ({ method, url, headers, body }: Sent): Promise<Reply> => {
    const response = await fetch(base + url, { method, headers, body: body ?? null });
    return readReply(response.status, response.headers, await response.text());
  };

const inProcess =
  ({ handle }: Pick<SimulatedAccount, "handle">) =>
  async (sent: Sent): Promise<Reply> => {
    const reply = await handle(sent);
    if (reply.kind !== "reply") throw new Error(`no whole answer: ${reply.kind}`);
    return readReply(reply.status, new Headers(reply.headers), reply.body);
  };

function readReply(status: number, headers: Headers, text: string): Reply {
  const error = () => JSON.parse(text) as ErrorAnswer;
  return {
    status,
    headers,
    text,
    zone: () => (JSON.parse(text) as ZoneAnswer).dnsZone,
    error,
    code() {
      const { applicationError, validationError } = error().details;
      const violation = validationError?.fieldViolations[0];
      return applicationError?.code ?? violation?.ruleName ?? violation?.violatedRule;
    },
  };
}
