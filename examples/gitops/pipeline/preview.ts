/* What a preview has told, from the events that `pulumi preview --json` streams. */
import { createInterface } from "node:readline";

/** A resource's properties: what is secret is `"[secret]"`, what is not known yet `"[known later]"`. */
export type Properties = Readonly<Record<string, unknown>>;

export interface Change {
  /** Pulumi's word, e.g. `create`, `update`, `replace`, `delete`. */
  readonly op: string;
  /** The last part of the type, e.g. `DnsZoneRecords`. */
  readonly type: string;
  readonly name: string;
  /** Inputs; without those that the provider keeps for itself. */
  readonly before: Properties;
  readonly after: Properties;
  /** What an earlier run has left undone. */
  readonly halfMade: readonly string[];
}

export interface Preview {
  readonly changes: readonly Change[];
  /** Why the change cannot be applied: errors, and policies that refuse it. */
  readonly refusals: readonly string[];
  /** What policies only warn of. */
  readonly warnings: readonly string[];
  /** What resources say of themselves, e.g. that a domain expires soon. */
  readonly notices: readonly string[];
  /** Whether it came to its end; otherwise what is here is not all. */
  readonly ended: boolean;
}

interface State {
  readonly inputs?: Properties;
  readonly initErrors?: readonly string[] | null;
}
interface Event {
  readonly resourcePreEvent?: {
    readonly metadata: {
      readonly op: string;
      readonly urn: string;
      readonly old?: State | null;
      readonly new?: State | null;
    };
  };
  readonly diagnosticEvent?: { readonly urn?: string; readonly message: string; readonly severity: string };
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly message: string;
    readonly policyName: string;
    readonly enforcementLevel: string;
  };
  readonly summaryEvent?: object;
}

/** Steps of a replacement beside the one that is called `replace`, and what changes nothing. */
const PASSED_OVER = new Set([
  "same",
  "refresh",
  "read",
  "read-discard",
  "create-replacement",
  "delete-replaced",
  "discard-replaced",
  "remove-pending-replace",
]);
/** By this key Pulumi marks a value as secret. */
const SECRET_KEY = "4dabf18193072939515e22adb298388d";
/** What Pulumi writes for a value that is only known later. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** A line that a resource says of itself: its class and its name. */
const SAID_BY_RESOURCE = /^[A-Z]\w+ \S+: /;
const COLOURS = /<\{%.*?%\}>/g;

/**
 * Reads all events. They hold debug lines, which show secrets: they are passed over here, and should not be written to a
 * file.
 */
export async function readPreview(stream: NodeJS.ReadableStream): Promise<Preview> {
  const events: Event[] = [];
  for await (const line of createInterface({ input: stream })) {
    const event = eventIn(line);
    if (event !== undefined && event.diagnosticEvent?.severity !== "debug") events.push(event);
  }
  return previewOf(events);
}

function eventIn(line: string): Event | undefined {
  try {
    return JSON.parse(line) as Event;
  } catch {
    return undefined;
  }
}

function previewOf(events: readonly Event[]): Preview {
  const said = events.flatMap(({ diagnosticEvent }) => diagnosticEvent ?? []);
  const policies = events.flatMap(({ policyEvent }) => policyEvent ?? []);
  const policyTexts = (refuses: boolean): string[] =>
    policies
      .filter(({ enforcementLevel }) => (enforcementLevel === "mandatory") === refuses)
      .map(({ resourceUrn, policyName, message }) =>
        [labelOf(resourceUrn), `policy ${policyName}: ${plain(message)}`].filter(Boolean).join(": "),
      );
  return {
    changes: events.flatMap(changeIn),
    refusals: [
      ...said
        .filter(({ severity }) => severity === "error")
        .map(({ urn, message }) => [labelOf(urn), plain(message).replace(/^error: /, "")])
        .map(parts => parts.filter(Boolean).join(": ")),
      ...policyTexts(true),
    ],
    warnings: policyTexts(false),
    notices: said
      .filter(({ severity, message }) => severity.startsWith("info") && SAID_BY_RESOURCE.test(message))
      .map(({ message }) => plain(message)),
    ended: events.some(({ summaryEvent }) => summaryEvent !== undefined),
  };
}

function changeIn({ resourcePreEvent }: Event): Change[] {
  if (resourcePreEvent === undefined) return [];
  const { op, urn, old, new: next } = resourcePreEvent.metadata;
  if (PASSED_OVER.has(op)) return [];
  return [
    {
      op,
      type: typeOf(urn),
      name: nameOf(urn),
      before: shownOf(old?.inputs),
      after: shownOf(next?.inputs),
      halfMade: old?.initErrors ?? [],
    },
  ];
}

function shownOf(inputs: Properties = {}): Properties {
  const entries = Object.entries(inputs).filter(([key]) => !key.startsWith("__"));
  return Object.fromEntries(entries.map(([key, value]) => [key, masked(value)]));
}

function masked(value: unknown): unknown {
  if (value === UNKNOWN) return "[known later]";
  if (typeof value !== "object" || value === null) return value;
  if (SECRET_KEY in value) return "[secret]";
  if (Array.isArray(value)) return value.map(masked);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, masked(part)]));
}

const plain = (text: string): string => text.replace(COLOURS, "").trim();
const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");
const typeOf = (urn: string): string => urn.split("::")[2]?.split(/[$:]/).at(-1) ?? "";
/** Of the stack itself there is nothing to be told. */
const labelOf = (urn = ""): string =>
  urn === "" || typeOf(urn) === "Stack" ? "" : `${typeOf(urn)} ${nameOf(urn)}`;
