import type { Reply } from "../http/reply";
import type { JournalEdit, JournalRequest, Simulation } from "../http/simulation";
import type { AnswerView, EditLine, JournalLine, JournalView, RequestLine, RequestView } from "./model";

const MOST_LINES = 200;

export const journalOf = ({ requests, edits, violations, warnings }: Simulation): JournalView => {
  const lines = inOrder(
    requests.slice(-MOST_LINES),
    edits
      .slice(-MOST_LINES)
      .map((edit, index) => ({ edit, number: Math.max(0, edits.length - MOST_LINES) + index + 1 })),
    countBySequence(violations),
  ).slice(0, MOST_LINES);
  return {
    lines,
    older: requests.length + edits.length - lines.length,
    requests: requests.length,
    violations: violations.length,
    warnings: warnings.length,
  };
};

const countBySequence = (all: readonly { readonly sequence: number }[]): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>();
  for (const { sequence } of all) counts.set(sequence, (counts.get(sequence) ?? 0) + 1);
  return counts;
};

interface NumberedEdit {
  readonly edit: JournalEdit;
  readonly number: number;
}

/** Newest first. An edit stands after the request that came before it. */
const inOrder = (
  requests: readonly JournalRequest[],
  edits: readonly NumberedEdit[],
  violations: ReadonlyMap<number, number>,
): JournalLine[] =>
  [
    ...requests.map(request => ({
      place: request.sequence,
      line: requestLine(request, violations.get(request.sequence) ?? 0),
    })),
    ...edits.map(({ edit, number }) => ({ place: edit.afterSequence + 0.5, line: editLine(edit, number) })),
  ]
    .reverse()
    .toSorted((a, b) => b.place - a.place)
    .map(({ line }) => line);

const requestLine = (request: JournalRequest, violations: number): RequestLine => {
  const { sequence, method, path, receivedAt, answeredAt, status, performed, faults, warnings } = request;
  return {
    kind: "request",
    sequence,
    method,
    path,
    at: receivedAt,
    milliseconds: answeredAt === null ? null : Date.parse(answeredAt) - Date.parse(receivedAt),
    status,
    performed,
    faults,
    violations,
    warnings: warnings.length,
  };
};

const editLine = ({ family, subject, change, at }: JournalEdit, number: number): EditLine => ({
  kind: "edit",
  number,
  family,
  subject,
  change,
  at,
});

/** @returns `undefined` where the journal has no such request */
export const requestOf = (
  { requests, violations }: Simulation,
  sequence: number,
  reply: Reply | undefined,
): RequestView | undefined => {
  const request = requests.find(one => one.sequence === sequence);
  if (request === undefined) return undefined;
  const { requestId, accountId, siteId, body, answeredAt, warnings } = request;
  const remarks = [...violations.filter(one => one.sequence === sequence), ...warnings];
  return {
    sequence,
    requestId,
    accountId,
    siteId,
    body,
    isAnswered: answeredAt !== null,
    answer: reply === undefined ? null : answerOf(reply),
    remarks: remarks.map(({ kind, detail }) => `${kind}: ${detail}`),
  };
};

const answerOf = (reply: Reply): AnswerView => {
  switch (reply.kind) {
    case "lost":
      return { status: null, whole: false, body: null };
    case "cut-short":
      return { status: reply.status, whole: false, body: Buffer.from(reply.received).toString() };
    case "reply":
      return { status: reply.status, whole: true, body: readable(reply.body) };
  }
};

const readable = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};
